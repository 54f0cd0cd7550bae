import type { Who } from '../errors.ts'
import type { EvidenceItem } from '../evidence.ts'

/** How somebody gets an account or gets in: each has its own rule for the user name. */
export type NamingWay = 'saml' | 'oauth' | 'scim' | 'jit' | 'ldap'

/** Every person and every user of the site is in exactly one. */
export type IdentityClass =
  /** Every way gives the name of the account, letter by letter. */
  | 'same'
  /** The same but for capitals or the spelling of accents. */
  | 'case-only'
  /** No account yet, and all ways agree on the name. */
  | 'new'
  /** No mail, where a way in use names by it: the sign-in falls back to the UPN. */
  | 'mail-empty'
  /**
   * The ways in use take different names, because mail and UPN differ: somebody gets a second account. Or the sign-in takes the UPN and the mail
   * differs: the vendor describes sign-ins that look for the mail all the same.
   */
  | 'mail-unlike-upn'
  /** LDAP provisioning calls the person otherwise than the sign-in does. */
  | 'ldap-unlike-sign-in'
  /** Two people whom ways in use call the same, or one of whom would arrive under the UPN or in the account of the other. */
  | 'two-people-one-name'
  /** The ways in use agree, and the account that the person has is called otherwise; or there are two of them already. */
  | 'account-under-other-name'
  /** `#EXT#` in the UPN, where a way in use names by it. */
  | 'guest'
  /** A user of the provider whom nobody of the people claims. */
  | 'orphan'
  /** A user who signs in otherwise and whom nobody claims: none of our business. */
  | 'not-concerned'
  /** A way in use has no name for the person; but for a missing mail, which is `mail-empty` as long as another way has one. */
  | 'no-name'

export const identityClasses = [
  'two-people-one-name',
  'account-under-other-name',
  'mail-unlike-upn',
  'ldap-unlike-sign-in',
  'guest',
  'no-name',
  'mail-empty',
  'case-only',
  'orphan',
  'new',
  'same',
  'not-concerned'
] as const satisfies readonly IdentityClass[]

/** By what the person is named in each way, as set up. */
export interface IdentityRules {
  /** Source of the NameID (SAML): `user.userprincipalname` or `user.mail`. OAuth and JIT follow the sign-in. */
  readonly nameId: 'upn' | 'mail'
  /** What Entra’s provisioning maps to `userName`. */
  readonly scimUserName: 'upn' | 'mail'
  /** Attribute and suffix of LDAP provisioning; absent: not in use. An Entra export has no LDAP names but `onPremisesSamAccountName`. */
  readonly ldap: { readonly usernameField: string; readonly domain: string } | undefined
  /** Ways that are in use or planned: only these make somebody differ. None: as if it were SAML alone. */
  readonly ways: readonly NamingWay[]
  /** Users who sign in by this provider can be orphans; absent: those of every single sign-on. */
  readonly strategyId: number | undefined
}

export interface IdentityProgress {
  readonly people: number
  /** Absent when no site is compared. */
  readonly users: number | undefined
}

export interface IdentityView {
  readonly identityId: string
  /** One sentence with the numbers first: `1,204 same, 3 case only, 213 differ`. */
  readonly headline: string
  /** Host of the directory, or name of the file. */
  readonly people: string
  /** Host of the site, or name of the file; absent when nothing was compared. */
  readonly users: string | undefined
  /** ISO 8601, UTC. */
  readonly readAt: string
  /** Why somebody is missing on one side, or a way in use could not be judged: then nothing is good. Absent: all is there. */
  readonly cutBecause: string | undefined
  readonly rules: IdentityRules
  /** In the order of `identityClasses`; those with nobody in them as well. */
  readonly classes: readonly IdentityClassView[]
  readonly rowCount: number
  /** For each way what would go wrong if it were used, worst first. */
  readonly ways: readonly IdentityWayView[]
  /** What the table says about the choice of a way; a sentence or two. */
  readonly recommendation: string
  /** What is assumed because it is not documented. */
  readonly assumptions: readonly string[]
}

export interface IdentityClassView {
  readonly class: IdentityClass
  readonly title: string
  readonly count: number
  readonly severity: 'good' | 'note' | 'problem'
  /** One or two sentences: what happens to these people. */
  readonly what: string
  /** The safe order of repair; empty when nothing is to be done. */
  readonly repair: readonly { readonly text: string; readonly who: Who }[]
}

export interface IdentityWayView {
  readonly way: NamingWay
  readonly title: string
  readonly isInUse: boolean
  /** People whose existing account keeps its name. */
  readonly kept: number
  /** People who would get a second account. */
  readonly doubled: number
  /** People who get their first. */
  readonly created: number
  /** People whom this way cannot name, or who share a name. */
  readonly failing: number
  readonly sentence: string
}

export interface IdentityQuery {
  /** Of these; empty: any. */
  readonly classes: readonly IdentityClass[]
  readonly search: string
  readonly sort?: { readonly column: 'class' | 'name' | 'upn' | 'mail' | 'account'; readonly descending: boolean } | undefined
  readonly offset: number
  readonly limit: number
}

export interface IdentityPage {
  readonly total: number
  readonly rows: readonly IdentityRow[]
}

export interface IdentityRow {
  readonly row: number
  readonly class: IdentityClass
  readonly classText: string
  readonly name: string
  /** Empty: there is none; of an orphan too. */
  readonly upn: string
  readonly mail: string
  readonly isDisabled: boolean
  /** What the person would be called; absent: this way gives no name, or is not known from this source. */
  readonly names: Readonly<Partial<Record<NamingWay, string>>>
  /** Absent: none. */
  readonly account: IdentityAccount | undefined
  /** A second account of the same person. */
  readonly otherAccount: IdentityAccount | undefined
  /** One sentence: what would happen to this person. */
  readonly sentence: string
}

export interface IdentityAccount {
  readonly id: number
  readonly username: string
  readonly email: string
  readonly authenticationMethod: string
  readonly isDisabled: boolean
}

/** One person with every name and how it came about. */
export interface IdentityTrace {
  readonly row: IdentityRow
  readonly steps: readonly { readonly way: NamingWay; readonly sentence: string; readonly evidence: readonly EvidenceItem[] }[]
}
