import { counted } from '../catalog/entry.ts'
import { seen, seenAboutPeople } from '../evidence.ts'
import { dayText, momentText } from '../model/day-text.ts'
import type { UserFacts } from '../service/service-facts.ts'
import { lastUses, passwordWayNames, type PasswordWayUse, toldWays } from './password-ways.ts'
import type { AffectedUser, AffectedUsers, PasswordWay } from './oauth-views.ts'

export interface AffectedUsersTally {
  /** Takes over what is needed of a page. */
  add(page: readonly UserFacts[]): void
  /** `cutBecause`: why not everybody was read. */
  finish(cutBecause: string | undefined): AffectedUsers
}

/** Who comes in by ways that a sign-in at Microsoft does not open, page by page. `since`: ISO 8601; what was before does not count. */
export function tallyAffectedUsers(since: string): AffectedUsersTally {
  const sinceMs = Date.parse(since)
  const found: FoundUser[] = []
  const told = new Set<PasswordWay>()
  let isAnybodyRead = false
  const counts: Record<PasswordWay, number> = { sftp: 0, ftp: 0, webdav: 0, api: 0 }
  const verdicts: Record<AffectedUser['verdict'], number> = {
    'needs-ssh-key': 0,
    'needs-api-key': 0,
    'needs-both': 0,
    'no-way': 0,
    safe: 0
  }
  return {
    add(page) {
      for (const user of page) {
        // Whoever is disabled comes in by no way, and loses none.
        if (user.disabled === true) continue
        isAnybodyRead = true
        for (const way of toldWays(user)) told.add(way)
        const ways = lastUses(user, sinceMs)
        const [latest] = ways
        if (latest === undefined) continue
        const verdict = verdictOf(user, ways)
        for (const { way } of ways) counts[way] += 1
        verdicts[verdict] += 1
        found.push({ user: keptOf(user), ways, verdict, latestMs: Date.parse(latest.lastAt) })
      }
    },
    finish(cutBecause) {
      const ordered = found.sort(
        (one, other) => Number(one.verdict === 'safe') - Number(other.verdict === 'safe') || other.latestMs - one.latestMs
      )
      const total = ordered.length
      const untold = isAnybodyRead ? ALL_WAYS.filter((way) => !told.has(way)) : []
      return {
        since,
        cutBecause,
        headline: headlineOf(total, verdicts, { since, isCut: cutBecause !== undefined, untold }),
        counts,
        untold,
        verdicts,
        total,
        users: ordered.slice(0, MOST_SHOWN).map(affectedUser),
        remedies: remediesOf(counts, verdicts),
        assumptions: total === 0 ? assumptions.slice(0, 1) : assumptions
      }
    }
  }
}

const MOST_SHOWN = 1000
const ALL_WAYS: readonly PasswordWay[] = ['sftp', 'ftp', 'webdav', 'api']

type KeptUser = Pick<UserFacts, 'id' | 'username' | 'name' | 'authenticationMethod' | 'publicKeysCount' | 'apiKeysCount'>

interface FoundUser {
  readonly user: KeptUser
  /** Latest first; never empty. */
  readonly ways: readonly PasswordWayUse[]
  readonly verdict: AffectedUser['verdict']
  readonly latestMs: number
}

function keptOf({ id, username, name, authenticationMethod, publicKeysCount, apiKeysCount }: UserFacts): KeptUser {
  return { id, username, name, authenticationMethod, publicKeysCount, apiKeysCount }
}

/** A number of keys that is not told proves no key. */
function verdictOf(user: KeptUser, ways: readonly PasswordWayUse[]): AffectedUser['verdict'] {
  const uses = (way: PasswordWay): boolean => ways.some((use) => use.way === way)
  if (uses('ftp') || uses('webdav')) return 'no-way'
  const needsSshKey = uses('sftp') && (user.publicKeysCount ?? 0) === 0
  const needsApiKey = uses('api') && (user.apiKeysCount ?? 0) === 0
  if (needsSshKey && needsApiKey) return 'needs-both'
  return needsSshKey ? 'needs-ssh-key' : needsApiKey ? 'needs-api-key' : 'safe'
}

function affectedUser({ user, ways, verdict }: FoundUser): AffectedUser {
  return {
    id: user.id,
    username: user.username,
    name: user.name ?? '',
    ways,
    publicKeys: user.publicKeysCount,
    apiKeys: user.apiKeysCount,
    verdict,
    because: becauseOf(user, ways, verdict),
    evidence: [
      seenAboutPeople('User', user.username),
      seen('Sign-in', user.authenticationMethod === '' ? 'not told' : user.authenticationMethod),
      ...ways.map(({ way, lastAt }) => seen(`Last by ${passwordWayNames[way]}`, momentText(lastAt))),
      seen('SSH keys', user.publicKeysCount ?? 'not told'),
      seen('API keys', user.apiKeysCount ?? 'not told')
    ]
  }
}

function becauseOf(user: KeptUser, ways: readonly PasswordWayUse[], verdict: AffectedUser['verdict']): string {
  const used = `Used ${listText(ways.map(({ way }) => passwordWayNames[way]))}`
  switch (verdict) {
    case 'safe':
      return `${used} and has a key for it, which goes on working.`
    case 'needs-ssh-key':
      return `${used}; ${keyText(user.publicKeysCount, 'SSH key')}.`
    case 'needs-api-key':
      return `${used}; ${keyText(user.apiKeysCount, 'API key')}.`
    case 'needs-both':
      return `${used}; ${keyText(user.publicKeysCount, 'SSH key')}, and ${keyText(user.apiKeysCount, 'API key')}.`
    case 'no-way': {
      const closed = ways.filter(({ way }) => way === 'ftp' || way === 'webdav').map(({ way }) => passwordWayNames[way])
      return `${used}. For ${listText(closed)} no key is documented: only a password opens ${closed.length === 1 ? 'it' : 'them'}.`
    }
  }
}

function keyText(count: number | undefined, what: string): string {
  return count === undefined ? `whether there is an ${what} Files.com does not tell` : `there is no ${what}`
}

interface Reading {
  readonly since: string
  readonly isCut: boolean
  readonly untold: readonly PasswordWay[]
}

function headlineOf(total: number, verdicts: AffectedUsers['verdicts'], { since, isCut, untold }: Reading): string {
  const told = ALL_WAYS.filter((way) => !untold.includes(way))
  if (told.length === 0)
    return `0 people can be named: this site does not tell when anybody last used ${listText(namesOf(ALL_WAYS), 'or')}.`
  const time = `since ${dayText(since)}${isCut ? ' as far as users were read' : ''}`
  const end = untold.length === 0 ? '.' : `; of ${listText(namesOf(untold))} this site does not tell it.`
  const used = `${counted(total, 'person', 'people')} used ${listText(namesOf(told), 'or')} ${time}`
  if (total === 0) return `${used}${end}`
  const losing = total - verdicts.safe
  return losing === 0
    ? `${used}, and each has a key for it${end}`
    : `${counted(losing, 'person', 'people')} would be cut off: ${used}, and ${losing === total ? 'none of them has' : `only ${counted(verdicts.safe, 'has', 'have')}`} what works without a password${end}`
}

function namesOf(ways: readonly PasswordWay[]): readonly string[] {
  return ways.map((way) => passwordWayNames[way])
}

function remediesOf(counts: AffectedUsers['counts'], verdicts: AffectedUsers['verdicts']): readonly string[] {
  const losing = verdicts['needs-ssh-key'] + verdicts['needs-api-key'] + verdicts['needs-both'] + verdicts['no-way']
  if (losing === 0) return []
  return [
    ...(verdicts['needs-ssh-key'] + verdicts['needs-both'] > 0
      ? [
          'SFTP: each person makes an SSH key, and its public half is added to the user in Files.com, by the person or a site administrator.'
        ]
      : []),
    ...(verdicts['needs-api-key'] + verdicts['needs-both'] > 0
      ? ['API: an API key is made for each user and entered into the program in place of name and password, by whoever runs the program.']
      : []),
    ...(counts.ftp + counts.webdav > 0
      ? ['FTP and WebDAV: go over to SFTP with an SSH key, or leave these people on a password of Files.com or of the directory.']
      : []),
    'Nobody has to move before that: a site administrator changes the authentication method of each person alone, so those who are not ready stay as they are.'
  ]
}

const assumptions: readonly string[] = [
  'Files.com tells when somebody last came in by a way, not whether by password or by key.',
  'Whoever has a key for a way counts as safe there, also when a program of theirs still uses the password.',
  'Where Files.com tells sign-ins at the API, other uses of the API count only for people with an API key: they come from the web interface and from apps as well.',
  'People who sign in at Microsoft already are counted as well: when they were moved, Files.com does not tell.',
  'The mobile app takes no company password either; Files.com does not tell who uses it.'
]

function listText(words: readonly string[], before: 'and' | 'or' = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${before} ${words.at(-1) ?? ''}`
}
