import type { UserFacts } from '../service/service-facts.ts'
import { siteUserState, type SiteUsers } from './site-users.ts'

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
  finish(
    reading: { readonly isComplete: boolean; readonly cutBecause: string | undefined },
    groupNames: ReadonlyMap<number, string>
  ): SiteUsers
}

/** The users of a site page by page, in columns: half a million take tens of megabytes, where the records take more than a thousand. */
export function createSiteUserTable(): SiteUserTable {
  let ids = new Float64Array(FIRST_SIZE)
  let strategies = new Float64Array(FIRST_SIZE)
  let states = new Uint8Array(FIRST_SIZE)
  let groupStarts = new Uint32Array(FIRST_SIZE + 1)
  let groups = new Uint32Array(FIRST_SIZE)
  const usernames: string[] = []
  const emails: string[] = []
  const names: string[] = []
  const methods: string[] = []
  const groupNumbers = new Map<number, number>()
  const sameText = new Map<string, string>()
  let isFinished = false

  function addGroups(groupIds: string | undefined, from: number): number {
    let at = from
    for (const id of idsIn(groupIds)) {
      const number = groupNumbers.get(id) ?? groupNumbers.size
      groupNumbers.set(id, number)
      if (at === groups.length) groups = grown(groups, new Uint32Array(at * 2))
      groups[at] = number
      at += 1
    }
    return at
  }

  return {
    get count() {
      return usernames.length
    },

    add(page) {
      if (isFinished) throw new TypeError('The table of users is finished')
      for (const user of page) {
        const row = usernames.length
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
        groupStarts[row + 1] = addGroups(user.groupIds, groupStarts[row] ?? 0)
        usernames.push(user.username)
        emails.push(user.email ?? '')
        names.push(user.name ?? '')
        methods.push(shared(sameText, user.authenticationMethod))
      }
    },

    finish({ isComplete, cutBecause }, groupNames) {
      isFinished = true
      const nameOfGroup = [...groupNumbers.keys()].map((id) => groupNames.get(id) ?? `group ${String(id)}`)
      const texts = { username: usernames, email: emails, name: names, authenticationMethod: methods }
      return {
        count: usernames.length,
        id: (user) => present(ids[user]),
        text: (user, column) => present(texts[column][user]),
        ssoStrategyId(user) {
          const id = present(strategies[user])
          return Number.isNaN(id) ? undefined : id
        },
        state: (user) => present(states[user]),
        groups: (user) => Array.from(groups.subarray(groupStarts[user], groupStarts[user + 1]), (group) => present(nameOfGroup[group])),
        isComplete,
        cutBecause
      }
    }
  }
}

const FIRST_SIZE = 1024
const NONE = Number.NaN

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
