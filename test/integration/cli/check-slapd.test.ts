import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDocumentSchema } from '../../../src-main/contract/check-document-schema.ts'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { runCli } from '../../support/run-cli.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let slapd: SlapdServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let common: readonly string[]

beforeAll(async () => {
  const authority = await makeAuthority({ commonName: 'Test Root' })
  const { certificatePem, keyPem } = await issueCertificate(authority, { names: ['localhost', '127.0.0.1'] })
  slapd = await startSlapd({ certificate: { certificatePem, keyPem }, ldif: person('anna') })
  folder = await temporaryFolder()
  const caFile = join(folder.path, 'authority.cer')
  await writeFile(caFile, Buffer.from(authority.certificatePem.replace(/-----[^-]+-----|\s/g, ''), 'base64'))
  await writeFile(join(folder.path, 'password'), `${slapd.readerPassword}\n`, { mode: 0o600 })
  common = [
    'check',
    '--host',
    '127.0.0.1',
    '--type',
    'openldap',
    '--username',
    slapd.readerDn,
    '--base-dn',
    slapd.suffix,
    '--ca-file',
    caFile,
    '--json'
  ]
})

afterAll(async () => {
  await slapd.stop()
  await folder[Symbol.asyncDispose]()
})

describe('a check of a real slapd', () => {
  it.each<[string, () => { args: readonly string[]; env?: Record<string, string>; input?: string }]>([
    [
      'LDAPS, with the password from a file',
      () => ({ args: ['--port', String(slapd.ldapsPort), '--password-file', join(folder.path, 'password')] })
    ],
    [
      'LDAPS, with the password by standard input',
      () => ({ args: ['--port', String(slapd.ldapsPort), '--password-stdin'], input: `${slapd.readerPassword}\n` })
    ],
    [
      'StartTLS, with the password from the environment',
      () => ({ args: ['--port', String(slapd.port), '--security', 'starttls'], env: { ENTRA_SETUP_LDAP_PASSWORD: slapd.readerPassword } })
    ],
    [
      'no encryption, allowed on purpose',
      () => ({
        args: ['--port', String(slapd.port), '--security', 'none', '--allow-cleartext'],
        env: { ENTRA_SETUP_LDAP_PASSWORD: slapd.readerPassword }
      })
    ]
  ])('signs in by %s', async (_how, given) => {
    const { args, ...options } = given()

    const { code, stdout, stderr } = await runCli([...common, ...args], options)

    const statuses = new Map(checkDocumentSchema.parse(JSON.parse(stdout)).checks.map(({ id, status }) => [id, status]))
    expect([statuses.get('ldap.bind-accepted'), statuses.get('ldap.identity-proved'), statuses.get('ldap.users-found')]).toEqual([
      'pass',
      'pass',
      'pass'
    ])
    expect([code, [...statuses.values()].includes('crash')]).toEqual([0, false])
    expect(stdout + stderr).not.toContain(slapd.readerPassword)
  })

  it('does not send the password in clear unless that is allowed', async () => {
    const before = bindsOf(slapd)

    const { code, stdout } = await runCli([...common, '--port', String(slapd.port), '--security', 'none'], {
      env: { ENTRA_SETUP_LDAP_PASSWORD: slapd.readerPassword }
    })

    const bind = checkDocumentSchema.parse(JSON.parse(stdout)).checks.find(({ id }) => id === 'ldap.bind-accepted')
    expect([code, bind?.status, bindsOf(slapd)]).toEqual([1, 'fail', before])
  })

  it('tries a wrong password once', async () => {
    const before = bindsOf(slapd)

    const { code, stdout } = await runCli([...common, '--port', String(slapd.ldapsPort)], {
      env: { ENTRA_SETUP_LDAP_PASSWORD: 'Kanari-wrong' }
    })

    const failed = checkDocumentSchema.parse(JSON.parse(stdout)).checks.filter(({ status }) => status === 'fail')
    expect([code, failed.map(({ id }) => id), bindsOf(slapd) - before]).toEqual([1, ['ldap.bind-accepted'], 1])
  })
})

function bindsOf(server: SlapdServer): number {
  return server
    .log()
    .split('\n')
    .filter((line) => line.includes(`BIND dn="${server.readerDn}" method=128`)).length
}

function person(uid: string): string {
  return `dn: uid=${uid},ou=people,dc=corp,dc=example,dc=test\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${uid}\nsn: ${uid}\nmail: ${uid}@corp.example\n`
}
