import {
  entryMessage,
  pagingControl,
  resultMessage,
  startStubLdapServer,
  type StubConnection,
  type StubLdapServer,
  type StubRequest
} from './stub-ldap-server.ts'

/**
 * A directory of any size that costs its process nothing: entries are copies of one, with other digits. Person `p` is in the groups
 * `floor(p / 20)` and the two before it, in a circle, so that each group has sixty members.
 */
export async function startEndlessDirectory(size: { readonly people: number; readonly groups: number }): Promise<StubLdapServer> {
  const person = digitTemplate(
    entryMessage(ANY_ID, `uid=u${DIGITS},ou=people,${suffix}`, {
      uid: [`u${DIGITS}`],
      mail: [`u${DIGITS}@corp.example.test`],
      cn: [`Zoë Person ${DIGITS}`],
      displayName: [`Zoë Person ${DIGITS}`],
      givenName: ['Zoë'],
      sn: [`Person ${DIGITS}`],
      entryUUID: [`00000000-0000-4000-8000-00000${DIGITS}`]
    })
  )
  const group = digitTemplate(
    entryMessage(ANY_ID, `cn=group ${DIGITS},ou=groups,${suffix}`, {
      cn: [`group ${DIGITS}`],
      member: Array.from({ length: MEMBERS }, () => `uid=u${DIGITS},ou=people,${suffix}`)
    })
  )
  const answers = {
    people: (id: number, row: number) => person(id, () => row),
    // The name twice, then the members.
    groups: (id: number, row: number) => group(id, (place) => (place < 2 ? row : (row * 20 + place - 2) % size.people))
  }

  function sendPage(kind: 'people' | 'groups', { id, cookie }: StubRequest, connection: StubConnection): void {
    const from = Number(cookie?.toString() ?? 0)
    const to = Math.min(from + PAGE, size[kind])
    const entries = Array.from({ length: to - from }, (_, index) => answers[kind](id, from + index))
    connection.send(...entries, resultMessage(id, 'search', to < size[kind] ? { controls: [pagingControl(String(to))] } : {}))
  }

  return await startStubLdapServer({
    answer: (request, connection) => {
      if (request.operation === 'bind') connection.send(resultMessage(request.id, 'bind'))
      if (request.operation !== 'search') return
      if (request.attributes.includes('mail')) sendPage('people', request, connection)
      else if (request.attributes.includes('member')) sendPage('groups', request, connection)
      else connection.send(resultMessage(request.id, 'search'))
    }
  })
}

const suffix = 'dc=corp,dc=example,dc=test'
const PAGE = 1000
const MEMBERS = 60
/** Stand for a number of the entry. Nothing else in it may look like this. */
const DIGITS = '9876543'
const ANY_ID = 0x01020304

/** Copies of a message with other numbers: `numberAt` says which one, by the place from the beginning. */
function digitTemplate(message: Buffer): (id: number, numberAt: (place: number) => number) => Buffer {
  const idAt = message.indexOf(Buffer.from([1, 2, 3, 4]))
  const places: number[] = []
  for (let at = message.indexOf(DIGITS); at !== -1; at = message.indexOf(DIGITS, at + 1)) places.push(at)
  return (id, numberAt) => {
    const copy = Buffer.from(message)
    copy.writeInt32BE(id, idAt)
    for (const [place, at] of places.entries()) {
      let rest = numberAt(place)
      for (let digit = at + DIGITS.length - 1; digit >= at; digit -= 1) {
        copy[digit] = 0x30 + (rest % 10)
        rest = Math.floor(rest / 10)
      }
    }
    return copy
  }
}
