import { usernameFieldOf } from '../model/service-field-directory.ts'
import { valueOf } from '../model/service-field-value.ts'
import type { DirectoryToRead } from '../plan/directories-to-read.ts'
import type { FieldValues } from '../service/service-facts.ts'
import type { PreviewRules } from './preview-rules.ts'

/**
 * What the fields of the site or of a provider tell its sync to do. Where they say nothing, or something that is not documented, it is the
 * reading by which people could lose their access: gone people are disabled, and only direct members are in a group.
 */
export function rulesFromFields({
  resource,
  targetId,
  fields
}: Pick<DirectoryToRead, 'resource' | 'targetId' | 'fields'>): Omit<PreviewRules, 'limits'> {
  const isOfSite = resource === 'site-ldap'
  const names = isOfSite ? siteNames : strategyNames
  return {
    usernameField: usernameFieldOf(fields),
    domain: text(fields, 'ldap_domain').replace(/^@/, ''),
    requiredGroups: text(fields, names.requiredGroups),
    includedGroups: text(fields, names.includedGroups),
    excludedGroups: text(fields, names.excludedGroups),
    directMembersOnly: true,
    managedBy: isOfSite || targetId === undefined ? { kind: 'site-ldap' } : { kind: 'strategy', id: targetId },
    // Only a provider has these switches.
    provisionsUsers: isOfSite || valueOf(fields, 'provision_users') !== false,
    provisionsGroups: isOfSite || valueOf(fields, 'provision_groups') !== false,
    ...(!isOfSite && valueOf(fields, 'deprovision_groups') === false ? { keepsMemberships: true } : {}),
    whenGone: !isOfSite && valueOf(fields, 'deprovision_users') === false ? 'nothing' : whenGone(text(fields, names.whenGone))
  }
}

/** What the settings ask for when somebody is gone and nobody has documented; `undefined`: they say nothing, or what is known. */
export function unknownWhenGone({ resource, fields }: Pick<DirectoryToRead, 'resource' | 'fields'>): string | undefined {
  const isOfSite = resource === 'site-ldap'
  if (!isOfSite && valueOf(fields, 'deprovision_users') === false) return undefined
  const told = text(fields, (isOfSite ? siteNames : strategyNames).whenGone)
  return told === '' || DISABLES.test(told) ? undefined : told
}

const siteNames = {
  requiredGroups: 'ldap_user_include_groups',
  includedGroups: 'ldap_group_inclusion',
  excludedGroups: 'ldap_group_exclusion',
  whenGone: 'ldap_user_action'
}

const strategyNames = {
  requiredGroups: 'provision_group_required',
  includedGroups: 'provision_group_inclusion',
  excludedGroups: 'provision_group_exclusion',
  whenGone: 'deprovision_behavior'
}

/** `disabled` and `disable` are the documented examples. What speaks of deleting is believed; whatever else there is could mean disabling. */
function whenGone(told: string): PreviewRules['whenGone'] {
  return DELETES.test(told) ? 'delete' : 'disable'
}

const DISABLES = /^disabled?$/i
const DELETES = /delet|remov|destroy|purge/i

function text(fields: FieldValues, name: string): string {
  const value = valueOf(fields, name)
  return typeof value === 'string' ? value.trim() : ''
}
