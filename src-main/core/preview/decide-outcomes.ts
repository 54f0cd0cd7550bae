import { compareFields } from './compare-fields.ts'
import type { DecisionInput } from './decision-input.ts'
import { isManaged, type UserMatch } from './match-users.ts'
import { NO_ROW, outcomeIndex, reasonIndex, warningBit } from './preview-codes.ts'
import type { Outcome, ReasonCode } from './preview-result.ts'
import type { PreviewRules } from './preview-rules.ts'
import { siteUserState, type SiteUsers } from './site-users.ts'
import { personWarnings } from './warn-about-person.ts'

/** One entry a row: people first, in the order of the snapshot, then users of the site who are none of them. */
export interface Decisions {
  readonly outcomes: Uint8Array
  readonly reasons: Uint8Array
  readonly warnings: Uint16Array
  /** Users that have rows of their own, in that order. */
  readonly usersAlone: Uint32Array
}

/** Exactly one outcome and one deciding reason for everybody on either side. */
export function decideOutcomes(input: DecisionInput): Decisions {
  const { snapshot, site, match } = input
  const peopleCount = snapshot.people.count
  const usersAlone = Uint32Array.from(usersWithoutPerson(match))
  const rowCount = peopleCount + usersAlone.length
  const outcomes = new Uint8Array(rowCount)
  const reasons = new Uint8Array(rowCount)
  const warnings = new Uint16Array(rowCount)
  const decide = (row: number, [outcome, reason]: Decision): void => {
    outcomes[row] = outcomeIndex(outcome)
    reasons[row] = reasonIndex(reason)
  }
  for (let person = 0; person < peopleCount; person += 1) {
    decide(person, decidePerson(input, person))
    warnings[person] = personWarnings(input, person)
  }
  usersAlone.forEach((user, index) => {
    if (site === undefined) return
    decide(peopleCount + index, decideUserAlone(input, site, user))
    if ((site.state(user) & siteUserState.siteAdmin) !== 0) warnings[peopleCount + index] = warningBit('administrator')
  })
  return { outcomes, reasons, warnings, usersAlone }
}

type Decision = readonly [Outcome, ReasonCode]

function decidePerson(input: DecisionInput, person: number): Decision {
  const { site, rules, names, scope, match } = input
  const user = match.userOfPerson[person] ?? NO_ROW
  const against = scope.reasonAgainst(person)
  if (against !== undefined) {
    if (site === undefined || user === NO_ROW) return ['left-out', against]
    return withoutPerson(site, user, rules, against === 'not-in-required-groups' ? 'no-longer-in-required-groups' : against)
  }
  if ((scope.claims[names.keyOfPerson[person] ?? NO_ROW] ?? 0) > 1) return ['left-out', 'same-username-twice']
  if (site === undefined || user === NO_ROW) return rules.provisionsUsers ? ['create', 'new-person'] : ['left-out', 'user-provisioning-off']
  return isManaged(site, user, rules) ? decideKnown(input, site, person, user) : ['unchanged', 'not-managed-by-this-sync']
}

function decideKnown({ snapshot, rules, match, compareGroups }: DecisionInput, site: SiteUsers, person: number, user: number): Decision {
  const isRenamed = match.isRenamed[person] === 1
  if (isRenamed) return ['update', 'renamed']
  if (compareFields(snapshot.people, person, site, user, { domain: rules.domain, isRenamed }).length > 0) return ['update', 'fields-differ']
  const { gained, lost } = compareGroups(person, site.groups(user))
  return gained.length + lost.length > 0 ? ['update', 'groups-differ'] : ['unchanged', 'same']
}

function decideUserAlone({ rules, names, scope }: DecisionInput, site: SiteUsers, user: number): Decision {
  if (!isManaged(site, user, rules)) return ['unchanged', 'not-managed-by-this-sync']
  const key = names.keyOfUser[user] ?? NO_ROW
  // Several people, or a second user of the same spelling: the name is not gone, and nobody knows who it would be.
  if ((scope.claims[key] ?? 0) > 0) return ['unchanged', 'same-username-twice']
  const outsider = scope.outsider[key] ?? NO_ROW
  if (outsider === NO_ROW) return withoutPerson(site, user, rules, 'gone-from-directory')
  const isDisabled = scope.reasonAgainst(outsider) === 'disabled-in-directory'
  return withoutPerson(site, user, rules, isDisabled ? 'disabled-in-directory' : 'no-longer-in-required-groups')
}

/** What becomes of a managed user whom the directory does not give any more. */
function withoutPerson(site: SiteUsers, user: number, rules: PreviewRules, reason: ReasonCode): Decision {
  switch (rules.whenGone) {
    case 'nothing':
      return ['unchanged', 'stays-when-gone']
    case 'disable':
      return [(site.state(user) & siteUserState.disabled) === 0 ? 'disable' : 'unchanged', reason]
    case 'delete':
      return ['delete', reason]
  }
}

function usersWithoutPerson({ personOfUser }: UserMatch): readonly number[] {
  const users: number[] = []
  personOfUser.forEach((person, user) => {
    if (person === NO_ROW) users.push(user)
  })
  return users
}
