import { BindRequest } from 'ldapts'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LdapConnection } from '../../../src-main/adapters/ldap/ldap-connection.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { openLdapSession } from '../../support/open-ldap-session.ts'
import type { SlapdServer } from '../../support/slapd.ts'
import { startSlapd } from '../../support/slapd.ts'
import type { ResultParts } from '../../support/stub-ldap-server.ts'
import { ber, integer, passwordPolicyControl, resultMessage, startStubLdapServer } from '../../support/stub-ldap-server.ts'

const password = new Secret('Correct-Horse-1')
const WHO_AM_I = '1.3.6.1.4.1.4203.1.11.3'

describe('a simple bind with slapd', () => {
  let slapd: SlapdServer
  beforeAll(async () => {
    slapd = await startSlapd()
  })
  afterAll(() => slapd.stop())

  it('succeeds, and the server knows us afterwards', async () => {
    using ldap = await openLdapSession(slapd)

    const bound = await ldap.session.bind(slapd.readerDn, new Secret(slapd.readerPassword))

    expect(bound).toEqual({ ok: true, value: {} })
    expect(await ldap.session.whoAmI()).toEqual({ ok: true, value: `dn:${slapd.readerDn}` })
  })

  it('says that the password is wrong, after one attempt only', async () => {
    using ldap = await openLdapSession(slapd)

    const bound = await ldap.session.bind(slapd.readerDn, new Secret('wrong-one'))

    expect(bound).toEqual({ ok: false, error: { kind: 'result', code: 49, name: 'invalidCredentials', text: '', matchedDn: '' } })
    expect(await ldap.session.whoAmI()).toEqual({ ok: true, value: '' })
    // The log comes by a pipe of its own; once the question of this test stands in it, after the one of the test before, everything earlier does too.
    await expect.poll(() => slapd.log().split(WHO_AM_I).length - 1).toBe(2)
    expect(slapd.log().match(/err=49/g)).toHaveLength(1)
  })

  it('sends a name as it is typed, and hands over what the server says about it', async () => {
    using ldap = await openLdapSession(slapd)
    expect(await ldap.session.bind('corp/reader', password)).toMatchObject({ error: { code: 34, name: 'invalidDNSyntax' } })
  })

  it.each(['PLAIN', 'EXTERNAL', 'DIGEST-MD5', 'SCRAM-SHA-1'])('takes %s for the name of a user', async (name) => {
    using ldap = await openLdapSession(slapd)

    // slapd refuses the form of the name in a simple bind; a SASL bind would answer 7, 14 or 49
    expect(await ldap.session.bind(name, password)).toMatchObject({ error: { code: 34 } })
  })

  it('can try another account on the same connection', async () => {
    using ldap = await openLdapSession(slapd)
    await ldap.session.bind(slapd.readerDn, new Secret('wrong-one'))
    expect(await ldap.session.bind(slapd.readerDn, new Secret(slapd.readerPassword))).toMatchObject({ ok: true })
  })
})

describe('the password policy of slapd', () => {
  it('is told apart from a wrong password when the account is locked', async () => {
    await using slapd = await startSlapd({ passwordPolicy: { pwdMaxFailure: '2', pwdLockout: 'TRUE' } })
    using ldap = await openLdapSession(slapd)
    for (let tries = 0; tries < 2; tries += 1) await ldap.session.bind(slapd.readerDn, new Secret('wrong-one'))

    const bound = await ldap.session.bind(slapd.readerDn, new Secret(slapd.readerPassword))

    expect(bound).toMatchObject({ ok: false, error: { code: 49, subCode: 'ppolicy-locked' } })
  })

  it('warns of the end of a password', async () => {
    await using slapd = await startSlapd({ passwordPolicy: { pwdMaxAge: '1000', pwdExpireWarning: '2000' } })
    await slapd.add(`dn: ${slapd.readerDn}\nchangetype: modify\nreplace: userPassword\nuserPassword: ${slapd.readerPassword}\n`)
    using ldap = await openLdapSession(slapd)

    const bound = await ldap.session.bind(slapd.readerDn, new Secret(slapd.readerPassword))

    expect(bound.ok && Object.keys(bound.value)).toEqual(['passwordEndsInSeconds'])
    expect(bound.ok && bound.value.passwordEndsInSeconds).toBeGreaterThan(900)
  })

  it('says with the success that the password must be changed, and then refuses everything else', async () => {
    await using slapd = await startSlapd({ passwordPolicy: { pwdMustChange: 'TRUE' } })
    await slapd.add(`dn: ${slapd.readerDn}\nchangetype: modify\nreplace: pwdReset\npwdReset: TRUE\n`)
    using ldap = await openLdapSession(slapd)

    const bound = await ldap.session.bind(slapd.readerDn, new Secret(slapd.readerPassword))

    expect(bound).toEqual({ ok: true, value: { policyError: 'must-change' } })
    expect(await ldap.session.read(slapd.suffix, [])).toMatchObject({ ok: false, error: { code: 50 } })
  })
})

describe('a simple bind with a scripted server', () => {
  async function bindAnswered(parts: ResultParts): Promise<unknown> {
    await using stub = await startStubLdapServer({ answer: ({ id }, connection) => connection.send(resultMessage(id, 'bind', parts)) })
    using ldap = await openLdapSession(stub)
    const bound = await ldap.session.bind('anna', password)
    expect(stub.requests).toHaveLength(1)
    expect(stub.connectionCount()).toBe(1)
    return bound
  }

  it.each([
    [8, 'strongerAuthRequired', '00002028: LdapErr: DSID-0C090202, comment: The server requires binds to turn on integrity checking'],
    [13, 'confidentialityRequired', 'TLS confidentiality required'],
    [14, 'saslBindInProgress', ''],
    [80, 'other', 'internal error'],
    [4711, 'resultCode 4711', 'made up']
  ])('hands over result %i', async (code, name, text) => {
    expect(await bindAnswered({ code, text: `${text}\0` })).toEqual({
      ok: false,
      error: { kind: 'result', code, name, text, matchedDn: '' }
    })
  })

  it('hands over the reason Active Directory hides in its text', async () => {
    const text = '80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 775, v4563\0'
    expect(await bindAnswered({ code: 49, text })).toMatchObject({ error: { code: 49, subCode: '775' } })
  })

  it.each([
    [ber(0xa0, integer(300, 0x80)), { passwordEndsInSeconds: 300 }],
    [ber(0xa0, ber(0x81, Buffer.from([2]))), { graceLoginsLeft: 2 }],
    [ber(0x81, Buffer.from([2])), { policyError: 'must-change' }],
    [Buffer.from('nonsense'), {}]
  ])('hands over the warnings of a success (%#)', async (inside, value) => {
    expect(await bindAnswered({ controls: [passwordPolicyControl(inside)] })).toEqual({ ok: true, value })
  })

  it('sends the password once, in a simple bind, with the policy control that no server must understand', async () => {
    await using stub = await startStubLdapServer({ answer: ({ id }, connection) => connection.send(resultMessage(id, 'bind')) })
    using ldap = await openLdapSession(stub)

    await ldap.session.bind('EXTERNAL', password)

    const sent = await stub.request('bind')
    const simple = ber(0x80, 'Correct-Horse-1')
    expect(sent.bytes.toString('hex')).toContain(Buffer.concat([ber(0x04, 'EXTERNAL'), simple]).toString('hex'))
    expect(sent.bytes.toString('hex')).toContain(
      Buffer.concat([ber(0x04, '1.3.6.1.4.1.42.2.27.8.5.1'), ber(0x01, Buffer.from([0]))]).toString('hex')
    )
  })

  it('wipes the bytes of a request as soon as the socket has taken them', async () => {
    // given a server that answers, and the bytes of a bind in our hands
    await using stub = await startStubLdapServer({ answer: ({ id }, connection) => connection.send(resultMessage(id, 'bind')) })
    const socket = connect(stub.port, stub.host)
    await once(socket, 'connect')
    const connection = new LdapConnection(socket, neverCancelled, 5_000)
    const bytes = new BindRequest({ messageId: 1, dn: 'anna', password: 'Correct-Horse-1' }).write()

    // when they are sent
    await connection.exchange({ messageId: 0, write: () => bytes }, 'bind')

    // then the server has them, and we do not
    expect((await stub.request('bind')).bytes.includes('Correct-Horse-1')).toBe(true)
    expect(bytes.every((byte) => byte === 0)).toBe(true)
    connection.close()
  })

  it.each([
    ['an empty password', 'anna', new Secret('')],
    ['an empty name', '', password]
  ])('calls %s a bug and sends nothing', async (_name, name, secret) => {
    await using stub = await startStubLdapServer({})
    using ldap = await openLdapSession(stub)
    await expect(ldap.session.bind(name, secret)).rejects.toThrow('A bind needs a name and a password.')
    ldap.session.close()
    await stub.untilAllClosed()
    expect(stub.requests.map(({ operation }) => operation)).toEqual(['unbind'])
  })
})
