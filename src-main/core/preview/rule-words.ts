import type { PreviewRules } from './preview-rules.ts'

/** The settings by which a preview was made, as label and value: the same on every result that shows them. */
export function ruleWords(rules: PreviewRules): readonly (readonly [label: string, value: string])[] {
  const { usernameField, domain, requiredGroups, includedGroups, excludedGroups, directMembersOnly, managedBy } = rules
  const lists = [
    ['Only users in', requiredGroups],
    ['Only groups', includedGroups],
    ['Without groups', excludedGroups]
  ] as const
  const off = [
    ...(rules.provisionsUsers ? [] : ['users are not created']),
    ...(rules.provisionsGroups ? [] : ['groups are not taken over']),
    ...(rules.keepsMemberships === true ? ['nobody is taken out of a group'] : [])
  ]
  return [
    ['Sync', managedBy.kind === 'site-ldap' ? 'LDAP settings of the site' : `single sign-on ${String(managedBy.id)}`],
    ['User name', domain === '' ? usernameField : `${usernameField}, then @${domain}`],
    ...lists.filter(([, list]) => list.trim() !== ''),
    ['Members', directMembersOnly ? 'direct ones only' : 'also those of groups inside a group'],
    ['Who is gone', goneWords[rules.whenGone]],
    ...(off.length === 0 ? [] : [['Switched off', off.join('; ')] as const])
  ]
}

const goneWords: Readonly<Record<PreviewRules['whenGone'], string>> = {
  nothing: 'stays as it is',
  disable: 'is disabled',
  delete: 'is deleted'
}
