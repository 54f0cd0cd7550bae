import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCli } from '../../support/run-cli.ts'
import { entryMessage, resultMessage, startStubLdapServer, type StubRequest } from '../../support/stub-ldap-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const canary = `Kanari-7f3a91c2"<&'é日k`

/** The nastiest server there is: it repeats the password it was given wherever LDAP has room for text. */
it.each([
  ['refuses', 49],
  ['accepts', 0]
])('prints and writes no secret when the server %s it and repeats it', async (_manner, bindCode) => {
  await using server = await startStubLdapServer({ answer: (request, connection) => connection.send(...parrot(request, bindCode)) })
  await using folder = await temporaryFolder()
  const report = join(folder.path, 'report.html')
  const args = [
    'check',
    '--host',
    '127.0.0.1',
    '--port',
    String(server.port),
    '--security',
    'none',
    '--allow-cleartext',
    '--type',
    'openldap'
  ]
  const account = ['--username', 'cn=reader,dc=corp,dc=example', '--base-dn', 'dc=corp,dc=example', '--person', 'anna', '--report', report]
  const env = { ENTRA_SETUP_LDAP_PASSWORD: canary, ENTRA_SETUP_PERSON_PASSWORD: `${canary}-of-a-person` }

  const runs = [await runCli([...args, ...account], { env }), await runCli([...args, ...account, '--json'], { env })]

  const everything = [...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]), await readFile(report, 'utf8')].join('\n')
  expect(server.requests.some(({ operation, bytes }) => operation === 'bind' && bytes.includes(canary))).toBe(true)
  expect(everything).toContain('[secret]')
  for (const form of formsOf(canary)) expect(everything).not.toContain(form)
})

function parrot({ id, operation, base }: StubRequest, bindCode: number): readonly Buffer[] {
  const text = `you said ${canary}, which is ${Buffer.from(canary).toString('base64')}`
  switch (operation) {
    case 'bind':
      return [resultMessage(id, 'bind', { code: bindCode, text, matchedDn: `cn=${canary}` })]
    case 'search':
      return [
        entryMessage(id, base === '' ? '' : `uid=${canary},dc=corp,dc=example`, {
          namingContexts: [canary],
          vendorName: [canary],
          uid: [canary],
          cn: [canary]
        }),
        resultMessage(id, 'search', { text })
      ]
    case 'extended':
      return [resultMessage(id, 'extended', { text, value: `dn:uid=${canary}` })]
    default:
      return []
  }
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  return [secret, JSON.stringify(secret).slice(1, -1), bytes.toString('base64'), bytes.toString('hex'), encodeURIComponent(secret)]
}
