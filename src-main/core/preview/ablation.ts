import { listItems } from '../model/service-field-value.ts'
import { accountState, type DirectorySnapshot } from './directory-snapshot.ts'
import { peopleInScope } from './people-in-scope.ts'
import { nameEverybody } from './name-everybody.ts'
import { NO_ROW } from './preview-codes.ts'
import type { PreviewRules } from './preview-rules.ts'
import type { Preview } from './run-preview.ts'
import type { SiteUsers } from './site-users.ts'

export interface Ablation {
  readonly inDirectory: number
  /** People whom the sync takes: with a good name of their own, in a required group, not disabled. */
  readonly taken: number
  /** Managed and other users of the site who are found by name. */
  readonly foundOnSite: number
  /** What would be different without one clause, the most effective first. */
  readonly clauses: readonly DroppedClause[]
  /** What each required pattern finds by itself. */
  readonly patterns: readonly { readonly pattern: string; readonly groups: number; readonly people: number }[]
  /** Which clause keeps most people away, as a sentence; empty when none keeps anybody. */
  readonly sentence: string
}

export interface DroppedClause {
  readonly clause: 'required-groups' | 'direct-members-only' | 'disabled' | 'domain'
  readonly sentence: string
  /** Who is taken then and is not now. */
  readonly comesBack: number
  /** Users of the site who are found by name then, more or fewer. */
  readonly foundOnSite: number
}

/** Few or no results, explained: each clause is dropped alone, and whoever comes back is counted. */
export function explainFewResults({ snapshot, site, rules }: Preview): Ablation {
  const now = countTaken(snapshot, site, rules)
  const dropped = variantsOf(snapshot, rules).map(({ clause, snapshot: otherSnapshot, rules: otherRules, text }): DroppedClause => {
    const then = countTaken(otherSnapshot, site, otherRules)
    const comesBack = then.isTaken.reduce((count, isTaken, person) => count + (isTaken === 1 && now.isTaken[person] !== 1 ? 1 : 0), 0)
    const foundOnSite = then.foundOnSite - now.foundOnSite
    return { clause, comesBack, foundOnSite, sentence: text(comesBack, foundOnSite) }
  })
  const clauses = dropped.sort((one, other) => other.comesBack - one.comesBack || other.foundOnSite - one.foundOnSite)
  const [first] = clauses
  const isTelling = first !== undefined && (first.comesBack > 0 || first.foundOnSite > 0)
  return {
    inDirectory: snapshot.people.count,
    taken: sumOf(now.isTaken),
    foundOnSite: now.foundOnSite,
    clauses,
    patterns: patternCounts(snapshot, site, rules),
    sentence: snapshot.people.count === 0 ? NOBODY_READ : isTelling ? first.sentence : ''
  }
}

const NOBODY_READ = 'The directory itself gave nobody: look at base, filter and the permissions of the service account, not at these rules.'

interface Variant {
  readonly clause: DroppedClause['clause']
  readonly snapshot: DirectorySnapshot
  readonly rules: PreviewRules
  text(comesBack: number, foundOnSite: number): string
}

function variantsOf(snapshot: DirectorySnapshot, rules: PreviewRules): readonly Variant[] {
  const variants: Variant[] = []
  if (listItems(rules.requiredGroups).length > 0) {
    variants.push({
      clause: 'required-groups',
      snapshot,
      rules: { ...rules, requiredGroups: '' },
      text: (count) => `“Only provision users in these groups” keeps ${people(count)} away.`
    })
    if (rules.directMembersOnly)
      variants.push({
        clause: 'direct-members-only',
        snapshot,
        rules: { ...rules, directMembersOnly: false },
        text: (count) => `${people(count)} would come in by groups inside the required ones, if those counted.`
      })
  }
  variants.push({
    clause: 'disabled',
    snapshot: withEverybodyEnabled(snapshot),
    rules,
    text: (count) => `Being disabled in the directory keeps ${people(count)} away.`
  })
  if (rules.domain !== '')
    variants.push({
      clause: 'domain',
      snapshot,
      rules: { ...rules, domain: '' },
      text: (_, found) =>
        found > 0
          ? `Without the domain ${rules.domain}, ${String(found)} more users of the site would be found by their names: they have none, or another one.`
          : `The domain ${rules.domain} keeps no user of the site from being found.`
    })
  return variants
}

function withEverybodyEnabled(snapshot: DirectorySnapshot): DirectorySnapshot {
  const { people: table } = snapshot
  const people = {
    count: table.count,
    text: table.text.bind(table),
    state: (person: number) => table.state(person) & ~accountState.disabled,
    extraUsernames: table.extraUsernames.bind(table)
  }
  return { ...snapshot, people }
}

interface Taken {
  /** One byte a person: in scope, and the only one of the name. */
  readonly isTaken: Uint8Array
  /** Users of the site who have the name of such a person. */
  readonly foundOnSite: number
}

function countTaken(snapshot: DirectorySnapshot, site: SiteUsers | undefined, rules: PreviewRules): Taken {
  const names = nameEverybody(snapshot, site, rules)
  const { claims, claimant } = peopleInScope(snapshot, rules, names)
  const isTaken = new Uint8Array(snapshot.people.count)
  claimant.forEach((person, key) => {
    if (claims[key] === 1) isTaken[person] = 1
  })
  const foundOnSite = names.keyOfUser.reduce((count, key) => (key !== NO_ROW && claims[key] === 1 ? count + 1 : count), 0)
  return { isTaken, foundOnSite }
}

function sumOf(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0)
}

function patternCounts(snapshot: DirectorySnapshot, site: SiteUsers | undefined, rules: PreviewRules): Ablation['patterns'] {
  const names = nameEverybody(snapshot, site, rules)
  return listItems(rules.requiredGroups)
    .slice(0, MOST_PATTERNS)
    .map((pattern) => {
      const { required, claims } = peopleInScope(snapshot, { ...rules, requiredGroups: pattern }, names)
      return { pattern, groups: required.count, people: claims.reduce((count, claim) => (claim === 1 ? count + 1 : count), 0) }
    })
}

const MOST_PATTERNS = 50

function people(count: number): string {
  return count === 1 ? '1 person' : `${String(count)} people`
}
