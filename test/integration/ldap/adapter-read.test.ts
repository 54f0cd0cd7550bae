import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Secret } from '../../../src-main/core/secret.ts'
import { valueOf, valuesOf } from '../../../src-main/core/model/directory-facts.ts'
import { openLdapSession } from '../../support/open-ldap-session.ts'
import type { SlapdServer } from '../../support/slapd.ts'
import { startSlapd } from '../../support/slapd.ts'
import { entryMessage, referenceMessage, resultMessage, startStubLdapServer } from '../../support/stub-ldap-server.ts'

describe('reading one entry of slapd', () => {
  let slapd: SlapdServer
  beforeAll(async () => {
    const hidden = 'dn: cn=hidden,ou=people,dc=corp,dc=example,dc=test\nobjectClass: applicationProcess\ncn: hidden\n'
    const photo = Buffer.from('ffd8ffe000104a464946', 'hex').toString('base64')
    const anna = [
      'dn: cn=Berg\\, Änna/1,ou=people,dc=corp,dc=example,dc=test',
      'objectClass: inetOrgPerson',
      'cn: Berg, Änna/1',
      'sn: Berg',
      'mail: anna@corp.example.test',
      'mail: berg@corp.example.test',
      'description;lang-de: Leiterin',
      `jpegPhoto:: ${photo}`
    ].join('\n')
    slapd = await startSlapd({
      ldif: [hidden, anna],
      accessRules: [
        'access to attrs=userPassword by anonymous auth by * none',
        'access to dn.exact="cn=hidden,ou=people,dc=corp,dc=example,dc=test" attrs=entry by * none',
        'access to * by * read'
      ].join('\n')
    })
  })
  afterAll(() => slapd.stop())

  it('gives names in lower case, text as text and other bytes as base64', async () => {
    using ldap = await openLdapSession(slapd)

    const read = await ldap.session.read(`cn=Berg\\, Änna/1,${slapd.peopleDn}`, [
      'CN',
      'mail',
      'jpegPhoto',
      'description',
      'telephoneNumber'
    ])

    expect(read).toMatchObject({ ok: true })
    const entry = read.ok ? read.value : undefined
    expect(entry?.attributes).toEqual(
      new Map([
        ['cn', ['Berg, Änna/1']],
        ['mail', ['anna@corp.example.test', 'berg@corp.example.test']],
        ['jpegphoto', ['base64:/9j/4AAQSkZJRg==']],
        ['description;lang-de', ['Leiterin']]
      ])
    )
    expect(entry && [valueOf(entry, 'MAIL'), valuesOf(entry, 'telephoneNumber')]).toEqual(['anna@corp.example.test', []])
  })

  it('gives the operational attributes of the root, and the identity when asked for it', async () => {
    using ldap = await openLdapSession(slapd)
    const read = await ldap.session.read('', ['namingContexts', 'supportedExtension'])
    const entry = read.ok ? read.value : undefined
    expect(entry && valuesOf(entry, 'namingContexts')).toEqual([slapd.suffix])
    expect(entry && valuesOf(entry, 'supportedExtension')).toContain('1.3.6.1.4.1.4203.1.11.3')
    expect(await ldap.session.whoAmI()).toEqual({ ok: true, value: '' })
  })

  it('fails with the nearest parent when the entry does not exist', async () => {
    using ldap = await openLdapSession(slapd)
    expect(await ldap.session.read(`cn=nobody,ou=gone,${slapd.peopleDn}`, [])).toEqual({
      ok: false,
      error: { kind: 'result', code: 32, name: 'noSuchObject', text: '', matchedDn: slapd.peopleDn }
    })
  })

  it('fails the same when the server hides the entry', async () => {
    using ldap = await openLdapSession(slapd)
    await ldap.session.bind(slapd.readerDn, new Secret(slapd.readerPassword))
    expect(await ldap.session.read(`cn=hidden,${slapd.peopleDn}`, [])).toMatchObject({ error: { code: 32 } })
  })

  it('hands over that the name is not one', async () => {
    using ldap = await openLdapSession(slapd)
    expect(await ldap.session.read('corp.example.test/people', [])).toMatchObject({ error: { code: 34, name: 'invalidDNSyntax' } })
  })

  it('hands over a referral and does not follow it', async () => {
    await using other = await startSlapd({ globalConfig: 'referral ldap://127.0.0.1:9' })
    using ldap = await openLdapSession(other)
    expect(await ldap.session.read('dc=elsewhere,dc=test', [])).toMatchObject({
      ok: false,
      error: { kind: 'result', code: 10, name: 'referral', referrals: ['ldap://127.0.0.1:9/dc=elsewhere,dc=test??base'] }
    })
  })
})

describe('reading one entry of a scripted server', () => {
  it('is undefined when the server answers success and no entry', async () => {
    await using stub = await startStubLdapServer({
      answer: ({ id }, connection) => connection.send(referenceMessage(id, 'ldap://elsewhere.test'), resultMessage(id, 'search'))
    })
    using ldap = await openLdapSession(stub)
    expect(await ldap.session.read('cn=hidden', [])).toEqual({ ok: true, value: undefined })
  })

  it('keeps matched name, referrals and text of a failure', async () => {
    const failure = {
      code: 10,
      matchedDn: 'DC=corp',
      text: '0000202B: RefErr: DSID-0310082F\n\0',
      referrals: ['ldap://a.test/x', 'ldap://b.test/y']
    }
    await using stub = await startStubLdapServer({ answer: ({ id }, connection) => connection.send(resultMessage(id, 'search', failure)) })
    using ldap = await openLdapSession(stub)
    expect(await ldap.session.read('DC=other', [])).toEqual({
      ok: false,
      error: {
        kind: 'result',
        code: 10,
        name: 'referral',
        text: '0000202B: RefErr: DSID-0310082F',
        matchedDn: 'DC=corp',
        referrals: ['ldap://a.test/x', 'ldap://b.test/y']
      }
    })
    expect(stub.connectionCount()).toBe(1)
  })

  it('writes identifiers of Active Directory in the notation people know', async () => {
    const attributes = {
      objectGUID: [Buffer.from('33221100554477668899aabbccddeeff', 'hex')],
      objectSid: [Buffer.from('01020000000000052000000020020000', 'hex')]
    }
    await using stub = await startStubLdapServer({
      answer: ({ id }, connection) => connection.send(entryMessage(id, 'CN=a', attributes), resultMessage(id, 'search'))
    })
    using ldap = await openLdapSession(stub)
    const read = await ldap.session.read('CN=a', ['objectGUID', 'objectSid'])
    expect(read.ok && [...(read.value?.attributes ?? [])]).toEqual([
      ['objectguid', ['00112233-4455-6677-8899-aabbccddeeff']],
      ['objectsid', ['S-1-5-32-544']]
    ])
  })

  it('takes an empty identity for anonymous, and says when the server does not know the question', async () => {
    await using stub = await startStubLdapServer({
      answer: ({ id, earlier }, connection) =>
        connection.send(resultMessage(id, 'extended', earlier === 0 ? {} : { code: 2, text: 'Extended Operation not supported' }))
    })
    using ldap = await openLdapSession(stub)
    expect(await ldap.session.whoAmI()).toEqual({ ok: true, value: '' })
    expect(await ldap.session.whoAmI()).toMatchObject({ ok: false, error: { code: 2, name: 'protocolError' } })
  })
})
