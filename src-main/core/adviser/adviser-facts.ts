import { counted } from '../catalog/entry.ts'
import type { EvidenceItem } from '../evidence.ts'
import { seen } from '../evidence.ts'
import type { IdentityClass, IdentityView } from '../identity/identity-views.ts'
import { isObjectId } from '../jit/is-object-id.ts'
import { hasScim, isOauth, isSaml } from '../jit/provider-ways.ts'
import { dayText } from '../model/day-text.ts'
import { scimMethod } from '../model/scim-method.ts'
import { isEmptyValue } from '../model/service-field-value.ts'
import { passwordWayNames } from '../oauth/password-ways.ts'
import type { AffectedUsers } from '../oauth/oauth-views.ts'
import type { FieldValues, GroupFacts, SiteFacts, StrategyFacts } from '../service/service-facts.ts'
import type { ChoiceOf, QuestionId } from './adviser-questions.ts'
import type { AdviserFact } from './adviser-views.ts'

/** What was read of a site, each part absent when it was not read to its end, and a table of identities when one is at hand. */
export interface AdviserReading {
  readonly site: SiteFacts | undefined
  readonly strategies: readonly StrategyFacts[] | undefined
  readonly groups: readonly GroupFacts[] | undefined
  readonly users: UserReading | undefined
  readonly identity: IdentityView | undefined
}

export interface UserReading {
  readonly affected: AffectedUsers
  readonly total: number
  /** Users of single sign-on, and those of them whose mail address is another text than their user name. */
  readonly bySingleSignOn: number
  readonly mailUnlikeName: number
  /** People who came in by any way lately, administrators left out: where nobody works yet, nothing follows from what is not used. */
  readonly seenLately: number
}

export type FactId =
  'password-users' | 'filters' | 'providers' | 'takes-groups' | 'scim' | 'ldap' | 'groups-by-id' | 'mail-unlike-name' | 'identity'

/** Facts that speak for or against a method, and the questions that they answer. A number that shows nothing is told as well. */
export function adviserFacts(reading: AdviserReading): readonly (AdviserFact & { readonly id: FactId })[] {
  return [
    ...passwordUsers(reading.users),
    ...groupFilters(reading),
    ...providers(reading.strategies),
    ...takesGroups(reading.strategies),
    ...scim(reading.strategies),
    ...ldap(reading),
    ...groupsById(reading.groups),
    ...mailUnlikeName(reading.users),
    ...identities(reading.identity)
  ]
}

type Facts = readonly (AdviserFact & { readonly id: FactId })[]

const SITE = 'Files.com'

/** Whether people *must* keep their passwords nobody can read; that people are there and none of them uses one answers the question. */
function passwordUsers(users: UserReading | undefined): Facts {
  if (users === undefined) return []
  const { affected, total, seenLately } = users
  const used = (['sftp', 'ftp', 'webdav', 'api'] as const).map((way) => seen(`By ${passwordWayNames[way]}`, affected.counts[way]))
  const evidence = [
    seen('Users read', total),
    seen('Since', dayText(affected.since)),
    ...used,
    seen('Has a key for it', affected.verdicts.safe)
  ]
  const isKnown = affected.untold.length === 0 && seenLately > 0
  const value = !isKnown ? undefined : affected.total === 0 ? 'no' : affected.verdicts.safe === affected.total ? 'keys' : undefined
  return [fact('password-users', affected.headline, evidence, value === undefined ? undefined : answer('password-ways', value))]
}

const STRATEGY_FILTERS = ['provision_group_required', 'provision_group_inclusion', 'provision_group_exclusion']
const SITE_FILTERS = ['ldap_user_include_groups', 'ldap_group_inclusion', 'ldap_group_exclusion']

function groupFilters({ site, strategies }: AdviserReading): Facts {
  if (site === undefined && strategies === undefined) return []
  const set = [
    ...filtersIn(site?.ldap ?? {}, SITE_FILTERS, 'the site'),
    ...ofEntra(strategies).flatMap(({ label, fields }) => filtersIn(fields, STRATEGY_FILTERS, `“${label}”`))
  ]
  const text = set.length === 0 ? '0 group filters are set.' : `${counted(set.length, 'group filter is', 'group filters are')} set.`
  return [fact('filters', text, set, set.length === 0 ? undefined : answer('group-filters', 'at-files-com'))]
}

function filtersIn(fields: FieldValues, names: readonly string[], where: string): readonly EvidenceItem[] {
  return names.filter((name) => !isEmptyValue(fields[name])).map((name) => seen(`${name} of ${where}`, String(fields[name])))
}

/** What other providers do says nothing about Entra ID. */
function ofEntra(strategies: readonly StrategyFacts[] | undefined): readonly StrategyFacts[] {
  return (strategies ?? []).filter(({ provider }) => provider === 'azure')
}

function providers(strategies: readonly StrategyFacts[] | undefined): Facts {
  if (strategies === undefined) return []
  const entra = ofEntra(strategies)
  const names = entra.map(({ protocol, label, enabled, userCount }) => {
    const way = isSaml(protocol) ? 'SAML' : isOauth(protocol) ? 'OAuth' : protocol
    const count = userCount === undefined ? '' : `, ${counted(userCount, 'user', 'users')}`
    return seen(label, `${way}, ${enabled ? 'on' : 'off'}${count}`)
  })
  return [fact('providers', `${counted(entra.length, 'Entra ID provider is', 'Entra ID providers are')} set up.`, names)]
}

function takesGroups(strategies: readonly StrategyFacts[] | undefined): Facts {
  const taking = ofEntra(strategies).filter(({ fields }) => fields['provision_groups'] === true)
  if (taking.length === 0) return []
  const text = `${counted(taking.length, 'provider takes', 'providers take')} groups over.`
  const evidence = taking.map(({ label }) => seen(label, '“Create groups” is on'))
  return [fact('takes-groups', text, evidence, answer('group-names', 'yes'))]
}

function scim(strategies: readonly StrategyFacts[] | undefined): Facts {
  const using = ofEntra(strategies).filter(hasScim)
  if (using.length === 0) return []
  const evidence = using.map(({ label, fields, scimTokenExpiresAt }) =>
    seen(
      label,
      scimMethod(fields) === 'basic' ? BY_PASSWORD : scimTokenExpiresAt === undefined ? 'on' : `token until ${dayText(scimTokenExpiresAt)}`
    )
  )
  return [fact('scim', `${counted(using.length, 'provider has', 'providers have')} SCIM.`, evidence)]
}

const BY_PASSWORD = 'with a user name and a password, which Entra ID does not support: change to a token'

function ldap({ site, strategies }: AdviserReading): Facts {
  const blocks = [
    ...(site?.ldap['ldap_enabled'] === true ? [{ label: 'The site', fields: site.ldap }] : []),
    ...(strategies ?? []).filter(({ fields }) => fields['ldap_provisioning_enabled'] === true)
  ]
  if (blocks.length === 0) return []
  const evidence = blocks.map(({ label, fields }) =>
    seen(
      label,
      `${isEmptyValue(fields['ldap_host']) ? 'no host' : String(fields['ldap_host'])}, ${fields['ldap_secure'] === true ? 'LDAPS' : 'not encrypted'}`
    )
  )
  const isSecure = blocks.some(({ fields }) => fields['ldap_secure'] === true && !isEmptyValue(fields['ldap_host']))
  const text = `${counted(blocks.length, 'directory is', 'directories are')} read by Files.com every hour.`
  return [fact('ldap', text, evidence, isSecure ? answer('ldaps', 'yes') : undefined)]
}

function groupsById(groups: readonly GroupFacts[] | undefined): Facts {
  const named = (groups ?? []).filter(({ name }) => isObjectId(name))
  if (named.length === 0) return []
  const text = `${counted(named.length, 'group is', 'groups are')} called by an id of Entra ID: ${named.length === 1 ? 'it was' : 'they were'} made at a sign-in.`
  return [
    fact(
      'groups-by-id',
      text,
      named.slice(0, 3).map(({ id, name }) => seen(`Group ${String(id)}`, name))
    )
  ]
}

function mailUnlikeName(users: UserReading | undefined): Facts {
  if (users === undefined || users.bySingleSignOn === 0) return []
  const { mailUnlikeName: count, bySingleSignOn } = users
  const text = `${counted(count, 'user', 'users')} of single sign-on ${count === 1 ? 'has' : 'have'} a mail address unlike the user name.`
  return [fact('mail-unlike-name', text, [seen('Users of single sign-on', bySingleSignOn)])]
}

const HIDING_CLASSES = ['two-people-one-name', 'account-under-other-name', 'ldap-unlike-sign-in', 'guest', 'no-name'] as const
const AGREEING_CLASSES = ['same', 'case-only', 'new', 'mail-empty'] as const

function identities(identity: IdentityView | undefined): Facts {
  if (identity === undefined) return []
  const countOf = (name: IdentityClass): number => identity.classes.find((one) => one.class === name)?.count ?? 0
  const differing = countOf('mail-unlike-upn')
  const text = `${counted(differing, 'person has', 'people have')} a mail address that names another account than the UPN.`
  const evidence = identity.classes.filter(({ count }) => count > 0).map(({ title, count }) => seen(title, count))
  // A person is in one class only: in these, mail and UPN may differ besides.
  const hidden = HIDING_CLASSES.reduce((sum, name) => sum + countOf(name), 0)
  const agreeing = AGREEING_CLASSES.reduce((sum, name) => sum + countOf(name), 0)
  const isSure = differing + hidden === 0 && agreeing > 0 && identity.cutBecause === undefined
  const answered = isSure ? answer('mail-upn', 'same') : undefined
  return [{ ...fact('identity', text, [seen('People from', identity.people), ...evidence], answered), from: identity.people }]
}

function fact(
  id: FactId,
  text: string,
  evidence: readonly EvidenceItem[],
  answers?: AdviserFact['answers']
): AdviserFact & { readonly id: FactId } {
  return { id, text, from: SITE, evidence, ...(answers === undefined ? {} : { answers }) }
}

function answer<Q extends QuestionId>(question: Q, value: ChoiceOf<Q>): { readonly question: Q; readonly value: string } {
  return { question, value }
}
