import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCliHere } from '../../support/run-cli.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const check = ['check', '--host', 'dc1.corp.example', '--username', 'reader', '--base-dn', 'DC=corp,DC=example']
const oauth = ['oauth', 'test', '--tenant', '09f96c55-66de-4d9b-8a57-b72cfe44adca', '--client-id', '5c9b2a7f-1d34-4f0a-8f5e-6f6a1e1d2c3b']

it.each<[readonly string[], string]>([
  [[...check, '--password-file', 'FILE', '--report', 'FILE'], '--report'],
  [[...check, '--ca-file', 'FILE', '--report', 'FILE'], '--report'],
  [[...check, '--person', 'anna', '--person-password-file', 'FILE', '--report', 'FILE'], '--report'],
  [['saml', 'inspect', 'FILE', '--report', 'FILE'], '--report'],
  [['saml', 'response', 'FILE', '--config', 'OTHER', '--report', 'FILE'], '--report'],
  [['saml', 'response', 'OTHER', '--config', 'FILE', '--report', 'FILE'], '--report'],
  [[...oauth, '--client-secret-file', 'FILE', '--report', 'FILE'], '--report'],
  [['scim', 'rehearse', '--endpoint', 'https://scim.test.example', '--token-file', 'FILE', '--report', 'FILE'], '--report'],
  [['preview', '--ldif', 'FILE', '--no-site', '--format', 'csv', '--out', 'FILE'], '--out'],
  [['preview', '--ldif', 'OTHER', '--users', 'FILE', '--format', 'csv', '--out', 'FILE'], '--out'],
  [['preview', '--profile', 'FILE', '--format', 'csv', '--out', 'FILE'], '--out'],
  [['preview', '--profile', 'OTHER', '--ca-file', 'FILE', '--format', 'csv', '--out', 'FILE'], '--out'],
  [['preview', '--profile', 'OTHER', '--password-file', 'FILE', '--format', 'csv', '--out', 'FILE'], '--out'],
  [['preview', '--profile', 'OTHER', '--ldap-password-file', 'FILE', '--format', 'csv', '--out', 'FILE'], '--out'],
  [['preview', '--profile', 'OTHER', '--api-key-file', 'FILE', '--format', 'csv', '--out', 'FILE'], '--out'],
  [['identity', '--entra-users', 'FILE', '--no-site', '--format', 'csv', '--out', 'FILE'], '--out'],
  [['identity', '--entra-users', 'OTHER', '--users', 'FILE', '--format', 'csv', '--out', 'FILE'], '--out'],
  [['identity', '--ldif', 'FILE', '--no-site', '--format', 'csv', '--out', 'FILE'], '--out'],
  [['identity', '--profile', 'FILE', '--format', 'csv', '--out', 'FILE'], '--out'],
  [['identity', '--profile', 'OTHER', '--ca-file', 'FILE', '--format', 'csv', '--out', 'FILE'], '--out'],
  [['groups', 'rename', '--mapping', 'FILE', '--site', 'acme', '--write-profile', 'FILE'], '--write-profile'],
  [['groups', 'rename', '--mapping', 'FILE', '--site', 'acme', '--receipt', 'FILE'], '--receipt'],
  [['groups', 'rename', '--mapping', 'OTHER', '--profile', 'FILE', '--write-profile', 'FILE'], '--write-profile'],
  [['groups', 'rename', '--mapping', 'OTHER', '--site', 'acme', '--api-key-file', 'FILE', '--receipt', 'FILE'], '--receipt'],
  [['groups', 'rename', '--mapping', 'OTHER', '--site', 'acme', '--approval', 'FILE', '--receipt', 'FILE'], '--receipt'],
  [['trace', 'anna', '--profile', 'FILE', '--write-profile', 'FILE'], '--write-profile'],
  [['trace', 'anna', '--profile', 'OTHER', '--ldap-password-file', 'FILE', '--write-profile', 'FILE'], '--write-profile'],
  [['apply', '--profile', 'FILE', '--receipt', 'FILE'], '--receipt'],
  [['apply', '--profile', 'OTHER', '--approval', 'FILE', '--receipt', 'FILE'], '--receipt'],
  [['apply', '--profile', 'OTHER', '--ldap-password-file', 'FILE', '--receipt', 'FILE'], '--receipt'],
  [['undo', '--receipt', 'FILE', '--out', 'FILE'], '--out'],
  [['undo', '--receipt', 'OTHER', '--profile', 'FILE', '--out', 'FILE'], '--out'],
  [['undo', '--receipt', 'OTHER', '--approval', 'FILE', '--out', 'FILE'], '--out'],
  [['plan', '--profile', 'FILE', '--out', 'FILE'], '--out'],
  [['plan', '--profile', 'OTHER', '--api-key-file', 'FILE', '--out', 'FILE'], '--out'],
  [['approve', 'FILE', '--digest', 'ab'.repeat(32), '--out', 'FILE'], '--out'],
  [['journal', '3f2a', '--check', '3f2a', '--api-key-file', 'FILE', '--receipt', 'FILE'], '--receipt'],
  [['profile', '--new', 'FILE', '--site', 'acme', '--api-key-file', 'FILE'], '--new'],
  [['profile', 'OTHER', '--api-key-file', 'FILE', '--out', 'FILE'], '--out'],
  [['practice', '--serve', '--profile', 'FILE'], '--profile']
])('%j takes no file that it reads for a result', async (words, option) => {
  // given files that hold something
  await using folder = await temporaryFolder()
  const names: Readonly<Record<string, string>> = { FILE: join(folder.path, 'file'), OTHER: join(folder.path, 'other') }
  await Promise.all(Object.values(names).map((path) => writeFile(path, 'precious\n')))
  const home = { XDG_DATA_HOME: folder.path, ENTRA_SETUP_DATA: folder.path }

  // when one of them would take the result
  const { code, stdout, stderr } = await runCliHere(
    words.map((word) => names[word] ?? word),
    { env: { ...home, ENTRA_SETUP_LDAP_PASSWORD: '' } }
  )

  // then nothing is begun, and it is still there
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(`Error: ${option}: `)
  expect(await readFile(join(folder.path, 'file'), 'utf8')).toBe('precious\n')
})
