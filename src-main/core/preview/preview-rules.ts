import type { SafetyLimits } from '../profile/profile.ts'

/** What the hourly sync is told, in the words of the web form; how it works beyond that is not documented, and `assumptions` of the result say so. */
export interface PreviewRules {
  readonly usernameField: string
  /** Appended after `@`; empty: nothing is appended. */
  readonly domain: string
  /** “Only provision users in these groups”: comma or newline list, `*` stands for anything. Empty: everybody. */
  readonly requiredGroups: string
  /** “Only provision these groups”. Empty: all. */
  readonly includedGroups: string
  /** “Exclude these groups from provisioning”. */
  readonly excludedGroups: string
  /** Whether membership by way of another group counts is not documented: both can be looked at. */
  readonly directMembersOnly: boolean
  readonly managedBy: { readonly kind: 'site-ldap' } | { readonly kind: 'strategy'; readonly id: number }
  readonly provisionsUsers: boolean
  readonly provisionsGroups: boolean
  /** Memberships that end in the directory stay on the site. Absent: they end, which is the cautious reading. */
  readonly keepsMemberships?: boolean | undefined
  /** What happens to people who are gone: nothing, disabled, or deleted. */
  readonly whenGone: 'nothing' | 'disable' | 'delete'
  readonly limits: SafetyLimits
}
