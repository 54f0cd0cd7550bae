import { isGuid, withoutBraces } from '../../entra/tenant.ts'
import type { Problem } from '../../errors.ts'
import { dayText } from '../../model/day-text.ts'
import { oauthFields } from '../../model/service-fields-oauth.ts'
import type { WantedOauth } from '../../profile/profile.ts'
import { type Result, succeed } from '../../result.ts'
import { NEW_OAUTH_STRATEGY } from '../creation.ts'
import type { ReadState, ResourceState } from '../plan.ts'
import type { WantedResource } from '../wanted.ts'
import type { PlannedResource } from './planned-resource.ts'
import { wantedFields } from './wanted-fields.ts'
import {
  checkedSection,
  newProvider,
  newProviderTitle,
  type ProviderKind,
  providerOfSection,
  SAID_BY_EVERY_SECTION,
  sectionFields,
  wrongSection
} from './wanted-provider.ts'

/**
 * What the oauth section of a profile wants of one provider, found as that of the saml section. Tenant, client and secret are a hand-off and
 * never compared: the service shows none of them. `plan.target.missing`, `provisioning.oauth.ambiguous-provider`,
 * `provisioning.oauth.other-protocol`, `provisioning.oauth.other-provider`, `plan.profile.bad-value`.
 */
export function wantedOauth(resource: PlannedResource, typed: WantedOauth, state: ReadState): Result<WantedResource, Problem> {
  const checked = checkedSection(oauthKind, { ...typed, tenantId: withoutBraces(typed.tenantId), clientId: withoutBraces(typed.clientId) })
  if (!checked.ok) return checked
  const oauth = checked.value
  const found = oauthProvider(oauth, state)
  if (!found.ok) return found
  const current = found.value
  if (current === undefined && !oauth.entersCredentials)
    return wrongSection(
      oauthKind,
      oauth,
      'clientSecret',
      'The site has no such provider yet. To make it, tenant, client and secret have to be entered: write "clientSecret": "set".'
    )
  const wrong = oauth.entersCredentials ? wrongIds(oauth) : undefined
  if (wrong !== undefined) return wrongSection(oauthKind, oauth, wrong.field, wrong.reason)
  const fields = sectionFields(oauth, {})
  const wanted = current === undefined ? newProvider(resource, oauthKind, oauth, fields) : wantedFields(resource, current, fields)
  if (!wanted.ok) return wanted
  return succeed({ ...wanted.value, ...credentialsOf(oauth), notes: notesOn(oauth, current) })
}

/** The provider that an oauth section is about, among those of the site; `undefined`: there is none yet. */
export function oauthProvider(oauth: WantedOauth, state: ReadState): Result<ResourceState | undefined, Problem> {
  return providerOfSection(oauthKind, oauth, state)
}

const oauthKind: ProviderKind = {
  section: 'oauth',
  // Which of the two words a site shows is not documented; the documentation’s example has the first.
  protocols: new Set(['oauth2', 'oauth']),
  newProtocol: 'oauth2',
  newId: NEW_OAUTH_STRATEGY,
  own: new Set([...SAID_BY_EVERY_SECTION, ...oauthFields.map(({ name }) => name)]),
  ambiguous: 'provisioning.oauth.ambiguous-provider',
  otherProtocol: 'provisioning.oauth.other-protocol',
  otherProvider: 'provisioning.oauth.other-provider'
}

/** A change only because somebody says so: whether the site holds them already nobody can read. */
function credentialsOf({ entersCredentials, tenantId, clientId }: WantedOauth): Partial<Pick<WantedResource, 'unseen' | 'secrets'>> {
  return entersCredentials ? { unseen: { tenant_id: tenantId, client_id: clientId }, secrets: ['client_secret'] } : {}
}

/** Entered by hand they are seen by nobody again, so what is certainly wrong is refused here. */
function wrongIds({ tenantId, clientId }: WantedOauth): { readonly field: string; readonly reason: string } | undefined {
  if (!isGuid(tenantId))
    return { field: 'tenantId', reason: 'This is the Directory (tenant) ID: 32 hexadecimal digits in five groups with hyphens.' }
  if (!isGuid(clientId))
    return { field: 'clientId', reason: 'This is the Application (client) ID: 32 hexadecimal digits in five groups with hyphens.' }
  return tenantId.toLowerCase() === clientId.toLowerCase()
    ? { field: 'clientId', reason: 'Tenant and client have the same id: one of the two was copied twice.' }
    : undefined
}

function notesOn({ displayName, entersCredentials, secretEndsOn }: WantedOauth, current: ResourceState | undefined): readonly string[] {
  const title = current?.title ?? newProviderTitle(oauthKind, { displayName })
  return [
    ...(entersCredentials
      ? [
          `${title}: tenant, client and secret are entered in the web form by hand. Files.com shows none of them again, and which names its interface has for them is only partly documented, so nothing of them is sent. Only a real sign-in proves them. Once they are entered, take “clientSecret” out of the profile (in the window: the tick at “Enter tenant, client and secret again”), or every plan asks for them again.`
        ]
      : []),
    ...(entersCredentials && current !== undefined && current.fields['enabled'] !== false
      ? [`${title} is switched on: whoever signs in by it cannot, from the moment something wrong is entered until it is corrected.`]
      : []),
    ...(secretEndsOn === undefined
      ? []
      : [`${title}: the client secret ends on ${dayText(secretEndsOn)}. Files.com has no place for that day: keep a reminder.`])
  ]
}
