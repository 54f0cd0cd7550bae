import { accountState, type DirectorySnapshot } from './directory-snapshot.ts'
import { type GroupMatch, matchGroups } from './group-patterns.ts'
import type { NameTable } from './name-everybody.ts'
import { bareDomain, LONGEST_USERNAME, serviceUsername, usernameFault } from './name-person.ts'
import { placePersonTexts } from './person-texts.ts'
import { NO_ROW } from './preview-codes.ts'
import type { ReasonCode } from './preview-result.ts'
import type { PreviewRules } from './preview-rules.ts'
import { TextSpan } from './snapshot/text-span.ts'
import { groupWalk } from './snapshot/walk.ts'

/** Whom the sync would take, before anybody looks at the site's side. */
export interface Scope {
  readonly required: GroupMatch
  /** Why a person is not taken; `undefined` for those who are, also when several have one name. */
  reasonAgainst(person: number): ReasonCode | undefined
  /** How many of those who are taken have this name. */
  readonly claims: Uint32Array
  /** The first of them. */
  readonly claimant: Uint32Array
  /** The first person of this name who is outside the required groups or disabled. */
  readonly outsider: Uint32Array
}

/**
 * In this order: required groups, disabled in the directory, then what is wrong with the name. A name that the site has a user of is good
 * enough, whatever our limits say: the site has proved it.
 */
export function peopleInScope(snapshot: DirectorySnapshot, rules: PreviewRules, names: NameTable): Scope {
  const { people, groups } = snapshot
  const required = matchGroups(rules.requiredGroups, groups)
  const isRequired = peopleInRequiredGroups(snapshot, required, rules.directMembersOnly)
  const hasUser = new Uint8Array(names.count)
  for (const key of names.keyOfUser) if (key !== NO_ROW) hasUser[key] = 1
  const claims = new Uint32Array(names.count)
  const claimant = new Uint32Array(names.count).fill(NO_ROW)
  const outsider = new Uint32Array(names.count).fill(NO_ROW)
  const against = new Uint8Array(people.count)
  const isSurelyGood = createGoodNames(snapshot, rules)

  for (let person = 0; person < people.count; person += 1) {
    const key = names.keyOfPerson[person] ?? NO_ROW
    const isOutside = isRequired !== undefined && isRequired[person] !== 1
    if (isOutside || (people.state(person) & accountState.disabled) !== 0) {
      against[person] = isOutside ? OUTSIDE : DISABLED
      if (key !== NO_ROW && outsider[key] === NO_ROW) outsider[key] = person
      continue
    }
    const fault =
      key === NO_ROW
        ? 'no-username'
        : hasUser[key] === 1 || isSurelyGood(person)
          ? undefined
          : usernameFault(serviceUsername(people.text(person, 'username'), rules.domain))
    if (fault !== undefined) against[person] = reasonsAgainst.indexOf(fault)
    else {
      claims[key] = (claims[key] ?? 0) + 1
      if (claimant[key] === NO_ROW) claimant[key] = person
    }
  }
  return { required, reasonAgainst: (person) => reasonsAgainst[against[person] ?? 0], claims, claimant, outsider }
}

const reasonsAgainst: readonly (ReasonCode | undefined)[] = [
  undefined,
  'not-in-required-groups',
  'disabled-in-directory',
  'no-username',
  'username-too-long',
  'username-forbidden-characters'
]
const OUTSIDE = 1
const DISABLED = 2

/** `undefined`: no group is required, everybody counts. */
function peopleInRequiredGroups(snapshot: DirectorySnapshot, required: GroupMatch, directMembersOnly: boolean): Uint8Array | undefined {
  if (required.isEmpty) return undefined
  const isRequired = new Uint8Array(snapshot.people.count)
  const rows: number[] = []
  required.matched.forEach((isMatched, group) => {
    if (isMatched === 1) rows.push(group)
  })
  groupWalk(snapshot).peopleBelowAny(rows, { directOnly: directMembersOnly }, (person) => (isRequired[person] = 1))
  return isRequired
}

/** Whether nothing is wrong with a person's name, as far as a glance tells: nearly always. False when in doubt. */
function createGoodNames({ people }: DirectorySnapshot, { domain }: PreviewRules): (person: number) => boolean {
  const suffix = bareDomain(domain)
  const isGoodSuffix = usernameFault(`x@${suffix}`) === undefined
  const most = LONGEST_USERNAME - suffix.length - 1
  const place = placePersonTexts(people)
  const span = new TextSpan()
  return (person) => {
    place(person, 'username', span)
    return (
      isGoodSuffix && span.length <= most && span.isPlain && !span.includes(SLASH) && !span.includes(BACKSLASH) && !span.includes(COMMA)
    )
  }
}

const SLASH = 0x2f
const BACKSLASH = 0x5c
const COMMA = 0x2c
