import type { UserFacts } from '../service/service-facts.ts'
import { siteUserState, type SiteUsers } from './site-users.ts'
import { SiteGroups } from './snapshot/site-groups.ts'
import { TextKeyTable } from './snapshot/text-keys.ts'
import { TextRows } from './snapshot/text-rows.ts'
import { TextSpan } from './snapshot/text-span.ts'
import { decodeUtf8, writeUtf8 } from './snapshot/utf8.ts'

/** Fields a preview needs: whatever else a record holds may be forgotten with its page. */
export type SiteUserRecord = Pick<
  UserFacts,
  | 'id'
  | 'username'
  | 'email'
  | 'name'
  | 'authenticationMethod'
  | 'ssoStrategyId'
  | 'externallyManaged'
  | 'disabled'
  | 'siteAdmin'
  | 'readonlySiteAdmin'
  | 'groupIds'
>

export interface SiteUserTable {
  readonly count: number
  /** Takes over what is needed of a page. */
  add(page: readonly SiteUserRecord[]): void
  /** `groupNames`: by the service's id; a group that is not among them is called by its number. Nothing can be added afterwards. */
  finish(reading: SiteReading, groupNames: ReadonlyMap<number, string>): SiteUsers
}

export interface SiteReading {
  readonly isComplete: boolean
  readonly cutBecause: string | undefined
  /** As in `SiteUsers`; absent: they are named. */
  readonly namesGroups?: boolean | undefined
}

/**
 * The users of a site page by page, in columns: half a million take tens of megabytes, where the records take more than a thousand. User names
 * are folded as they arrive, so that little is left to be done after the last page.
 */
export function createSiteUserTable(): SiteUserTable {
  let ids = new Float64Array(FIRST_SIZE)
  let strategies = new Float64Array(FIRST_SIZE)
  let states = new Uint8Array(FIRST_SIZE)
  let groupStarts = new Uint32Array(FIRST_SIZE + 1)
  let groups = new Uint32Array(FIRST_SIZE)
  const texts = new TextRows(TEXTS)
  const writer = new TextWriter()
  const usernameKeys = new TextKeyTable()
  const methods: string[] = []
  const groupNumbers = new Map<number, number>()
  const siteGroups = new SiteGroups()
  const sameText = new Map<string, string>()
  let isFinished = false

  function addGroups(user: number, groupIds: string | undefined, from: number): number {
    let at = from
    for (const id of idsIn(groupIds)) {
      const number = groupNumbers.get(id) ?? groupNumbers.size
      groupNumbers.set(id, number)
      if (at === groups.length) groups = grown(groups, new Uint32Array(at * 2))
      groups[at] = number
      siteGroups.add(number, user)
      at += 1
    }
    return at
  }

  return {
    get count() {
      return texts.count
    },

    add(page) {
      if (isFinished) throw new TypeError('The table of users is finished')
      for (const user of page) {
        const row = texts.count
        if (row === ids.length) {
          const size = row * 2
          ids = grown(ids, new Float64Array(size))
          strategies = grown(strategies, new Float64Array(size))
          states = grown(states, new Uint8Array(size))
          groupStarts = grown(groupStarts, new Uint32Array(size + 1))
        }
        ids[row] = user.id
        strategies[row] = user.ssoStrategyId ?? NONE
        states[row] = stateOf(user)
        groupStarts[row + 1] = addGroups(row, user.groupIds, groupStarts[row] ?? 0)
        writer.write(user.username, user.email ?? '', user.name ?? '')
        texts.add(writer.bytes, writer.spans)
        usernameKeys.add(writer.bytes, 0, writer.spans[1] ?? 0)
        methods.push(shared(sameText, user.authenticationMethod))
      }
    },

    finish({ isComplete, cutBecause, namesGroups = true }, groupNames) {
      isFinished = true
      const nameOfGroup = [...groupNumbers.keys()].map((id) => groupNames.get(id) ?? `group ${String(id)}`)
      siteGroups.names = nameOfGroup
      const count = texts.count
      const span = new TextSpan()
      const place = (user: number, column: 'username' | 'email' | 'name', to: TextSpan): void => {
        if (user >= count) throw new RangeError('There is no such user')
        texts.place(user, columnOf[column], to)
      }
      return {
        count,
        id: (user) => present(ids[user]),
        text(user, column) {
          if (column === 'authenticationMethod') return present(methods[user])
          place(user, column, span)
          return decodeUtf8(span.bytes, span.start, span.end)
        },
        place,
        usernameKeys: usernameKeys.keys(),
        ssoStrategyId(user) {
          const id = present(strategies[user])
          return Number.isNaN(id) ? undefined : id
        },
        state: (user) => present(states[user]),
        namesGroups,
        siteGroups,
        groupNumbers: (user) => groups.subarray(groupStarts[user], groupStarts[user + 1]),
        groups: (user) => Array.from(groups.subarray(groupStarts[user], groupStarts[user + 1]), (group) => present(nameOfGroup[group])),
        isComplete,
        cutBecause
      }
    }
  }
}

const FIRST_SIZE = 1024
const columnOf = { username: 0, email: 1, name: 2 } as const
const TEXTS = 3
const NONE = Number.NaN

/** The texts of one user after the other in one buffer, which is used again for the next. */
class TextWriter {
  bytes = new Uint8Array(1024)
  readonly spans: number[] = [0, 0, 0, 0, 0, 0]

  write(...texts: readonly [username: string, email: string, name: string]): void {
    const most = texts.reduce((sum, { length }) => sum + length * 3, 0)
    if (most > this.bytes.length) this.bytes = new Uint8Array(most * 2)
    let at = 0
    texts.forEach((text, column) => {
      this.spans[2 * column] = at
      at = writeUtf8(text, this.bytes, at)
      this.spans[2 * column + 1] = at
    })
  }
}

type Column = Float64Array | Uint32Array | Uint8Array

function grown<C extends Column>(column: C, larger: C): C {
  larger.set(column)
  return larger
}

function stateOf({ disabled, siteAdmin, externallyManaged, readonlySiteAdmin }: SiteUserRecord): number {
  return (
    (disabled === true ? siteUserState.disabled : 0) |
    (siteAdmin === true ? siteUserState.siteAdmin : 0) |
    (externallyManaged === true ? siteUserState.externallyManaged : 0) |
    (readonlySiteAdmin === true ? siteUserState.readOnlyAdmin : 0)
  )
}

/** The service writes them as `17,23`; each counts once. */
function idsIn(groupIds: string | undefined): readonly number[] {
  if (groupIds === undefined || groupIds === '') return []
  const ids = groupIds.split(/[\s,]+/).filter((id) => /^-?\d+$/.test(id))
  return [...new Set(ids.map(Number))]
}

/** One text for the few that all users have. */
function shared(known: Map<string, string>, text: string): string {
  const found = known.get(text)
  if (found !== undefined) return found
  if (known.size < 100) known.set(text, text)
  return text
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('There is no such user')
  return value
}
