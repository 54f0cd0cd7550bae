import { besideBit } from './beside-user.ts'
import type { DecisionInput } from './decision-input.ts'
import type { UserMatch } from './match-users.ts'
import { reasonsAgainst } from './people-in-scope.ts'
import { NO_ROW, outcomeIndex, reasonCodes, reasonIndex } from './preview-codes.ts'
import type { Outcome, ReasonCode } from './preview-result.ts'
import type { PreviewRules } from './preview-rules.ts'
import { siteUserState, type SiteUsers } from './site-users.ts'
import { createPersonWarnings, warningsOfUserAlone } from './warn-about-person.ts'

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
  const usersAlone = usersWithoutPerson(match)
  const rowCount = peopleCount + usersAlone.length
  const outcomes = new Uint8Array(rowCount)
  const reasons = new Uint8Array(rowCount)
  const warnings = new Uint16Array(rowCount)
  const decidePerson = createPersonDecision(input)
  const warningsAbout = createPersonWarnings(input)
  for (let person = 0; person < peopleCount; person += 1) {
    const decided = decidePerson(person)
    outcomes[person] = decided.outcome
    reasons[person] = decided.reason
    warnings[person] = warningsAbout(person)
  }
  for (let index = 0; site !== undefined && index < usersAlone.length; index += 1) {
    const user = usersAlone[index] ?? NO_ROW
    const decided = decideUserAlone(input, site, user)
    outcomes[peopleCount + index] = decided.outcome
    reasons[peopleCount + index] = decided.reason
    warnings[peopleCount + index] = warningsOfUserAlone(site, user)
  }
  return { outcomes, reasons, warnings, usersAlone }
}

/** As the arrays hold them. Made once for each pair that there may be, not for each person. */
interface Decision {
  readonly outcome: number
  readonly reason: number
}

function decision(outcome: Outcome, reason: ReasonCode): Decision {
  return { outcome: outcomeIndex(outcome), reason: reasonIndex(reason) }
}

function decisionsBy(outcome: Outcome): ReadonlyMap<ReasonCode, Decision> {
  return new Map(reasonCodes.map((reason) => [reason, decision(outcome, reason)]))
}

function known(decisions: ReadonlyMap<ReasonCode, Decision>, reason: ReasonCode): Decision {
  const found = decisions.get(reason)
  if (found === undefined) throw new TypeError(`There is no reason ${reason}`)
  return found
}

const LEFT_OUT = decisionsBy('left-out')
const DISABLED = decisionsBy('disable')
const DISABLED_ALREADY = decisionsBy('unchanged')
const DELETED = decisionsBy('delete')
const TWICE = decision('left-out', 'same-username-twice')
const NEW = decision('create', 'new-person')
const NOT_CREATED = decision('left-out', 'user-provisioning-off')
const UNMANAGED = decision('unchanged', 'not-managed-by-this-sync')
const RENAMED = decision('update', 'renamed')
const FIELDS_DIFFER = decision('update', 'fields-differ')
const GROUPS_DIFFER = decision('update', 'groups-differ')
const SAME = decision('unchanged', 'same')
const NAME_TWICE = decision('unchanged', 'same-username-twice')
const STAYS = decision('unchanged', 'stays-when-gone')

function createPersonDecision(input: DecisionInput): (person: number) => Decision {
  const { site, rules, names, scope, match, facts, groupComparison } = input
  const { userOfPerson, isManaged, isRenamed } = match
  const { against, claims } = scope
  const { keyOfPerson } = names
  return (person) => {
    const user = userOfPerson[person] ?? NO_ROW
    const code = against[person] ?? 0
    if (code !== 0) return decideNotTaken(site, user, rules, reasonsAgainst[code])
    if ((claims[keyOfPerson[person] ?? NO_ROW] ?? 0) > 1) return TWICE
    if (user === NO_ROW) return rules.provisionsUsers ? NEW : NOT_CREATED
    if (isManaged[user] !== 1) return UNMANAGED
    if (isRenamed[person] === 1) return RENAMED
    if ((facts.beside(person, user) & besideBit.sameFields) === 0) return FIELDS_DIFFER
    return groupComparison.differs(person) ? GROUPS_DIFFER : SAME
  }
}

function decideNotTaken(site: SiteUsers | undefined, user: number, rules: PreviewRules, against: ReasonCode = 'same'): Decision {
  if (site === undefined || user === NO_ROW) return known(LEFT_OUT, against)
  return withoutPerson(site, user, rules, against === 'not-in-required-groups' ? 'no-longer-in-required-groups' : against)
}

function decideUserAlone({ rules, names, scope, match }: DecisionInput, site: SiteUsers, user: number): Decision {
  if (match.isManaged[user] !== 1) return UNMANAGED
  const key = names.keyOfUser[user] ?? NO_ROW
  // Several people, or a second user of the same spelling: the name is not gone, and nobody knows who it would be.
  if ((scope.claims[key] ?? 0) > 0) return NAME_TWICE
  const outsider = scope.outsider[key] ?? NO_ROW
  if (outsider === NO_ROW) return withoutPerson(site, user, rules, 'gone-from-directory')
  const isDisabled = scope.reasonAgainst(outsider) === 'disabled-in-directory'
  return withoutPerson(site, user, rules, isDisabled ? 'disabled-in-directory' : 'no-longer-in-required-groups')
}

/** What becomes of a managed user whom the directory does not give any more. */
function withoutPerson(site: SiteUsers, user: number, rules: PreviewRules, reason: ReasonCode): Decision {
  switch (rules.whenGone) {
    case 'nothing':
      return STAYS
    case 'disable':
      return known((site.state(user) & siteUserState.disabled) === 0 ? DISABLED : DISABLED_ALREADY, reason)
    case 'delete':
      return known(DELETED, reason)
  }
}

function usersWithoutPerson({ personOfUser }: UserMatch): Uint32Array {
  const users = new Uint32Array(personOfUser.length)
  let count = 0
  for (let user = 0; user < personOfUser.length; user += 1) if (personOfUser[user] === NO_ROW) users[count++] = user
  return users.slice(0, count)
}
