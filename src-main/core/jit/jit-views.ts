import type { Problem } from '../errors.ts'
import type { FactRow } from '../saml/saml-views.ts'

/** What just-in-time provisioning does at one provider, and what it has done. */
export interface JitView {
  readonly strategyId: number
  readonly label: string
  readonly isOn: boolean
  readonly headline: string
  /** What will happen at the first sign-in: account, groups, permissions, time zone. */
  readonly rows: readonly FactRow[]
  /** When it is right and when it is not, as sentences. */
  readonly isRightWhen: readonly string[]
  /** Ids instead of names, leavers who stay, everybody who may create an account. */
  readonly problems: readonly Problem[]
  /** Groups whose name is an object id. */
  readonly groupsNamedById: readonly { readonly id: number; readonly name: string; readonly members: number }[]
  /** Why the groups were not read to the end. */
  readonly cutBecause: string | undefined
}

/** Names for groups that are called by an id. */
export interface GroupMapping {
  readonly headline: string
  readonly rows: readonly {
    readonly groupId: number
    readonly from: string
    /** Empty: the file has no name for it. */
    readonly to: string
    /** Why it cannot be renamed so; absent: it can. */
    readonly problem: Problem | undefined
  }[]
  /** Lines of the file that name no group of the site. */
  readonly unused: number
  /** For the profile: those that can be renamed. */
  readonly groups: readonly { readonly id: number; readonly name: string; readonly newName: string }[]
}
