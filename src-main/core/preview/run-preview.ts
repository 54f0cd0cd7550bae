import type { PreviewAhead } from './ahead/preview-ahead.ts'
import { compareFields, type FieldDifference } from './compare-fields.ts'
import {
  createGroupComparison,
  type GroupComparison,
  type GroupDifference,
  type MembershipChanges,
  NO_GROUP_DIFFERENCE
} from './compare-groups.ts'
import { type Decisions, decideOutcomes } from './decide-outcomes.ts'
import type { DirectorySnapshot } from './directory-snapshot.ts'
import { membershipChanges } from './membership-changes.ts'
import { matchUsers, type UserMatch } from './match-users.ts'
import { nameEverybody, type NameTable } from './name-everybody.ts'
import { serviceUsername } from './name-person.ts'
import { peopleInScope, type Scope } from './people-in-scope.ts'
import { createPersonFacts } from './person-facts.ts'
import { personName } from './person-name.ts'
import { NO_ROW, outcomeAt, reasonAt, warningsOf } from './preview-codes.ts'
import type { PreviewRow } from './preview-result.ts'
import type { PreviewRules } from './preview-rules.ts'
import { type ProvisionedGroups, provisionedGroups } from './provisioned-groups.ts'
import { createRowTable, type RowPage, type RowQuery, type RowTable } from './query-rows.ts'
import { reasonText } from './reason-text.ts'
import { createRowTexts, type PlaceRowText } from './row-texts.ts'
import type { SiteUsers } from './site-users.ts'
import { type Tally, tallyRows } from './tally.ts'

export interface PreviewContext {
  readonly now: Date
  /** People in the directory at the last good run; absent when there was none. */
  readonly peopleLastTime?: number
}

/** The result: decisions in columns, one entry a row, and rows made when somebody looks at them. */
export interface Preview extends Decisions {
  readonly snapshot: DirectorySnapshot
  readonly site: SiteUsers | undefined
  readonly rules: PreviewRules
  readonly context: PreviewContext
  readonly names: NameTable
  readonly scope: Scope
  readonly match: UserMatch
  readonly groups: ProvisionedGroups
  readonly groupComparison: GroupComparison
  /** These two are worked out when they are first asked for. */
  tally(): Tally
  membershipChanges(): MembershipChanges
  readonly rowCount: number
  /** The user name, as in `PreviewRow`. */
  username(row: number): string
  personOf(row: number): number | undefined
  userOf(row: number): number | undefined
  /** As in `PreviewRow`. */
  nameOf(row: number): string
  mailOf(row: number): string
  /** The texts of a row in UTF-8. */
  readonly placeText: PlaceRowText
  /** The row of a user of the site. */
  rowOfUser(user: number): number
  changesOf(row: number): readonly FieldDifference[]
  groupsOf(row: number): GroupDifference
  row(row: number): PreviewRow
  /** One page of the table. The last question is remembered, so that scrolling costs nothing. */
  rows(query: RowQuery): RowPage
  readonly table: RowTable
}

/**
 * What the sync would do with everybody, as far as the rules are known. Without a site everybody in scope counts as new. `ahead`: what was
 * found out while the directory was being read; it changes nothing but the time that this takes, and is of no use for a second preview.
 */
export function runPreview(
  snapshot: DirectorySnapshot,
  site: SiteUsers | undefined,
  rules: PreviewRules,
  context: PreviewContext,
  ahead?: PreviewAhead
): Preview {
  const known = ahead?.finish(snapshot, site, rules)
  const facts = known?.facts ?? createPersonFacts(snapshot.people, site, rules)
  const names = nameEverybody(snapshot, site, rules, known?.names)
  const scope = peopleInScope(snapshot, rules, names, { facts, isRequired: known?.groups.isRequired })
  const match = matchUsers(snapshot, site, rules, names, scope, known?.isManaged)
  const groups = provisionedGroups(snapshot, rules, known?.groups.naming)
  const groupComparison = createGroupComparison(snapshot.people.count, groups, site, match, {
    keepsMemberships: rules.keepsMemberships,
    counted: known?.groups.counts(match.userOfPerson)
  })
  const decisions = decideOutcomes({ snapshot, site, rules, names, scope, match, groupComparison, facts })
  const { people } = snapshot
  const rowOfUserAlone = new Map<number, number>()
  decisions.usersAlone.forEach((user, index) => rowOfUserAlone.set(user, people.count + index))

  const personOf = (row: number): number | undefined => (row < people.count ? row : undefined)
  const userOf = (row: number): number | undefined => {
    const user = row < people.count ? match.userOfPerson[row] : decisions.usersAlone[row - people.count]
    return user === NO_ROW ? undefined : user
  }
  const username = (row: number): string => {
    const user = userOf(row)
    if (site === undefined || user === undefined || match.isRenamed[row] === 1)
      return row < people.count ? serviceUsername(people.text(row, 'username'), rules.domain) : ''
    return site.text(user, 'username')
  }
  const changesOf = (row: number): readonly FieldDifference[] => {
    const user = userOf(row)
    if (site === undefined || user === undefined) return []
    const outcome = outcomeAt(decisions.outcomes[row])
    if (outcome === 'disable') return [{ field: 'disabled', before: 'no', after: 'yes' }]
    if (outcome !== 'update') return []
    return compareFields(people, row, site, user, { domain: rules.domain, isRenamed: match.isRenamed[row] === 1 })
  }
  const groupsOf = (row: number): GroupDifference => {
    const outcome = outcomeAt(decisions.outcomes[row])
    if (outcome !== 'create' && outcome !== 'update') return NO_GROUP_DIFFERENCE
    return groupComparison.difference(row)
  }
  const siteText = (row: number, column: 'name' | 'email'): string => {
    const user = userOf(row)
    return user === undefined ? '' : (site?.text(user, column) ?? '')
  }
  const nameOf = (row: number): string => (row < people.count ? personName(people, row) : '') || siteText(row, 'name')
  const mailOf = (row: number): string => (row < people.count ? people.text(row, 'mail').trim() : '') || siteText(row, 'email')
  const rowAt = (row: number): PreviewRow => {
    const reason = reasonAt(decisions.reasons[row])
    const { gained, lost } = groupsOf(row)
    return {
      row,
      outcome: outcomeAt(decisions.outcomes[row]),
      username: username(row),
      name: nameOf(row),
      mail: mailOf(row),
      dn: row < people.count ? people.text(row, 'dn') : '',
      reason,
      reasonText: reasonText(reason, outcomeAt(decisions.outcomes[row])),
      changes: changesOf(row),
      groupsGained: gained,
      groupsLost: lost,
      warnings: warningsOf(decisions.warnings[row])
    }
  }
  const parts = { snapshot, site, rules, context, names, scope, match, groups, groupComparison, ...decisions }
  const rowCount = decisions.outcomes.length
  let tallied: Tally | undefined
  let changes: MembershipChanges | undefined
  const changedMemberships = (): MembershipChanges => (changes ??= membershipChanges({ ...decisions, groupComparison }))
  const rowOfUser = (user: number): number => rowOfUserAlone.get(user) ?? match.personOfUser[user] ?? NO_ROW
  const placeText = createRowTexts({ snapshot, site, rules, match, userOf })
  const whole = {
    placeText,
    ...parts,
    rowCount,
    tally: () => (tallied ??= tallyRows(decisions)),
    membershipChanges: changedMemberships,
    username,
    nameOf,
    mailOf,
    personOf,
    userOf,
    rowOfUser,
    changesOf,
    groupsOf,
    row: rowAt
  }
  const table = createRowTable(whole)
  return { ...whole, table, rows: table.page }
}
