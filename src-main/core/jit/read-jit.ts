import { counted } from '../catalog/entry.ts'
import type { Problem } from '../errors.ts'
import { problem } from '../errors.ts'
import { seen } from '../evidence.ts'
import { fieldValueText, isEmptyValue } from '../model/service-field-value.ts'
import { serviceField } from '../model/service-fields.ts'
import type { FactRow } from '../saml/saml-views.ts'
import type { GroupFacts, StrategyFacts } from '../service/service-facts.ts'
import { isObjectId } from './is-object-id.ts'
import type { JitView } from './jit-views.ts'
import { type AccountSource, accountSource, isOauth, isSaml } from './provider-ways.ts'

export interface SiteGroups {
  readonly groups: readonly GroupFacts[]
  /** Why not all were read; undefined: all were. */
  readonly cutBecause: string | undefined
}

/** What happens at the first sign-in by this provider, what has come of it, and what to look out for. */
export function jitView(strategy: StrategyFacts, { groups, cutBecause }: SiteGroups): JitView {
  const source = accountSource(strategy)
  const groupsNamedById = groups
    .filter(({ name }) => isObjectId(name))
    .map((group) => ({ id: group.id, name: group.name, members: memberCount(group) }))
  return {
    strategyId: strategy.id,
    label: strategy.label,
    isOn: source === 'jit',
    headline: headlineOf(strategy, source),
    rows: rowsOf(strategy, source),
    isRightWhen,
    problems: problemsOf(strategy, source, groupsNamedById),
    groupsNamedById,
    cutBecause
  }
}

/** Names have no comma; an empty list is nobody. */
function memberCount({ usernames }: GroupFacts): number {
  return (usernames ?? '').split(',').filter((name) => name.trim() !== '').length
}

function headlineOf({ label, enabled }: StrategyFacts, source: AccountSource): string {
  return enabled
    ? `“${label}” ${whatItDoes[source]}.`
    : `“${label}” is switched off: nobody signs in by it. As it is set, it ${whatItDoes[source]}.`
}

const whatItDoes: Readonly<Record<AccountSource, string>> = {
  jit: 'makes an account for whoever signs in for the first time',
  scim: 'has SCIM: accounts come from Entra ID before anybody signs in',
  ldap: 'has LDAP provisioning: accounts come from the directory every hour',
  nothing: 'makes no accounts: people sign in by it only when they have one'
}

function rowsOf(strategy: StrategyFacts, source: AccountSource): readonly FactRow[] {
  const { fields } = strategy
  const stored = (name: string, label: string, empty: string): FactRow => ({
    label,
    value: isEmptyValue(fields[name]) ? empty : fieldValueText(serviceField('sso-strategy', name), fields[name])
  })
  if (source === 'nothing')
    return [{ label: 'First sign-in', value: 'Refused, unless the person has an account: “Create users” is off.' }, nameRow(strategy)]
  const usual = 'As Files.com usually gives it'
  return [
    { label: 'First sign-in', value: firstSignIn[source] },
    nameRow(strategy),
    {
      label: 'Groups',
      value:
        fields['provision_groups'] === true
          ? 'Taken over as the provider sends them'
          : fields['provision_groups'] === false
            ? 'Not taken over: “Create groups” is off'
            : 'The site does not tell whether they are taken over',
      explain: 'Entra ID sends a group by its object id, a long number, unless it is told otherwise.'
    },
    stored('provision_group_default', 'Groups for everybody', 'None'),
    stored('provision_site_admin_groups', 'Groups whose members administer the site', 'None'),
    stored('provision_ftp_permission', 'May use FTP', usual),
    stored('provision_sftp_permission', 'May use SFTP', usual),
    stored('provision_dav_permission', 'May use WebDAV', usual),
    stored('provision_attachments_permission', 'May send attachments', usual),
    stored('provision_require_2fa', 'Second factor at Files.com', usual),
    stored('provision_time_zone', 'Time zone', usual),
    stored('provision_company', 'Company', 'None'),
    stored('provision_filesystem_layout', 'First folder', usual)
  ]
}

const firstSignIn: Readonly<Record<Exclude<AccountSource, 'nothing'>, string>> = {
  jit: 'Makes the account, when Entra ID lets the person in and nobody has that name',
  scim: 'Finds the account that SCIM has made, when both ways send the same name',
  ldap: 'Finds the account that the directory sync has made, when both ways give the same name'
}

function nameRow({ protocol }: StrategyFacts): FactRow {
  const explain = 'The user principal name (UPN) is the sign-in name at Microsoft; it looks like a mail address and need not be one.'
  if (isSaml(protocol))
    return {
      label: 'Account name',
      value: 'The Unique User Identifier (NameID) that Entra ID sends: user.userprincipalname by the instructions of Files.com',
      explain: `${explain} When a mail address is sent that differs from it, sign-in is known to look for an account by the mail.`
    }
  return {
    label: 'Account name',
    value: isOauth(protocol) ? 'Not documented; assumed to be the user principal name' : 'Not documented for this protocol',
    explain
  }
}

const isRightWhen: readonly string[] = [
  'Right when nobody needs groups from Entra ID at Files.com, or the few there are can be made by hand: when people are in no groups there, or “Create groups” is off.',
  'Right when it does not matter that an account exists only after the first sign-in: nothing can be shared with the person before.',
  'Right for OAuth, where SCIM cannot be used, if there is no directory for LDAP provisioning.',
  'Wrong when groups shall have their names: take SCIM, which Files.com advises then, or LDAP provisioning.',
  'Wrong when accounts of people who leave shall go by themselves: nothing tells Files.com that somebody has left.',
  'Wrong when filters of Files.com shall decide who gets an account: they work with LDAP provisioning only.'
]

function problemsOf(strategy: StrategyFacts, source: AccountSource, groupsNamedById: JitView['groupsNamedById']): readonly Problem[] {
  const { label, fields } = strategy
  const takesGroups = fields['provision_groups'] === true
  const filters = FILTERS.filter((name) => !isEmptyValue(fields[name]))
  return [
    ...(source === 'jit' ? [problem('jit.access.everybody-assigned', { label }, [seen('Create users', 'on')])] : []),
    ...(source === 'jit' ? [problem('jit.leavers.stay', { label }, [seen('SCIM', 'off'), seen('LDAP provisioning', 'off')])] : []),
    ...(source === 'jit' && takesGroups && strategy.provider === 'azure'
      ? [problem('jit.groups.will-be-ids', { label }, [seen('Create groups', 'on')])]
      : []),
    ...(source === 'jit' && filters.length > 0
      ? [
          problem(
            'jit.filters.without-effect',
            { label, fields: filters.map((name) => `“${labelOf(name)}”`).join(' and ') },
            filters.map((name) => seen(labelOf(name), String(fields[name])))
          )
        ]
      : []),
    ...(source === 'scim' && fields['provision_users'] === true
      ? [problem('jit.accounts.beside-scim', { label }, [seen('SCIM', 'on'), seen('Create users', 'on')])]
      : []),
    ...(groupsNamedById.length > 0
      ? [
          problem(
            'jit.groups.named-by-id',
            { count: groupsNamedById.length },
            groupsNamedById
              .slice(0, 3)
              .map(({ id, name, members }) => seen(`Group ${String(id)}`, `${name}, ${counted(members, 'member', 'members')}`))
          )
        ]
      : [])
  ]
}

const FILTERS = ['provision_group_required', 'provision_group_inclusion', 'provision_group_exclusion'] as const

function labelOf(name: string): string {
  return serviceField('sso-strategy', name)?.label ?? name
}
