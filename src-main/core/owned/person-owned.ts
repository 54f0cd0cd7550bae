import { printableText } from '../report/printable-text.ts'
import type { FactRow } from '../saml/saml-views.ts'
import type { UserFacts } from '../service/service-facts.ts'
import { consequencesOf, notLookedAt } from './consequences.ts'
import { ownedCount, ownedWords } from '../model/owned-kinds.ts'
import type { LeaverOutcome, OwnedPart, PersonOwned } from './owned-views.ts'
import { joined } from './joined.ts'

export interface PersonOwnedFacts {
  readonly site: string
  readonly user: UserFacts
  /** Of the groups that the user administers, as far as they could be read. */
  readonly groupNames: ReadonlyMap<number, string>
  readonly parts: readonly OwnedPart[]
  /** Absent: the account stays. */
  readonly outcome: LeaverOutcome | undefined
  readonly now: string
}

/** What one user owns, in sentences. Pure. */
export function personOwned({ site, user, groupNames, parts, outcome, now }: PersonOwnedFacts): PersonOwned {
  const isAdministrator = user.siteAdmin === true
  return {
    site,
    userId: user.id,
    username: printableText(user.username),
    readAt: now,
    headline: headlineOf(printableText(user.username), parts),
    rights: rightsOf(user, groupNames),
    parts,
    consequences: outcome === undefined ? [] : consequencesOf([outcome], isAdministrator && outcome === 'disable'),
    notLookedAt
  }
}

function headlineOf(username: string, parts: readonly OwnedPart[]): string {
  const found = parts
    .filter(({ count }) => count > 0)
    .map(({ kind, count, state }) => `${state === 'cut' ? 'at least ' : ''}${ownedCount(kind, count)}`)
  const unknown = parts.filter(({ state }) => state === 'not-read').map(({ kind }) => ownedWords[kind].many)
  const isCut = parts.some(({ state }) => state === 'cut')
  const owns =
    found.length > 0
      ? `${username} owns ${joined(found)}.`
      : unknown.length > 0 || isCut
        ? `Nothing was found that ${username} owns, and not everything could be read.`
        : `${username} owns no key, share link, automation or file sync.`
  return unknown.length === 0 ? owns : `${owns} Not known: ${joined(unknown)}.`
}

function rightsOf({ siteAdmin, readonlySiteAdmin, adminGroupIds }: UserFacts, groupNames: ReadonlyMap<number, string>): readonly FactRow[] {
  const site =
    siteAdmin === true
      ? 'Site administrator'
      : readonlySiteAdmin === true
        ? 'Site administrator who only reads'
        : siteAdmin === undefined
          ? 'The site does not say'
          : 'None'
  const groups =
    adminGroupIds === undefined
      ? 'The site does not say'
      : adminGroupIds.length === 0
        ? 'None'
        : joined(adminGroupIds.slice(0, MOST_GROUPS).map((id) => printableText(groupNames.get(id) ?? `group ${String(id)}`))) +
          (adminGroupIds.length > MOST_GROUPS ? ` and ${String(adminGroupIds.length - MOST_GROUPS)} more` : '')
  return [
    { label: 'Rights on the site', value: site },
    { label: 'Administrator of groups', value: groups }
  ]
}

/** So many are named. */
export const MOST_GROUPS = 10
