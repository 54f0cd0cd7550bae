import { describe, expect, it } from 'vitest'
import { entryMessage, pagingControl, resultMessage } from '../../support/stub-ldap-server.ts'
import { checkStub, person, refusal, stubBase, success } from './stub-directory.ts'

describe('a server that says success to everything', () => {
  const everything = {
    root: success(),
    bind: success(),
    'who-am-i': success(),
    account: success(),
    'lock-out policy': success(),
    base: success(),
    people: success(),
    groups: success()
  }

  it('ends red: it does not know who signed in', async () => {
    const { findings, summary } = await checkStub(everything)

    expect(findings).toEqual([
      'warn ldap.root-dse-answers ldap.root-dse.hidden',
      'fail ldap.identity-proved ldap.identity.anonymous',
      'blocked 9 by ldap.identity-proved'
    ])
    expect(summary).toContain('pass ldap.bind-accepted')
  })

  it('ends red although it does not know the question who we are', async () => {
    const { findings } = await checkStub({ ...everything, 'who-am-i': refusal(2) })

    expect(findings).toEqual([
      'warn ldap.root-dse-answers ldap.root-dse.hidden',
      'not-provable-here ldap.identity-proved',
      'not-provable-here ldap.account-safe',
      'fail ldap.base-exists ldap.base.hidden',
      'blocked 7 by ldap.base-exists'
    ])
  })
})

describe('a bind that is answered with success', () => {
  it.each([
    ['and then with nobody', ''],
    ['and then with an empty DN', 'dn:'],
    ['and then with an empty user', 'u:']
  ])('%s is no sign-in', async (_what, value) => {
    const { findings } = await checkStub({ 'who-am-i': ({ id }) => [resultMessage(id, 'extended', { value })] })

    expect(findings).toEqual(['fail ldap.identity-proved ldap.identity.anonymous', 'blocked 9 by ldap.identity-proved'])
  })

  it('and then with 000004DC is no sign-in', async () => {
    const text = '000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be completed'
    const { findings } = await checkStub({ 'who-am-i': refusal(1, text) })

    expect(findings).toEqual(['fail ldap.identity-proved ldap.identity.anonymous', 'blocked 9 by ldap.identity-proved'])
  })

  it('proves nothing where guests see the same', async () => {
    const { findings } = await checkStub({ 'who-am-i': refusal(2) })

    expect(findings).toEqual(['not-provable-here ldap.identity-proved'])
  })

  it('under another name is a warning', async () => {
    const { findings } = await checkStub(
      { 'who-am-i': ({ id }) => [resultMessage(id, 'extended', { value: `dn:CN=guest,${stubBase}` })] },
      { username: `CN=reader,${stubBase}` }
    )

    expect(findings).toEqual(['warn ldap.identity-proved ldap.identity.other'])
  })
})

describe('a list of people that breaks off', () => {
  const anna = (id: number): Buffer => entryMessage(id, ...person('anna'))

  it('in the middle of the second page is not used', async () => {
    const { findings, byId } = await checkStub({
      people: ({ id, cookie }, connection) => {
        if (cookie?.length === 0) return [anna(id), resultMessage(id, 'search', { controls: [pagingControl('more')] })]
        connection.send(anna(id))
        connection.close()
        return undefined
      }
    })

    expect(findings).toEqual([
      'fail ldap.users-found ldap.connection-closed',
      'blocked 2 by ldap.users-found',
      'fail ldap.groups-found ldap.connection-closed',
      'blocked 1 by ldap.groups-found',
      'not-provable-here ldap.limits-known',
      'blocked 1 by ldap.users-found'
    ])
    expect(byId('ldap.users-found').lines).toContain('People: 2 until the search was cut')
  })

  it('in the middle of an entry is not used', async () => {
    const { findings } = await checkStub({
      people: ({ id }, connection) => {
        connection.send(anna(id).subarray(0, 30))
        connection.reset()
        return undefined
      }
    })

    expect(findings[0]).toBe('fail ldap.users-found ldap.connection-closed')
  })

  it('by silence ends at the deadline', async () => {
    const { findings } = await checkStub({ people: () => undefined }, { timeoutMs: 300 })

    expect(findings[0]).toBe('fail ldap.users-found ldap.no-answer')
  })

  it('by garbage is not used', async () => {
    const { findings } = await checkStub({ people: ({ id }) => [anna(id), Buffer.from('<html>')] })

    expect(findings[0]).toBe('fail ldap.users-found ldap.not-ldap')
  })

  it('into pages without end or people is left', async () => {
    const { findings } = await checkStub({
      people: ({ id }) => [resultMessage(id, 'search', { controls: [pagingControl('the same')] })]
    })

    expect(findings[0]).toBe('fail ldap.users-found ldap.connection-closed')
  })
})

describe("a person's password", () => {
  it('that is answered with success proves nothing where the server then knows nobody', async () => {
    const { findings, binds } = await checkStub(
      { 'who-am-i': ({ id, earlier }) => [resultMessage(id, 'extended', { value: earlier === 0 ? 'u:CORP\\reader' : '' })] },
      { person: { username: 'anna', password: 'whatever' }, timeoutMs: 1_000 }
    )

    expect(findings).toContain('fail ldap.person-password-accepted ldap.identity.anonymous')
    expect(binds).toBe(2)
  })
})
