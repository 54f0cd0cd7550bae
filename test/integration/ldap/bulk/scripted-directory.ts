import {
  entryMessage,
  pagingControl,
  resultMessage,
  startStubLdapServer,
  type StubConnection,
  type StubLdapServer,
  type StubRequest
} from '../../../support/stub-ldap-server.ts'

/** One search, as `readInBulk` asks. `page` counts the pages of it from 0, or the reads of ranges. */
export interface ScriptedSearch {
  readonly id: number
  readonly of: 'people' | 'groups' | 'range' | 'other'
  readonly page: number
  readonly request: StubRequest
}

/** A stub that lets everybody sign in and answers an empty success to every search that the script leaves alone. */
export async function startScriptedDirectory(
  answer: (search: ScriptedSearch, connection: StubConnection) => 'answered' | undefined
): Promise<StubLdapServer> {
  const asked = new Map<string, number>()
  return await startStubLdapServer({
    answer: (request, connection) => {
      if (request.operation === 'bind') connection.send(resultMessage(request.id, 'bind'))
      if (request.operation !== 'search') return
      const of = kindOf(request)
      const page = asked.get(of) ?? 0
      asked.set(of, page + 1)
      if (answer({ id: request.id, of, page, request }, connection) === undefined) connection.send(resultMessage(request.id, 'search'))
    }
  })
}

/** Entries `uid=0` and so on, and the end of a page, with a cookie when there is one. */
export function peoplePage(id: number, from: number, count: number, cookie?: string): Buffer[] {
  const people = Array.from({ length: count }, (_, index) => personMessage(id, from + index))
  return [...people, resultMessage(id, 'search', cookie === undefined ? {} : { controls: [pagingControl(cookie)] })]
}

export function personMessage(id: number, number: number): Buffer {
  return entryMessage(id, `uid=${String(number)},dc=x`, { uid: [String(number)], cn: ['Ö'] })
}

function kindOf(request: StubRequest): ScriptedSearch['of'] {
  if (request.attributes.some((name) => name.includes(';range='))) return 'range'
  if (request.attributes.includes('mail')) return 'people'
  return request.attributes.includes('member') ? 'groups' : 'other'
}
