import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import { accountState } from './directory-snapshot.ts'
import { LONGEST_USERNAME, serviceUsername } from './name-person.ts'
import { NO_ROW } from './preview-codes.ts'
import type { TraceStep } from './preview-result.ts'
import type { Preview } from './run-preview.ts'
import { groupWalk } from './snapshot/walk.ts'

/** The rules that look at the directory only. */
export function personSteps(preview: Preview, person: number): readonly TraceStep[] {
  return [
    {
      rule: 'Found by the filter',
      result: 'passed',
      sentence: 'The directory has this entry.',
      evidence: [seenAboutPeople('DN', preview.snapshot.people.text(person, 'dn'))]
    },
    requiredStep(preview, person),
    stateStep(preview, person),
    usernameStep(preview, person),
    ...sameNameSteps(preview, person),
    ...filteredGroupSteps(preview, person)
  ]
}

function requiredStep({ snapshot, scope, rules }: Preview, person: number): TraceStep {
  const rule = 'Required groups'
  const { required } = scope
  if (required.isEmpty) return { rule, result: 'passed', sentence: 'Nobody has to be in a certain group.', evidence: [] }
  const isWanted = (group: number): boolean => required.matched[group] === 1
  const walk = groupWalk(snapshot)
  const way = walk.wayFrom(person, isWanted, { directOnly: rules.directMembersOnly })
  if (way !== undefined)
    return { rule, result: 'passed', sentence: 'The person is in a required group.', evidence: wayEvidence(snapshot, person, way) }
  const indirect = rules.directMembersOnly ? walk.wayFrom(person, isWanted, { directOnly: false }) : undefined
  if (indirect !== undefined)
    return {
      rule,
      result: 'failed',
      sentence: 'The person is in a required group only by way of another group, and only direct members count.',
      evidence: wayEvidence(snapshot, person, indirect)
    }
  return {
    rule,
    result: 'failed',
    sentence:
      required.count === 0 ? 'No group of the directory has a name that is required.' : 'The person is in none of the required groups.',
    evidence: [seen('Required', rules.requiredGroups), ...ownGroups(snapshot, person)]
  }
}

function wayEvidence(snapshot: Preview['snapshot'], person: number, way: readonly number[]): readonly EvidenceItem[] {
  const names = way.map((group) => snapshot.groups.name(group))
  const source = snapshot.memberships.sourceOf(way[0] ?? NO_ROW, person)
  return [seen('Way', names.join(' → ')), ...(source === undefined ? [] : [seen('Membership', sourceTexts[source])])]
}

const sourceTexts = {
  member: 'member of the group',
  'unique-member': 'uniqueMember of the group',
  'member-uid': 'memberUid of the group',
  primary: 'primary group of the person'
} as const

const MOST_GROUPS = 20

function ownGroups({ memberships, groups }: Preview['snapshot'], person: number): readonly EvidenceItem[] {
  const own = memberships.groupsOf(person)
  const names = Array.from(own.subarray(0, MOST_GROUPS), (group) => groups.name(group))
  const more = own.length - names.length
  return [seen('Direct member of', names.length === 0 ? 'no group' : `${names.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`)]
}

function stateStep({ snapshot: { people } }: Preview, person: number): TraceStep {
  const state = people.state(person)
  const found = stateTexts.filter(([bit]) => (state & bit) !== 0).map(([, text]) => text)
  const isDisabled = (state & accountState.disabled) !== 0
  return {
    rule: 'Account in the directory',
    result: isDisabled ? 'failed' : found.length === 0 ? 'passed' : 'noted',
    sentence: isDisabled
      ? 'The account is disabled, and counts as gone.'
      : found.length === 0
        ? 'The account is in use.'
        : 'The account counts as in use: only disabled ones count as gone.',
    evidence: found.map((text) => seen('State', text))
  }
}

const stateTexts: readonly (readonly [number, string])[] = [
  [accountState.disabled, 'disabled'],
  [accountState.expired, 'expired'],
  [accountState.locked, 'locked'],
  [accountState.passwordExpired, 'password expired']
]

function usernameStep({ snapshot: { people }, rules, scope }: Preview, person: number): TraceStep {
  const rule = 'User name'
  const value = people.text(person, 'username')
  const username = serviceUsername(value, rules.domain)
  const evidence = [seenAboutPeople(rules.usernameField, value), seenAboutPeople('User name at Files.com', username)]
  switch (scope.reasonAgainst(person)) {
    case 'username-too-long':
      return {
        rule,
        result: 'failed',
        sentence: `The user name has more than ${String(LONGEST_USERNAME)} characters, which is a limit of ours.`,
        evidence
      }
    case 'username-forbidden-characters':
      return {
        rule,
        result: 'failed',
        sentence: 'The user name has a slash, backslash, comma or a character that nobody can see.',
        evidence
      }
    default:
      return username === ''
        ? { rule, result: 'failed', sentence: `${rules.usernameField} is empty.`, evidence: [] }
        : {
            rule,
            result: 'passed',
            sentence: `${rules.usernameField}${rules.domain === '' ? ' makes' : ' and the domain make'} the user name.`,
            evidence
          }
  }
}

function sameNameSteps({ snapshot: { people }, names, scope }: Preview, person: number): readonly TraceStep[] {
  const key = names.keyOfPerson[person] ?? NO_ROW
  if (scope.reasonAgainst(person) !== undefined || (scope.claims[key] ?? 0) <= 1) return []
  const others: number[] = []
  names.keyOfPerson.forEach((otherKey, other) => {
    if (otherKey === key && other !== person && scope.reasonAgainst(other) === undefined) others.push(other)
  })
  return [
    {
      rule: 'Only person of this name',
      result: 'failed',
      sentence: 'Other entries get the same user name.',
      evidence: others.slice(0, MOST_GROUPS).map((other) => seenAboutPeople('Also', people.text(other, 'dn')))
    }
  ]
}

/** Of the person's own groups those that the filters keep from the site. */
function filteredGroupSteps({ snapshot, groups, rules, scope }: Preview, person: number): readonly TraceStep[] {
  if (!rules.provisionsGroups || scope.reasonAgainst(person) !== undefined) return []
  const own = [...snapshot.memberships.groupsOf(person)]
  const excluded = own.filter((group) => groups.excluded.matched[group] === 1)
  const notIncluded = own.filter(
    (group) => !groups.included.isEmpty && groups.included.matched[group] !== 1 && groups.excluded.matched[group] !== 1
  )
  if (excluded.length + notIncluded.length === 0) return []
  const named = (label: string, rows: readonly number[]): readonly EvidenceItem[] =>
    rows.slice(0, MOST_GROUPS).map((group) => seen(label, snapshot.groups.name(group)))
  return [
    {
      rule: 'Group filters',
      result: 'noted',
      sentence: 'Some groups of this person are kept away from the site.',
      evidence: [...named('Excluded', excluded), ...named('Not among “Only provision these groups”', notIncluded)]
    }
  ]
}
