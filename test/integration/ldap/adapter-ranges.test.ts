import { describe, expect, it } from 'vitest'
import { readAllValues } from '../../../src-main/core/directory/read-ranges.ts'
import { openLdapSession } from '../../support/open-ldap-session.ts'
import { startSlapd } from '../../support/slapd.ts'
import type { StubRequest } from '../../support/stub-ldap-server.ts'
import { entryMessage, resultMessage, startStubLdapServer } from '../../support/stub-ldap-server.ts'

type Attributes = Readonly<Record<string, readonly string[]>>

/** Answers each read with the attributes of `respond`, given the first value that was asked for. */
async function readFrom(
  respond: (first: number, request: StubRequest) => Attributes | undefined,
  mostValues?: number
): Promise<{ result: unknown; asked: string[] }> {
  await using stub = await startStubLdapServer({
    answer: (request, connection) => {
      if (request.operation !== 'search') return
      const first = Number(/;range=(\d+)-\*$/.exec(request.attributes[0] ?? '')?.[1] ?? 0)
      const attributes = respond(first, request)
      connection.send(
        ...(attributes === undefined ? [] : [entryMessage(request.id, 'CN=big', attributes)]),
        resultMessage(request.id, 'search')
      )
    }
  })
  using ldap = await openLdapSession(stub)
  const result = await readAllValues(ldap.session, 'CN=big', 'Member', mostValues === undefined ? {} : { mostValues })
  return { result, asked: stub.requests.flatMap(({ attributes }) => attributes) }
}

function members(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `CN=${String(first + index)}`)
}

/** As Active Directory answers for a group of `total` with at most `limit` values at a time: the plain name is there too, and empty. */
function rangedAnswer(first: number, total: number, limit: number): Attributes {
  const count = Math.min(limit, total - first)
  const last = first + count === total ? '*' : String(first + count - 1)
  return { member: [], [`member;range=${String(first)}-${last}`]: members(first, count) }
}

describe('readAllValues', () => {
  it('follows the ranges to the end', async () => {
    const { result, asked } = await readFrom((first) => rangedAnswer(first, 3700, 1500))
    expect(result).toEqual({ ok: true, value: { values: members(0, 3700), parts: 3 } })
    expect(asked).toEqual(['Member', 'Member;range=1500-*', 'Member;range=3000-*'])
  })

  it('needs one question for a group that fits exactly', async () => {
    const { result, asked } = await readFrom((first) => rangedAnswer(first, 1500, 1500))
    expect(result).toEqual({ ok: true, value: { values: members(0, 1500), parts: 1 } })
    expect(asked).toHaveLength(1)
  })

  it('goes on when a server gives fewer values than before', async () => {
    const { result } = await readFrom((first) => rangedAnswer(first, 25, first === 0 ? 10 : 3))
    expect(result).toEqual({ ok: true, value: { values: members(0, 25), parts: 6 } })
  })

  it('takes values without ranges as they are, none as an empty list, and no entry as undefined', async () => {
    expect((await readFrom(() => ({ member: ['a', 'b'] }))).result).toEqual({ ok: true, value: { values: ['a', 'b'], parts: 1 } })
    expect((await readFrom(() => ({}))).result).toEqual({ ok: true, value: { values: [], parts: 1 } })
    expect((await readFrom(() => undefined)).result).toEqual({ ok: true, value: undefined })
  })

  it.each<[string, (first: number) => Attributes | undefined, number]>([
    ['repeats the first range', () => rangedAnswer(0, 100, 10), 10],
    [
      'gives empty ranges',
      (first) => (first === 0 ? rangedAnswer(0, 100, 10) : { [`member;range=${String(first)}-${String(first + 9)}`]: [] }),
      10
    ],
    ['counts backwards', (first) => (first === 0 ? rangedAnswer(0, 100, 10) : { [`member;range=${String(first)}-3`]: ['x'] }), 10],
    ['loses the attribute', (first) => (first === 0 ? rangedAnswer(0, 100, 10) : {}), 10],
    ['loses the entry', (first) => (first === 0 ? rangedAnswer(0, 100, 10) : undefined), 10],
    ['never ends', (first) => rangedAnswer(first, Number.MAX_SAFE_INTEGER, 10), 50]
  ])('gives up on a server that %s', async (_name, respond, received) => {
    const { result, asked } = await readFrom(respond, 50)
    expect(result).toMatchObject({ ok: false, error: { kind: 'ranges-stuck', received } })
    expect(asked.length).toBeLessThanOrEqual(5)
  })

  it('goes on from where a search left off', async () => {
    await using stub = await startStubLdapServer({
      answer: ({ id, attributes }, connection) =>
        connection.send(
          entryMessage(id, 'CN=big', rangedAnswer(Number(/=(\d+)-/.exec(attributes[0] ?? '')?.[1]), 25, 10)),
          resultMessage(id, 'search')
        )
    })
    using ldap = await openLdapSession(stub)
    expect(await readAllValues(ldap.session, 'CN=big', 'member', { from: 10 })).toEqual({
      ok: true,
      value: { values: members(10, 15), parts: 2 }
    })
  })

  it('hands over the failure of a later range', async () => {
    await using stub = await startStubLdapServer({
      answer: ({ id, earlier }, connection) =>
        earlier === 0
          ? connection.send(entryMessage(id, 'CN=big', rangedAnswer(0, 100, 10)), resultMessage(id, 'search'))
          : connection.send(resultMessage(id, 'search', { code: 1, text: 'out of range' }))
    })
    using ldap = await openLdapSession(stub)
    expect(await readAllValues(ldap.session, 'CN=big', 'member')).toMatchObject({ ok: false, error: { kind: 'result', code: 1 } })
  })

  it('reads a group of slapd, which knows no ranges', async () => {
    const group = [
      'dn: cn=big,ou=groups,dc=corp,dc=example,dc=test',
      'objectClass: groupOfNames',
      'cn: big',
      ...members(0, 1800).map((dn) => `member: ${dn}`)
    ]
    await using slapd = await startSlapd({ ldif: group.join('\n') })
    using ldap = await openLdapSession(slapd)
    const values = await readAllValues(ldap.session, `cn=big,${slapd.groupsDn}`, 'member')
    expect(values.ok && values.value?.values.length).toBe(1800)
  })
})
