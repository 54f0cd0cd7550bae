import { indentedJson } from '../../core/scim/indented-json.ts'
import type { EntraRequest } from '../../core/scim/entra-requests.ts'
import type { ScimSeen } from '../../core/scim/read-scim-answer.ts'
import type { ScimExchange } from '../../core/scim/scim-views.ts'

/** As it is shown: indented, limited, and without anything that `redactText` knows to be secret. */
export function recordExchange(seen: ScimSeen, request: EntraRequest, redactText: (text: string) => string): ScimExchange {
  const { answer } = seen
  return {
    purpose: seen.purpose,
    method: seen.method,
    path: redactText(seen.path),
    requestBody: request.body === undefined ? '' : redactText(indentedJson(JSON.stringify(request.body))),
    status: answer.kind === 'answered' ? answer.status : undefined,
    contentType: answer.kind === 'answered' ? redactText(answer.contentType) : '',
    // Redacted before it is shortened: half a token would not be found.
    responseBody: answer.kind === 'answered' ? shortened(redactText(indentedJson(answer.text))) : '',
    durationMs: answer.durationMs
  }
}

const LONGEST = 6000

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}\n… ${String(text.length - LONGEST)} characters more`
}
