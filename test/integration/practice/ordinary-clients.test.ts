import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'ldapts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installLine, openLdapPackages } from '../../../scripts/debian-packages.mjs'
import { findProgram, runCommand } from '../../../scripts/run-command.mjs'
import { startPracticeDirectory, type PracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const expected = {
  'active-directory': { whoAmI: 'u:PRACTICE\\svc-files', people: '(sAMAccountType=805306368)', count: 308, pages: 4 },
  openldap: { whoAmI: 'dn:cn=svc-files,ou=Services,dc=practice,dc=example', people: '(objectClass=inetOrgPerson)', count: 304, pages: 4 }
} as const

describe.each(['active-directory', 'openldap'] as const)('ordinary clients get along with the practice %s', (flavour) => {
  let directory: PracticeDirectory
  let folder: Awaited<ReturnType<typeof temporaryFolder>>

  beforeAll(async () => {
    if (findProgram('ldapsearch') === undefined)
      throw new Error(`These tests need ldapsearch. On Debian, as root: ${installLine(openLdapPackages)}`)
    directory = await startPracticeDirectory({ flavour })
    folder = await temporaryFolder()
    await writeFile(join(folder.path, 'ca.pem'), directory.caPem)
  })
  afterAll(async () => {
    await directory.close()
    await folder[Symbol.asyncDispose]()
  })

  const ldapUtility = async (
    program: string,
    args: readonly string[],
    security: 'ldaps' | 'starttls' = 'ldaps'
  ): Promise<{ code: number; output: string }> => {
    const url = security === 'ldaps' ? `ldaps://127.0.0.1:${directory.ldapsPort}` : `ldap://127.0.0.1:${directory.ldapPort}`
    const upgrade = security === 'ldaps' ? [] : ['-ZZ']
    const signIn = ['-x', '-D', directory.username, '-w', directory.password]
    const env = { ...process.env, LDAPTLS_CACERT: join(folder.path, 'ca.pem'), LDAPTLS_REQCERT: 'demand', LDAPNOINIT: undefined }
    return runCommand(program, ['-H', url, ...upgrade, ...signIn, ...args], { env, timeLimitMs: 20_000 })
  }

  it.each(['ldaps', 'starttls'] as const)('ldapwhoami over %s, with the certificate verified', async (security) => {
    const { code, output } = await ldapUtility('ldapwhoami', [], security)

    expect({ code, output: output.trim() }).toEqual({ code: 0, output: expected[flavour].whoAmI })
  })

  it('ldapsearch page by page, over StartTLS', async () => {
    const { code, output } = await ldapUtility(
      'ldapsearch',
      ['-LLL', '-b', directory.baseDn, '-E', 'pr=90/noprompt', expected[flavour].people, '1.1'],
      'starttls'
    )

    expect({
      code,
      entries: output.match(/^dn:/gm)?.length,
      cookies: output.match(/^# pagedresults: cookie=./gm)?.length
    }).toEqual({ code: 0, entries: expected[flavour].count, cookies: expected[flavour].pages - 1 })
  })

  it('ldapsearch for a name with every kind of trouble in it', async () => {
    const { code, output } = await ldapUtility('ldapsearch', [
      '-LLL',
      '-o',
      'ldif-wrap=no',
      '-b',
      directory.baseDn,
      '(cn=Star\\2a \\28Paren\\29)',
      'sn'
    ])

    expect({ code, output: output.split('\n').slice(1, 2) }).toEqual({ code: 0, output: ['sn: (Paren)'] })
  })

  it('ldapsearch reads the root entry without signing in', async () => {
    const url = `ldap://127.0.0.1:${directory.ldapPort}`
    const { code, output } = await runCommand('ldapsearch', ['-x', '-LLL', '-H', url, '-s', 'base', '-b', '', 'namingContexts'])

    expect(code).toBe(0)
    expect(output.toLowerCase()).toContain(`namingcontexts: dc=practice,dc=example`)
  })

  it('ldapsearch with a wrong password', async () => {
    const url = `ldap://127.0.0.1:${directory.ldapPort}`
    const { code, output } = await runCommand('ldapwhoami', ['-x', '-H', url, '-D', directory.username, '-w', 'wrong'])

    expect(code).toBe(49)
    expect(output.includes('data 52e')).toBe(flavour === 'active-directory')
  })

  it('ldapts over LDAPS: binds, pages, reads binary values, and signs a person in', async () => {
    const tlsOptions = { ca: directory.caPem, servername: directory.serverName }
    const client = new Client({
      url: `ldaps://${directory.host}:${directory.ldapsPort}`,
      tlsOptions,
      timeout: 5_000,
      connectTimeout: 5_000
    })
    await client.bind(directory.username, directory.password)

    const { searchEntries } = await client.search(directory.baseDn, { filter: expected[flavour].people, paged: { pageSize: 64 } })
    const photos = flavour === 'openldap' ? 'jpegPhoto' : 'thumbnailPhoto'
    const filter = `(${photos}=*)`
    const withPhotos = await client.search(directory.baseDn, { filter, attributes: [photos], explicitBufferAttributes: [photos] })
    const sample = await client.search(directory.baseDn, { filter: `(${directory.usernameField}=${directory.samplePerson.username})` })
    await client.bind(sample.searchEntries[0]?.dn ?? '', directory.samplePerson.password)

    expect(searchEntries).toHaveLength(expected[flavour].count)
    expect(sample.searchEntries).toHaveLength(1)
    // Photos are never compared, but on Active Directory one may still ask who has one.
    expect(withPhotos.searchEntries.length).toBeGreaterThan(2)
    await client.unbind()
  })

  it('ldapts over StartTLS', async () => {
    const client = new Client({ url: `ldap://${directory.host}:${directory.ldapPort}`, timeout: 5_000, connectTimeout: 5_000 })
    await client.startTLS({ ca: directory.caPem, host: directory.serverName, servername: directory.serverName })
    await client.bind(directory.username, directory.password)

    const { searchEntries } = await client.search(directory.baseDn, { scope: 'base' })

    expect(searchEntries).toHaveLength(1)
    await client.unbind()
  })
})
