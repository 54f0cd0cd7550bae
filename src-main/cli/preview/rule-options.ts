import type { PreviewRules } from '../../core/preview/preview-rules.ts'

type Rules = Omit<PreviewRules, 'limits'>

export interface RuleOptions {
  readonly usernameField?: string | undefined
  readonly domain?: string | undefined
  readonly requiredGroups?: string | undefined
  readonly includeGroups?: string | undefined
  readonly excludeGroups?: string | undefined
  readonly directMembersOnly?: true | undefined
  readonly nestedMembers?: true | undefined
  readonly whenGone?: PreviewRules['whenGone'] | undefined
  readonly newUsers: boolean
  readonly groups: boolean
}

/** Rules with those of the options laid over them. */
export function withRuleOptions(rules: Rules, options: RuleOptions): Rules {
  const { usernameField, domain, requiredGroups, includeGroups, excludeGroups, whenGone } = options
  return {
    ...rules,
    usernameField: (usernameField ?? '').trim() || rules.usernameField,
    domain: domain === undefined ? rules.domain : domain.trim().replace(/^@/, ''),
    requiredGroups: requiredGroups ?? rules.requiredGroups,
    includedGroups: includeGroups ?? rules.includedGroups,
    excludedGroups: excludeGroups ?? rules.excludedGroups,
    directMembersOnly: options.nestedMembers === true ? false : options.directMembersOnly === true || rules.directMembersOnly,
    provisionsUsers: rules.provisionsUsers && options.newUsers,
    provisionsGroups: rules.provisionsGroups && options.groups,
    whenGone: whenGone ?? rules.whenGone
  }
}
