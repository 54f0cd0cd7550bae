import { readScimFilter, type ScimClause } from './read-scim-filter.ts'

export interface ScimPath {
  readonly resource: 'users' | 'groups' | 'schemas' | 'other'
  /** What stands after the resource: the number of the user or group. */
  readonly id: string | undefined
  readonly clauses: readonly ScimClause[]
  /** A filter that is there, whether it could be read or not. */
  readonly filter: string | undefined
  readonly excludesMembers: boolean
  /** Whether the address carries the switch `aadOptscim062020`. */
  readonly hasEntraFlag: boolean
  /** `/v2` in the address, or a slash too much. */
  readonly oddities: readonly string[]
}

/** Path and query of a request, written as a whole address or without host. Never throws. */
export function readScimPath(requestPath: string): ScimPath {
  const [path = '', ...rest] = requestPath.slice(0, LONGEST_PATH).split('?')
  const query = queryOf(rest.join('?'))
  const parts = path.replace(/^[a-z]+:\/\/[^/]*/i, '').split('/')
  const named = parts.filter((part) => part !== '').map(decoded)
  const at = named.findLastIndex((part) => /^(?:users|groups|schemas|serviceproviderconfig|resourcetypes)$/i.test(part))
  const filter = query.get('filter')
  return {
    resource: at === -1 ? 'other' : (resources[(named[at] ?? '').toLowerCase()] ?? 'schemas'),
    id: at === -1 ? undefined : named[at + 1],
    clauses: filter === undefined ? [] : readScimFilter(filter),
    filter,
    excludesMembers: /members/i.test(query.get('excludedattributes') ?? ''),
    hasEntraFlag: /aadOptscim062020/i.test(requestPath),
    oddities: odditiesOf(parts)
  }
}

const LONGEST_PATH = 8000
const resources: Readonly<Record<string, 'users' | 'groups'>> = { users: 'users', groups: 'groups' }

function odditiesOf(parts: readonly string[]): readonly string[] {
  return [
    ...(parts.some((part) => /^v2$/i.test(part)) ? ['The address has a part /v2, which the address of Files.com does not have.'] : []),
    ...(parts.slice(1).includes('') ? ['The address has a slash too much: the tenant URL in Entra ID is to end without one.'] : [])
  ]
}

function queryOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.split('&').map((pair) => {
    const at = pair.indexOf('=')
    return at === -1
      ? ([pair.toLowerCase(), ''] as const)
      : ([decoded(pair.slice(0, at)).toLowerCase(), decoded(pair.slice(at + 1))] as const)
  })
  return new Map(pairs)
}

/** A percent sign that encodes nothing stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}
