import { describe, expect, it } from 'vitest'
import { ber, entryMessage, message, resultMessage } from '../../support/stub-ldap-server.ts'
import { checkStub, stubBase, type StubAnswers } from './stub-directory.ts'

const groupDn = `CN=AllStaff,${stubBase}`

/** Hands out the members of one group as Windows does: at most `limit` at a time, beside an empty `member`. */
function rangedGroup(total: number, limit: number): StubAnswers {
  const part = (id: number, first: number, rest: Readonly<Record<string, readonly string[]>> = {}): readonly Buffer[] => {
    const count = Math.min(limit, total - first)
    const last = first + count === total ? '*' : String(first + count - 1)
    const values = Array.from({ length: count }, (_, index) => `CN=p${first + index},OU=People,${stubBase}`)
    return [entryMessage(id, groupDn, { ...rest, member: [], [`member;range=${first}-${last}`]: values }), resultMessage(id, 'search')]
  }
  return {
    groups: ({ id }) => part(id, 0, { cn: ['AllStaff'] }),
    'more members': ({ id, attributes }) => part(id, Number(/;range=(\d+)-/.exec(attributes[0] ?? '')?.[1]))
  }
}

describe('a group whose members come in parts', () => {
  it('is read to its end', async () => {
    const { findings, byId } = await checkStub(rangedGroup(4_120, 1_500))

    expect(findings).toEqual([])
    expect(byId('ldap.memberships-readable').lines).toEqual(
      expect.arrayContaining([
        'Direct, by member or uniqueMember: 4,120',
        'Largest group: AllStaff, 4,120 members',
        'Read in parts: AllStaff: 4,120 members in 3 parts'
      ])
    )
    expect(byId('ldap.limits-known').lines).toContain('Members handed out at a time: 1500')
  })

  it('is read to its end when it fits exactly', async () => {
    const { findings, byId } = await checkStub(rangedGroup(3_000, 1_500))

    expect(findings).toEqual([])
    expect(byId('ldap.memberships-readable').lines).toContain('Read in parts: AllStaff: 3,000 members in 2 parts')
  })

  it('is not used when it never ends', async () => {
    // Written once: what counts is how soon our side has enough.
    const count = 50_000
    const values = ber(0x31, ...Array.from({ length: count }, (_, index) => ber(0x04, `CN=p${index}`)))
    const part = (id: number, first: number): readonly Buffer[] => {
      const attribute = ber(0x30, ber(0x04, `member;range=${first}-${first + count - 1}`), values)
      return [message(id, ber(0x64, ber(0x04, groupDn), ber(0x30, attribute))), resultMessage(id, 'search')]
    }
    const { findings } = await checkStub({
      groups: ({ id }) => part(id, 0),
      'more members': ({ id, attributes }) => part(id, Number(/;range=(\d+)-/.exec(attributes[0] ?? '')?.[1]))
    })

    expect(findings).toEqual(['fail ldap.memberships-readable ldap.memberships.range-incomplete'])
  })

  it.each([
    ['the next part is missing', 'ldap.memberships.range-incomplete', {}],
    ['the next part is the first again', 'ldap.memberships.range-incomplete', { 'member;range=0-1499': [`CN=p0,${stubBase}`] }]
  ])('is not used when %s', async (_what, code, attributes) => {
    const { findings, byId } = await checkStub({
      ...rangedGroup(4_120, 1_500),
      'more members': ({ id }) => [entryMessage(id, groupDn, attributes), resultMessage(id, 'search')]
    })

    expect(findings).toEqual([`fail ldap.memberships-readable ${code}`])
    expect(byId('ldap.memberships-readable').lines).toContain('Read in parts: AllStaff: 1,500 members in 1 part, not to the end')
  })

  it('is not used when the connection breaks between two parts', async () => {
    const { findings } = await checkStub({
      ...rangedGroup(4_120, 1_500),
      'more members': (_request, connection) => {
        connection.close()
        return undefined
      }
    })

    expect(findings).toEqual(['fail ldap.memberships-readable ldap.memberships.range-incomplete'])
  })
})
