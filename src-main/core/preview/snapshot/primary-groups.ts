import type { ServerType } from '../../model/directory-settings.ts'
import type { EntryView } from './entry-view.ts'
import { NumberColumn } from './number-column.ts'
import { securityIdentifier } from './security-identifier.ts'
import { decodeUtf8 } from './utf8.ts'
import { wantedIndex } from './wanted-attributes.ts'

interface TokenGroup {
  readonly group: number
  /** 0: not known. */
  readonly domain: number
}

/**
 * Who is in a group without being written down there. Active Directory: `primaryGroupID` of the person is the last part of the group's
 * identifier, within one domain (a global catalog shows `Domain Users` of every domain under the same number). POSIX: the same `gidNumber`.
 */
export class PrimaryGroups {
  readonly #isPosix: boolean
  readonly #personToken: number
  readonly #personSid: number
  readonly #groupToken: number
  readonly #groupSid: number
  readonly #domains = new Map<string, number>()
  readonly #groupsByToken = new Map<number, TokenGroup[]>()
  /** By person: the token and 1, so that 0 is none. */
  readonly #tokens = new NumberColumn()
  readonly #domainsOfPeople = new NumberColumn()

  constructor(serverType: ServerType, wantedOfPeople: readonly string[], wantedOfGroups: readonly string[]) {
    this.#isPosix = serverType === 'openldap'
    this.#personToken = wantedIndex(wantedOfPeople, this.#isPosix ? 'gidNumber' : 'primaryGroupID')
    this.#personSid = wantedIndex(wantedOfPeople, 'objectSid')
    this.#groupToken = wantedIndex(wantedOfGroups, this.#isPosix ? 'gidNumber' : 'primaryGroupToken')
    this.#groupSid = wantedIndex(wantedOfGroups, 'objectSid')
  }

  get byteLength(): number {
    return this.#tokens.byteLength + this.#domainsOfPeople.byteLength
  }

  /** False: nobody here has a primary group. */
  get isUsed(): boolean {
    return this.#tokens.count > 0 && this.#groupsByToken.size > 0
  }

  addPerson(person: number, entry: EntryView): void {
    const token = tokenOf(entry, this.#personToken)
    if (token === undefined) return
    this.#tokens.set(person, token + 1)
    const sid = this.#sidOf(entry, this.#personSid)
    if (sid !== undefined) this.#domainsOfPeople.set(person, sid.domain)
  }

  addGroup(group: number, entry: EntryView): void {
    const sid = this.#sidOf(entry, this.#groupSid)
    const token = tokenOf(entry, this.#groupToken) ?? sid?.relative
    if (token === undefined) return
    const groups = this.#groupsByToken.get(token)
    const added = { group, domain: sid?.domain ?? 0 }
    if (groups === undefined) this.#groupsByToken.set(token, [added])
    else groups.push(added)
  }

  /** Several only where several POSIX groups share a number, which makes them one group to the system. */
  groupsOf(person: number): readonly number[] {
    const token = this.#tokens.at(person)
    const groups = token === 0 ? undefined : this.#groupsByToken.get(token - 1)
    if (groups === undefined) return NO_GROUPS
    const domain = this.#domainsOfPeople.at(person)
    const fitting = this.#isPosix ? groups : fittingGroups(groups, domain)
    return fitting.map(({ group }) => group)
  }

  #sidOf(entry: EntryView, attribute: number): { readonly domain: number; readonly relative: number } | undefined {
    const [start = 0, end = 0] = entry.values[attribute] ?? NO_VALUES
    const sid = start === end ? undefined : securityIdentifier(entry.bytes, start, end)
    if (sid === undefined) return undefined
    const domain = this.#domains.get(sid.domain) ?? this.#domains.size + 1
    this.#domains.set(sid.domain, domain)
    return { domain, relative: sid.relative }
  }
}

const NO_GROUPS: readonly number[] = []
const NO_VALUES: readonly number[] = []
const LARGEST_TOKEN = 0xfffffffe

/** Without both identifiers a number says enough only when there is no choice. */
function fittingGroups(groups: readonly TokenGroup[], domain: number): readonly TokenGroup[] {
  const sure = groups.filter((group) => group.domain === domain && domain !== 0)
  if (sure.length > 0) return sure
  const possible = groups.filter((group) => group.domain === 0 || domain === 0)
  return possible.length === 1 ? possible : []
}

function tokenOf(entry: EntryView, attribute: number): number | undefined {
  const [start = 0, end = 0] = entry.values[attribute] ?? NO_VALUES
  const text = decodeUtf8(entry.bytes, start, end)
  if (!/^\d{1,10}$/.test(text)) return undefined
  return Number(text) > LARGEST_TOKEN ? undefined : Number(text)
}
