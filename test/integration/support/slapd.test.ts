import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../../../scripts/run-command.mjs'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { startSlapd } from '../../support/slapd.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('slapd for tests', () => {
  it('answers binds and searches over plain LDAP, StartTLS and LDAPS', async () => {
    // given a server with a certificate of a company's own authority
    await using folder = await temporaryFolder()
    const authority = await makeAuthority({ key: 'rsa-2048' })
    const caFile = join(folder.path, 'ca.pem')
    await writeFile(caFile, authority.certificatePem)
    await using slapd = await startSlapd({
      certificate: await issueCertificate(authority, { names: ['localhost', '127.0.0.1'], key: 'rsa-2048' }),
      ldif: anna
    })

    // when the reader asks for Anna on each way
    const ask = (...way: string[]) =>
      ldapsearch(caFile, ...way, '-D', slapd.readerDn, '-w', slapd.readerPassword, '-b', slapd.suffix, '(uid=anna)', 'mail')
    const answers = [await ask('-H', slapd.url), await ask('-H', slapd.url, '-ZZ'), await ask('-H', `ldaps://127.0.0.1:${slapd.ldapsPort}`)]

    // then she is found, and the log knows three binds
    const found = { code: 0, dn: 'dn: uid=anna,ou=people,dc=corp,dc=example,dc=test' }
    expect(answers.map(({ code, output }) => ({ code, dn: /^dn: .*$/m.exec(output)?.[0] }))).toEqual([found, found, found])
    expect(slapd.log().match(/BIND dn="cn=reader,dc=corp,dc=example,dc=test" method=128/g)).toHaveLength(3)
  })

  it('refuses a bind without TLS with code 13 when told so', async () => {
    const authority = await makeAuthority()
    await using slapd = await startSlapd({
      certificate: await issueCertificate(authority, { names: ['localhost'] }),
      security: 'simple_bind=128'
    })

    const { code } = await ldapsearch('/dev/null', '-H', slapd.url, '-D', slapd.readerDn, '-w', slapd.readerPassword, '-b', slapd.suffix)

    expect(code).toBe(13)
  })

  it('speaks only the TLS versions it is told', async () => {
    await using folder = await temporaryFolder()
    const authority = await makeAuthority()
    const caFile = join(folder.path, 'ca.pem')
    await writeFile(caFile, authority.certificatePem)
    await using slapd = await startSlapd({ certificate: await issueCertificate(authority, { names: ['127.0.0.1'] }), tlsVersions: ['1.2'] })

    const handshake = (version: string) =>
      runCommand('openssl', ['s_client', '-connect', `127.0.0.1:${slapd.ldapsPort}`, version, '-CAfile', caFile], { input: '' })
    const [older, newer] = await Promise.all([handshake('-tls1_2'), handshake('-tls1_3')])

    expect([older.code, newer.code]).toEqual([0, 1])
  })

  it('ends searches of the reader at the size limit, and keeps memberOf', async () => {
    await using slapd = await startSlapd({ readerSizeLimit: 3, memberOf: true, ldif: [anna, sales] })

    const as = (dn: string, password: string, ...query: string[]) =>
      ldapsearch('/dev/null', '-H', slapd.url, '-D', dn, '-w', password, '-b', slapd.suffix, ...query)
    const limited = await as(slapd.readerDn, slapd.readerPassword)
    const unlimited = await as(slapd.rootDn, slapd.rootPassword, '(uid=anna)', 'memberOf')

    expect([limited.code, unlimited.code]).toEqual([4, 0])
    expect(unlimited.output).toContain('memberOf: cn=sales,ou=groups,dc=corp,dc=example,dc=test')
  })

  it('locks an account by its password policy, and refuses anonymous access', async () => {
    await using slapd = await startSlapd({ anonymous: 'refused', passwordPolicy: { pwdMaxFailure: '2', pwdLockout: 'TRUE' }, ldif: anna })
    const dn = `uid=anna,${slapd.peopleDn}`
    const bind = (password: string) =>
      ldapsearch('/dev/null', '-H', slapd.url, '-e', 'ppolicy', '-D', dn, '-w', password, '-b', dn, '-s', 'base')

    await bind('wrong')
    await bind('wrong')
    const locked = await bind('Anna-Secret-1')
    const anonymous = await ldapsearch('/dev/null', '-H', slapd.url, '-b', slapd.suffix)

    expect([locked.code, anonymous.code]).toEqual([49, 48])
    expect(locked.output).toContain('Account locked')
  })

  it('says what slapd says when a configuration is wrong', async () => {
    await expect(startSlapd({ databaseConfig: 'no-such-directive' })).rejects.toThrow(/no-such-directive/)
  })
})

const anna = `dn: uid=anna,ou=people,dc=corp,dc=example,dc=test
objectClass: inetOrgPerson
uid: anna
cn: Anna Müller
sn: Müller
mail: anna@example.test
userPassword: Anna-Secret-1
`

const sales = `dn: cn=sales,ou=groups,dc=corp,dc=example,dc=test
objectClass: groupOfNames
cn: sales
member: uid=anna,ou=people,dc=corp,dc=example,dc=test
`

function ldapsearch(caFile: string, ...args: string[]) {
  return runCommand('ldapsearch', ['-x', '-LLL', '-o', 'nettimeout=5', ...args], {
    env: { ...process.env, LDAPTLS_CACERT: caFile }
  })
}
