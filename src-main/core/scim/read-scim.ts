import type { Problem } from '../errors.ts'
import { problem } from '../errors.ts'
import { seen } from '../evidence.ts'
import { SERVICE_SCIM_ENDPOINT } from '../entra/service-addresses.ts'
import { dayText, relativeDayText } from '../model/day-text.ts'
import { scimMethod, type ScimMethod } from '../model/scim-method.ts'
import type { FactRow } from '../saml/saml-views.ts'
import type { FieldValues, StrategyFacts } from '../service/service-facts.ts'
import { isTokenOver, judgeTokenEnd } from './judge-token-end.ts'
import type { ScimView } from './scim-views.ts'

/** What SCIM of a provider is set to, what stands in its way, and what would switch it on. */
export function scimView(
  strategy: StrategyFacts,
  token: { readonly isKept: boolean; readonly problem: Problem | undefined },
  now: string
): ScimView {
  const { label, fields, scimTokenExpiresAt: endsAt } = strategy
  const method = scimMethod(fields)
  const isOn = method !== 'off'
  const protocol = protocolProblem(strategy)
  const problems = [
    protocol,
    isOn && !strategy.enabled ? problem('scim.provider.off', { label }) : undefined,
    method === 'basic' ? problem('scim.provider.basic', { label }) : undefined,
    filtersProblem(fields),
    isOn && fields['ldap_provisioning_enabled'] === true ? problem('scim.provider.ldap-too', { label }) : undefined,
    method === 'token' ? endProblem(endsAt, now) : undefined
  ].filter((found) => found !== undefined)
  return {
    strategyId: strategy.id,
    label,
    isOn,
    authentication: method,
    basicUsername: method === 'basic' ? usernameOf(fields) : '',
    headline: headlineOf(strategy, method, protocol, problems),
    rows: rowsOf(strategy, method, now),
    tokenEndsAt: endsAt,
    isTokenKept: token.isKept,
    keychainProblem: token.problem,
    problems,
    toSwitchOn: method === 'token' || protocol !== undefined ? undefined : isOn ? toToken : switchOnFields(fields)
  }
}

function protocolProblem({ protocol, label }: StrategyFacts): Problem | undefined {
  if (protocol === 'saml') return undefined
  return protocol.startsWith('oauth')
    ? problem('scim.provider.oauth', { label })
    : problem('scim.provider.other-protocol', { label, protocol: protocol === '' ? 'an unknown protocol' : protocol })
}

const FILTERS: readonly (readonly [field: string, label: string])[] = [
  ['provision_group_required', 'Only provision users in these groups'],
  ['provision_group_inclusion', 'Only provision these groups'],
  ['provision_group_exclusion', 'Exclude these groups from provisioning']
]

function filtersProblem(fields: FieldValues): Problem | undefined {
  const set = FILTERS.filter(([field]) => String(fields[field] ?? '').trim() !== '')
  // The filters are of use while LDAP provisions.
  if (set.length === 0 || (scimMethod(fields) === 'off' && fields['ldap_provisioning_enabled'] === true)) return undefined
  return problem(
    'scim.provider.filters-set',
    { filters: set.map(([, label]) => `“${label}”`).join(' and ') },
    set.map(([field, label]) => seen(label, String(fields[field])))
  )
}

function endProblem(endsAt: string | undefined, now: string): Problem | undefined {
  if (endsAt === undefined || Number.isNaN(Date.parse(endsAt))) return problem('scim.token.end-unknown', {})
  return judgeTokenEnd(endsAt, now)
}

function headlineOf({ label }: StrategyFacts, method: ScimMethod, protocol: Problem | undefined, problems: readonly Problem[]): string {
  if (protocol !== undefined) return `SCIM cannot be used with “${label}”.`
  if (method === 'off')
    return problems.length === 0
      ? `SCIM is off at “${label}”, and can be switched on.`
      : `SCIM is off at “${label}”, and something stands in the way.`
  const way = method === 'basic' ? 'with a user name and a password' : 'with a token'
  return problems.length === 0 ? `SCIM is on at “${label}”, ${way}.` : `SCIM is on at “${label}”, ${way}, and needs care.`
}

function rowsOf({ fields, scimTokenExpiresAt: endsAt }: StrategyFacts, method: ScimMethod, now: string): readonly FactRow[] {
  return [
    {
      label: 'Tenant URL',
      value: SERVICE_SCIM_ENDPOINT,
      copy: SERVICE_SCIM_ENDPOINT,
      explain: 'Where Entra ID sends users and groups; the same for every site. Letter by letter, without a final slash.'
    },
    {
      label: 'Authentication',
      value: { off: 'SCIM is off', basic: 'User name and password', token: 'Token' }[method],
      explain: 'How Entra ID proves which site is meant: it supports a token only.'
    },
    ...(method === 'basic'
      ? [
          {
            label: 'User name',
            value: usernameOf(fields) === '' ? 'the site does not say' : usernameOf(fields),
            explain:
              'It and its password count only once the provider was saved after they were made. Files.com shows the password no more.'
          }
        ]
      : []),
    ...(method === 'token' ? [{ label: 'Token ends', value: endText(endsAt, now), explain: EXTEND }] : []),
    {
      label: 'User name at Files.com',
      value: 'the user principal name of Entra ID',
      explain:
        'It has to be the same value that SAML sends as Name ID. An older page of Files.com said that it becomes the mail address; the newer one is followed here.'
    },
    { label: 'Mail address at Files.com', value: 'the mail address of Entra ID' },
    {
      label: 'Full name at Files.com',
      value: 'first and last name',
      explain: 'The user name when both are empty. The display name and all other fields are ignored.'
    },
    {
      label: 'How soon',
      value: 'within about 40 minutes, or at once by “Provision on demand”',
      explain: 'Entra ID works in cycles of fixed length. Users and groups are two separate operations.'
    }
  ]
}

const EXTEND =
  'Extending keeps the token: nothing has to be done at Entra ID, and it can be done at any time. A reset is for a token that somebody else may know: “Reset Token” in the settings of the provider, then save. It makes a new one, and the old one stops working at once, so Entra ID has to be changed in the same hour. Files.com writes a mail to the site administrators before a token ends.'

function endText(endsAt: string | undefined, now: string): string {
  if (endsAt === undefined || Number.isNaN(Date.parse(endsAt))) return 'the site does not say'
  const isToday = Date.parse(endsAt) <= Date.parse(now) && !isTokenOver(endsAt, now)
  return `${dayText(endsAt)}, ${isToday ? 'today' : relativeDayText(endsAt, now)}`
}

function usernameOf(fields: FieldValues): string {
  const name = fields['scim_username']
  return typeof name === 'string' ? name.trim() : ''
}

/** From a user name and a password to the token; people and groups stay as they are. */
const toToken = { scim_authentication_method: 'token' } as const

/** What has no effect with SCIM is emptied, so that nobody relies on it. Who is taken away follows the assignment in Entra ID. */
function switchOnFields(fields: FieldValues): Readonly<Record<string, string | boolean>> {
  const emptied = FILTERS.filter(([field]) => String(fields[field] ?? '').trim() !== '').map(([field]) => [field, ''] as const)
  return { scim_authentication_method: 'token', provision_users: true, deprovision_users: true, ...Object.fromEntries(emptied) }
}
