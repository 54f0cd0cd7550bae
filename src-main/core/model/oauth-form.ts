import type { EntraCloud } from '../entra/entra-cloud.ts'
import { withoutBraces } from '../entra/tenant.ts'
import { clientFindings } from '../oauth/form/client-findings.ts'
import { endDateFindings } from '../oauth/form/end-date-findings.ts'
import type { FieldFinding } from '../oauth/form/field-finding.ts'
import { secretFindings } from '../oauth/form/secret-findings.ts'
import { tenantFindings } from '../oauth/form/tenant-findings.ts'

/** What is entered about the app registration in Entra ID, as typed. The client secret is no part of it: it is kept nowhere. */
export interface OauthForm {
  readonly cloud: EntraCloud['id']
  readonly displayName: string
  readonly tenantId: string
  readonly clientId: string
  /** As Entra ID shows it, for the reminder; `2027-04-02`. */
  readonly secretEndsOn: string
}

export const emptyOauthForm: OauthForm = { cloud: 'global', displayName: '', tenantId: '', clientId: '', secretEndsOn: '' }

export interface OauthFormMessage {
  readonly field: keyof OauthForm | 'clientSecret'
  readonly severity: 'error' | 'warning' | 'advice'
  readonly text: string
}

/** What can be said before anybody is asked, in the order of the form. `now` (ISO 8601): without it a date is judged by its form only. */
export function oauthFormMessages(form: OauthForm, clientSecret: string, now?: string): readonly OauthFormMessage[] {
  return [
    ...(form.displayName.trim() === ''
      ? [message('displayName')({ severity: 'error', text: 'Enter a display name: providers of the site are told apart by it.' })]
      : []),
    ...tenantFindings(form).map(message('tenantId')),
    ...clientFindings(form).map(message('clientId')),
    ...secretFindings(clientSecret, form).map(message('clientSecret')),
    ...endDateFindings(form.secretEndsOn, now).map(message('secretEndsOn'))
  ]
}

/** Without the white space and the braces that people copy along: what is stored and sent. */
export function trimmedOauthForm(form: OauthForm): OauthForm {
  return {
    cloud: form.cloud,
    displayName: form.displayName.trim(),
    tenantId: withoutBraces(form.tenantId),
    clientId: withoutBraces(form.clientId),
    secretEndsOn: form.secretEndsOn.trim()
  }
}

function message(field: OauthFormMessage['field']): (finding: FieldFinding) => OauthFormMessage {
  return ({ severity, text }) => ({ field, severity, text })
}
