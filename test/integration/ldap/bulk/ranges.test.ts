import { describe, expect, it } from 'vitest'
import { entryMessage, resultMessage } from '../../../support/stub-ldap-server.ts'
import { readInBulk, type BulkReadingSeen } from './read-in-bulk.ts'
import { startScriptedDirectory } from './scripted-directory.ts'

type Attributes = Readonly<Record<string, readonly string[]>>

/** Groups of which a search gives the first values, and reads by range the rest; `mostAtOnce` counts reads that wait at the same time. */
async function readGroupsFrom(
  groups: Readonly<Record<string, Attributes>>,
  respond: (dn: string, first: number) => Attributes | 'busy' | undefined,
  hold = 0
): Promise<{ readonly seen: BulkReadingSeen; readonly mostAtOnce: number }> {
  let mostAtOnce = 0
  const held: (() => void)[] = []
  await using stub = await startScriptedDirectory(({ id, of, request }, connection) => {
    if (of === 'groups') {
      const entries = Object.entries(groups).map(([dn, attributes]) => entryMessage(id, dn, attributes))
      connection.send(...entries, resultMessage(id, 'search'))
      return 'answered'
    }
    if (of !== 'range') return undefined
    held.push(() => {
      const attributes = respond(request.base, Number(/;range=(\d+)-\*$/.exec(request.attributes[0] ?? '')?.[1]))
      const entries = attributes === undefined || attributes === 'busy' ? [] : [entryMessage(id, request.base, attributes)]
      connection.send(...entries, resultMessage(id, 'search', attributes === 'busy' ? { code: 51 } : {}))
    })
    mostAtOnce = Math.max(mostAtOnce, held.length)
    if (held.length >= hold) for (const answer of held.splice(0)) answer()
    return 'answered'
  })
  const seen = await readInBulk({ settings: { host: stub.host, port: stub.port, timeoutMs: 1_000 } })
  return { seen, mostAtOnce }
}

function ranged(first: number, total: number, limit: number, name = 'member'): Attributes {
  const count = Math.min(limit, total - first)
  const last = first + count === total ? '*' : String(first + count - 1)
  const values = Array.from({ length: count }, (_, index) => `CN=${String(first + index)}`)
  // Active Directory sends the plain name along, empty, when nobody asked for a range.
  return first === 0 ? { [name]: [], [`${name};range=0-${last}`]: values } : { [`${name};range=${String(first)}-${last}`]: values }
}

function membersIn(seen: BulkReadingSeen, dn: string): number {
  return new Set((seen.groups.get(dn) ?? []).filter((line) => line.startsWith('member: '))).size
}

function cutOf(seen: BulkReadingSeen): unknown {
  return seen.result.ok && seen.result.value.end.kind === 'cut' ? seen.result.value.end.cut : seen.result
}

describe('groups whose members come in parts', () => {
  it('follows each to its end, whatever the sizes and the letter case of the parts', async () => {
    const { seen } = await readGroupsFrom(
      { 'CN=a': ranged(0, 3700, 1500), 'CN=b': ranged(0, 1500, 1500), 'CN=c': ranged(0, 25, 10, 'Member'), 'CN=ä': { member: ['CN=1'] } },
      (dn, first) => (dn === 'CN=a' ? ranged(first, 3700, 1500) : ranged(first, 25, 4, 'MEMBER'))
    )
    expect(seen.result).toMatchObject({ ok: true, value: { end: { kind: 'complete' }, groups: 4, members: 3700 + 1500 + 25 + 1 } })
    expect(['CN=a', 'CN=b', 'CN=c', 'CN=ä'].map((dn) => membersIn(seen, dn))).toEqual([3700, 1500, 25, 1])
  })

  it('asks for sixteen groups at a time on one connection', async () => {
    const groups = Object.fromEntries(Array.from({ length: 32 }, (_, index) => [`CN=g${String(index)}`, ranged(0, 20, 10)]))
    const { seen, mostAtOnce } = await readGroupsFrom(groups, (_dn, first) => ranged(first, 20, 10), 16)
    expect(seen.result).toMatchObject({ ok: true, value: { end: { kind: 'complete' }, groups: 32, members: 640 } })
    expect(mostAtOnce).toBe(16)
  })

  it.each<[string, (first: number) => Attributes | 'busy' | undefined, string]>([
    ['repeats the first part', () => ranged(0, 100, 10), 'member of CN=a: ;range=10-* was not answered'],
    [
      'gives an empty part',
      (first) => ({ [`member;range=${String(first)}-${String(first + 9)}`]: [] }),
      'member of CN=a: ;range=10-* brought no values'
    ],
    ['goes backwards', (first) => ({ [`member;range=${String(first)}-3`]: ['x'] }), 'member of CN=a: ;range=10-* brought no values'],
    ['loses the attribute', () => ({}), 'member of CN=a: ;range=10-* was not answered'],
    ['loses the group', () => undefined, 'member of CN=a: ;range=10-* was not answered'],
    [
      'never ends',
      (first) => ({ [`member;range=${String(first)}-${String(first + 999_999)}`]: ['x'] }),
      'member of CN=a: there is no end of it'
    ],
    ['answers with an error', () => 'busy', 'member of CN=a, from value 11 on, was not read: the server answered busy (51)']
  ])('is cut, and says so, when the server %s', async (_name, respond, because) => {
    const { seen } = await readGroupsFrom({ 'CN=a': ranged(0, 100, 10), 'CN=b': { member: ['CN=1'] } }, (_dn, first) => respond(first))
    expect(cutOf(seen)).toMatchObject({ where: 'members', because: expect.stringContaining(because) as unknown })
    expect(seen.groups.size).toBe(2)
  })
})
