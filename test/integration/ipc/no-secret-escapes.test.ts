import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDirectoryForm } from '../../../src-main/core/model/directory-form.ts'
import { openDoor } from '../../support/open-door.ts'
import { entryMessage, resultMessage, startStubLdapServer, type StubRequest } from '../../support/stub-ldap-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** The nastiest server there is: it repeats the password it was given wherever LDAP has room for text. */
describe('a secret that the window sends', () => {
  it('comes back in no event, reply, report, log line or file, whatever the server does with it', async () => {
    await fc.assert(
      fc.asyncProperty(canary(), fc.constantFrom('refuse', 'accept', 'disconnect'), async (secret, manner) => {
        await using folder = await temporaryFolder()
        await using server = await startStubLdapServer({
          answer: (request, connection) => connection.send(...parrot(request, secret, manner))
        })
        const door = openDoor(folder.path)

        const reply = await door.invoke('directory.check', {
          form: formFor(server.port),
          password: { kind: 'typed', value: secret },
          personPassword: `${secret}-of-a-person`
        })
        if (!reply.ok) throw new Error(`The check itself failed: ${JSON.stringify(reply.error)}`)
        await door.invoke('report.save', { reportId: reply.value.reportId, format: 'html' })
        await door.invoke('report.save', { reportId: reply.value.reportId, format: 'json' })
        const text = await door.invoke('report.text', { reportId: reply.value.reportId })
        const workspace = await door.invoke('workspace.read', {})

        const everything = [
          JSON.stringify([reply, text, workspace, door.events]),
          ...door.saved.map((file) => file.text),
          await readFile(door.logFile, 'utf8'),
          await readFile(door.workspaceFile, 'utf8')
        ].join('\n')
        expect(everything).toContain('svc@corp.example')
        for (const form of formsOf(secret)) expect(everything).not.toContain(form)
      }),
      { numRuns: 25 }
    )
  }, 60_000)

  it('comes back in no row, trace, export or kept run of a preview', async () => {
    await fc.assert(
      fc.asyncProperty(canary(), fc.constantFrom('refuse', 'accept', 'disconnect'), async (secret, manner) => {
        await using folder = await temporaryFolder()
        await using server = await startStubLdapServer({
          answer: (request, connection) => connection.send(...parrot(request, secret, manner))
        })
        await using door = openDoor(folder.path)
        const settings = await door.invoke('preview.settings', { site: '' })
        if (!settings.ok) throw new Error(JSON.stringify(settings.error))
        const rules = { ...settings.value.rules, usernameField: 'uid' }
        const people = { kind: 'form' as const, form: formFor(server.port), password: { kind: 'typed' as const, value: secret } }

        const view = await door.invoke('preview.read', { site: '', people, users: { kind: 'none' }, rules })
        if (view.ok) {
          const { previewId } = view.value
          await door.invoke('preview.rows', { previewId, query: { offset: 0, limit: 100 } })
          await door.invoke('preview.trace', { previewId, row: 0 })
          await door.invoke('preview.explain', { previewId, name: 'anna' })
          await door.invoke('preview.groups', { previewId, query: { search: '', outcomes: [], offset: 0, limit: 10 } })
          await door.invoke('preview.few', { previewId })
          for (const format of ['csv', 'json', 'html', 'ndjson'] as const) {
            door.choose(join(folder.path, `export.${format}`))
            await door.invoke('preview.export', { previewId, format, query: {} })
          }
          await door.invoke('preview.kept', { previewId })
          await door.invoke('preview.runs', { site: '' })
        }

        const everything = [JSON.stringify([door.replies, door.events]), ...(await textsBelow(folder.path))].join('\n')
        expect(everything).toContain('preview started')
        expect(view.ok).toBe(manner === 'accept')
        for (const form of formsOf(secret)) expect(everything).not.toContain(form)
      }),
      { numRuns: 12 }
    )
  }, 120_000)

  it('is not repeated when the input is refused', async () => {
    await using folder = await temporaryFolder()
    const door = openDoor(folder.path)
    const secret = 'Canary-7f3a91c2'

    const replies = [
      await door.knock('1', 'directory.check', { form: secret, password: { kind: 'typed', value: secret }, personPassword: '' }),
      await door.knock('2', 'directory.check', {
        form: emptyDirectoryForm,
        password: { kind: 'typed', value: 42, extra: secret },
        personPassword: ''
      }),
      await door.knock('3', 'directory.check', {
        form: emptyDirectoryForm,
        password: { kind: secret },
        personPassword: secret,
        [secret]: secret
      }),
      await door.knock('4', secret, {}),
      await door.knock('5', 'directory.check', {
        form: { ...emptyDirectoryForm, security: secret },
        password: { kind: 'typed', value: secret },
        personPassword: ''
      })
    ]

    expect(replies.map((reply) => (reply.ok || reply.error.kind === 'cancelled' ? 'answered' : reply.error.problem.code))).toEqual(
      Array.from({ length: 5 }, () => 'app.invalid-input')
    )
    expect(JSON.stringify(replies)).not.toContain(secret)
  })
})

/** Long enough not to turn up by chance, with the characters that encodings trip over. */
function canary() {
  return fc
    .tuple(
      fc.uuid(),
      fc.string({ minLength: 0, maxLength: 8, unit: fc.constantFrom('a', 'Z', '"', '\\', '<', '&', ' ', 'é', '日', '💧', '%', '+', "'") })
    )
    .map(([unique, odd]) => `${unique.slice(0, 13)}${odd}k`)
}

function formFor(port: number) {
  return {
    ...emptyDirectoryForm,
    host: '127.0.0.1',
    port: String(port),
    security: 'none' as const,
    allowCleartext: true,
    username: 'svc@corp.example',
    baseDn: 'dc=corp,dc=example',
    usernameField: 'uid',
    person: 'anna'
  }
}

function parrot(request: StubRequest, secret: string, manner: 'refuse' | 'accept' | 'disconnect'): readonly Buffer[] {
  const { id } = request
  const text = `80090308: LdapErr, you said ${secret} which is ${Buffer.from(secret).toString('base64')} or ${encodeURIComponent(secret)}, data 52e`
  switch (request.operation) {
    case 'bind':
      return [resultMessage(id, 'bind', manner === 'refuse' ? { code: 49, text, matchedDn: `cn=${secret}` } : { text })]
    case 'search':
      if (request.base === '')
        return [
          entryMessage(id, '', { namingContexts: ['dc=corp,dc=example', `o=${secret}`], vendorName: [secret], dnsHostName: [secret] }),
          resultMessage(id, 'search', { text })
        ]
      if (manner === 'disconnect') return [resultMessage(id, 'search', { code: 50, text, matchedDn: secret })]
      return [
        entryMessage(id, `uid=${secret},dc=corp,dc=example`, {
          uid: [secret],
          cn: [secret],
          mail: [`${secret}@corp.example`],
          objectClass: ['person', secret],
          member: [`cn=${secret}`]
        }),
        resultMessage(id, 'search', { text })
      ]
    case 'extended':
      return [resultMessage(id, 'extended', { text, value: `dn:uid=${secret}` })]
    default:
      return []
  }
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  return [secret, JSON.stringify(secret).slice(1, -1), bytes.toString('base64'), bytes.toString('hex'), encodeURIComponent(secret)]
}

/** Kept runs are compressed. */
async function textsBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name)))
  return (await Promise.all(files)).map((bytes) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8'))
}
