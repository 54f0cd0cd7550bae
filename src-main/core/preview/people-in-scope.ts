import { faultBit } from './about-person.ts'
import { accountState, type DirectorySnapshot } from './directory-snapshot.ts'
import { type GroupMatch, matchGroups } from './group-patterns.ts'
import type { NameTable } from './name-everybody.ts'
import { createPersonFacts, type PersonFacts } from './person-facts.ts'
import { NO_ROW } from './preview-codes.ts'
import type { ReasonCode } from './preview-result.ts'
import type { PreviewRules } from './preview-rules.ts'
import { groupWalk } from './snapshot/walk.ts'

/** Whom the sync would take, before anybody looks at the site's side. */
export interface Scope {
  readonly required: GroupMatch
  /** Why a person is not taken; `undefined` for those who are, also when several have one name. */
  reasonAgainst(person: number): ReasonCode | undefined
  /** The same by person, as the index in `reasonsAgainst`. */
  readonly against: Uint8Array
  /** How many of those who are taken have this name. */
  readonly claims: Uint32Array
  /** The first of them. */
  readonly claimant: Uint32Array
  /** The first person of this name who is outside the required groups or disabled. */
  readonly outsider: Uint32Array
  /** Distinct names of people who are taken. */
  readonly namesTaken: number
  /** Somebody is disabled in the directory, whether that decides or not. */
  readonly hasDisabled: boolean
}

/** What may be known of people already: otherwise it is found out. */
export interface KnownOfPeople {
  readonly facts: PersonFacts
  /** By person: 1 when she is in a required group. */
  readonly isRequired?: Uint8Array | undefined
}

/**
 * In this order: required groups, disabled in the directory, then what is wrong with the name. A name that the site has a user of is good
 * enough, whatever our limits say: the site has proved it.
 */
export function peopleInScope(
  snapshot: DirectorySnapshot,
  rules: PreviewRules,
  names: NameTable,
  known: KnownOfPeople = { facts: createPersonFacts(snapshot.people, undefined, rules) }
): Scope {
  const { people, groups } = snapshot
  const required = matchGroups(rules.requiredGroups, groups)
  const isRequired = required.isEmpty ? undefined : (known.isRequired ?? peopleInGroups(snapshot, required, rules.directMembersOnly))
  const { keyOfPerson } = names
  const hasUser = namesOfUsers(names)
  const claims = new Uint32Array(names.count)
  const claimant = new Uint32Array(names.count).fill(NO_ROW)
  const outsider = new Uint32Array(names.count).fill(NO_ROW)
  const against = new Uint8Array(people.count)
  let namesTaken = 0
  let hasDisabled = false

  for (let person = 0; person < against.length; person += 1) {
    const key = keyOfPerson[person] ?? NO_ROW
    const isOutside = isRequired !== undefined && isRequired[person] !== 1
    const isDisabled = (people.state(person) & accountState.disabled) !== 0
    hasDisabled ||= isDisabled
    if (isOutside || isDisabled) {
      against[person] = isOutside ? OUTSIDE : DISABLED
      if (key !== NO_ROW && outsider[key] === NO_ROW) outsider[key] = person
      continue
    }
    const fault = key === NO_ROW ? NO_USERNAME : hasUser[key] === 1 ? 0 : faultOf(known.facts.about(person))
    against[person] = fault
    if (fault !== 0) continue
    const before = claims[key] ?? 0
    claims[key] = before + 1
    if (before > 0) continue
    claimant[key] = person
    namesTaken += 1
  }
  const reasonAgainst = (person: number): ReasonCode | undefined => reasonsAgainst[against[person] ?? 0]
  return { required, reasonAgainst, against, claims, claimant, outsider, namesTaken, hasDisabled }
}

export const reasonsAgainst = [
  undefined,
  'not-in-required-groups',
  'disabled-in-directory',
  'no-username',
  'username-too-long',
  'username-forbidden-characters'
] as const satisfies readonly (ReasonCode | undefined)[]
const OUTSIDE = reasonsAgainst.indexOf('not-in-required-groups')
const DISABLED = reasonsAgainst.indexOf('disabled-in-directory')
const NO_USERNAME = reasonsAgainst.indexOf('no-username')
const TOO_LONG = reasonsAgainst.indexOf('username-too-long')
const FORBIDDEN_CHARACTERS = reasonsAgainst.indexOf('username-forbidden-characters')

/** 0: none. */
function faultOf(facts: number): number {
  if ((facts & faultBit['username-too-long']) !== 0) return TOO_LONG
  return (facts & faultBit['username-forbidden-characters']) !== 0 ? FORBIDDEN_CHARACTERS : 0
}

function namesOfUsers({ count, keyOfUser }: NameTable): Uint8Array {
  const hasUser = new Uint8Array(count)
  for (let user = 0; user < keyOfUser.length; user += 1) {
    const key = keyOfUser[user] ?? NO_ROW
    if (key !== NO_ROW) hasUser[key] = 1
  }
  return hasUser
}

/** By person: 1 for everybody in one of them. */
function peopleInGroups(snapshot: DirectorySnapshot, wanted: GroupMatch, directMembersOnly: boolean): Uint8Array {
  const isRequired = new Uint8Array(snapshot.people.count)
  const rows: number[] = []
  wanted.matched.forEach((isMatched, group) => {
    if (isMatched === 1) rows.push(group)
  })
  groupWalk(snapshot).peopleBelowAny(rows, { directOnly: directMembersOnly }, (person) => (isRequired[person] = 1))
  return isRequired
}
