import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDirectoryForm } from '../../../src-main/core/model/directory-form.ts'
import { type OpenDoor, openDoor } from '../../support/open-door.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** The nastiest service there is: it repeats the key and the password wherever an answer has room for text, in every usual encoding. */
describe('the secrets of a site', () => {
  it('come back in no event, reply, file or log line, whatever the service does with them', async () => {
    await fc.assert(
      fc.asyncProperty(canary(), fc.constantFrom<Manner>('friendly', 'refuses-writes', 'refuses-all', 'breaks'), async (secret, manner) => {
        await using folder = await temporaryFolder()
        const key = `${secret}-key`
        const password = `${secret}-ldap`
        await using service = await startParrot({ key, password }, manner)
        await using door = openDoor(folder.path)

        const connect = { address: service.origin, key: { kind: 'typed' as const, value: key }, keepKey: true, probeWrites: true }
        await door.invoke('site.connect', connect)
        const { site } = service
        const profile = {
          schemaVersion: 2 as const,
          name: 'canary',
          site,
          siteLdap: { ldap_port: 636, ldap_secure: true, ldap_password: 'set' },
          strategies: [],
          users: []
        }
        await door.invoke('profile.save', { site, profile })
        await door.invoke('profile.from-form', { site, form: emptyDirectoryForm })
        const source = { kind: 'profile' as const }
        const planned = await door.invoke('plan.make', { site, source, ldapPassword: password, keepPassword: true })
        if (planned.ok) {
          const { digest } = planned.value.plan
          await door.invoke('plan.save', { site, digest })
          const order = { site, source, digest, ldapPassword: password, approval: '', leaveRecord: true }
          const applied = await door.invoke('plan.apply', order)
          if (applied.ok && applied.value.kind === 'ran') await door.invoke('run.save', { runId: applied.value.run.runId })
        }
        await door.invoke('profile.verify', { site })
        await door.invoke('users.find', { site, text: 'a' })
        await door.invoke('profile.export', { site })
        await door.invoke('sync.start', { site, strategyId: 7 }).catch(() => undefined)
        await door.invoke('run.list', {})
        await door.invoke('site.list', {})
        await preview(door, site, folder.path)

        const everything = [JSON.stringify([door.replies, door.events, door.saved]), ...(await filesBelow(folder.path))].join('\n')
        expect(everything).toContain(site)
        for (const one of [key, password]) for (const form of formsOf(one)) expect(everything).not.toContain(form)
      }),
      { numRuns: 16 }
    )
  }, 120_000)
})

/** The site's users against a directory from a file, with every question that a preview answers, and every file it writes. */
async function preview(door: OpenDoor, site: string, folder: string): Promise<void> {
  const settings = await door.invoke('preview.settings', { site })
  const usual = await door.invoke('preview.settings', { site: '' })
  const rules = settings.ok ? settings.value.targets[0]?.rules : undefined
  const ldif = join(folder, 'directory.ldif')
  await writeFile(ldif, 'version: 1\n\ndn: cn=anna,dc=x\nobjectClass: person\nobjectClass: user\ncn: anna\nsAMAccountName: anna\n\n')
  door.choose(ldif)
  const chosen = await door.invoke('preview.choose-file', { what: 'ldif' })
  if (!usual.ok || !chosen.ok || chosen.value.kind !== 'chosen') throw new Error('There is nothing to preview')
  const people = { kind: 'ldif' as const, fileId: chosen.value.fileId, serverType: 'active-directory' as const }
  const view = await door.invoke('preview.read', { site, people, users: { kind: 'site', site }, rules: rules ?? usual.value.rules })
  if (!view.ok) return
  const { previewId } = view.value
  await door.invoke('preview.rows', { previewId, query: { offset: 0, limit: 100 } })
  await door.invoke('preview.trace', { previewId, row: 1 })
  await door.invoke('preview.explain', { previewId, name: 'anna' })
  for (const format of ['csv', 'json', 'html'] as const) {
    door.choose(join(folder, `export.${format}`))
    await door.invoke('preview.export', { previewId, format, query: {} })
  }
}

type Manner = 'friendly' | 'refuses-writes' | 'refuses-all' | 'breaks'

/**
 * Refusals repeat both; what it holds repeats the key only. A password that the site shows as one of its values is not searched for there:
 * a short one like `corp` would punch holes into host names, which an undo would then write back.
 */
async function startParrot(secrets: { readonly key: string; readonly password: string }, manner: Manner) {
  const both = [secrets.key, secrets.password].flatMap(formsOf).join(' ')
  const held = formsOf(secrets.key).join(' ')
  const server = createServer((request, response) => {
    request.resume()
    const path = (request.url ?? '').replace('/api/rest/v1', '').split('?')[0] ?? ''
    const isWrite = request.method !== 'GET'
    // It knows the password from the write that sets it.
    const said = isWrite && path === '/site' ? both : held
    if (manner === 'breaks' && isWrite) {
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': '9999' })
        .write(`{"name":"${said.replaceAll('"', '')}`)
      response.destroy()
      return
    }
    if (manner === 'refuses-all' || (manner === 'refuses-writes' && isWrite)) {
      const refusal = {
        type: 'processing-failure/model-save-error',
        'http-code': 422,
        error: said,
        title: said,
        detail: said,
        errors: [said],
        'model-errors': { [said]: [said] }
      }
      response.writeHead(422, { 'content-type': 'application/json', 'x-request': encodeURIComponent(said) }).end(JSON.stringify(refusal))
      return
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerTo(path, held)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    site: `127.0.0.1:${String(port)}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

function answerTo(path: string, said: string): unknown {
  const user = {
    id: 1,
    username: said,
    email: said,
    name: said,
    authentication_method: 'password',
    site_admin: true,
    disabled: false,
    lockout_expires: null,
    password_expired: false,
    require_password_change: false,
    last_web_login_at: new Date().toISOString()
  }
  if (path === '/api_key') return { id: 1, name: said, permission_set: 'full', user_id: 1, key: said, descriptive_label: said }
  if (path === '/site')
    return { name: said, subdomain: said, ldap_port: 389, ldap_secure: false, ldap_type: 'active_directory', session: said }
  if (path === '/users') return [user]
  if (path.startsWith('/users/')) return user
  if (path === '/sso_strategies')
    return [{ id: 7, protocol: 'saml', provider: 'azure', label: said, enabled: true, scim_oauth_access_token: said }]
  if (path === '/external_events')
    return [{ id: 1, event_type: said, status: 'failure', body: said, created_at: new Date(Date.now() + 60_000).toISOString() }]
  return []
}

/** Long enough not to turn up by chance, with the characters that encodings trip over and an HTTP header can carry. */
function canary() {
  return fc
    .tuple(fc.uuid(), fc.string({ minLength: 0, maxLength: 6, unit: fc.constantFrom('a', 'Z', '"', '\\', '<', '&', '%', '+', "'", '/') }))
    .map(([unique, odd]) => `${unique.slice(0, 13)}${odd}k`)
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  return [secret, JSON.stringify(secret).slice(1, -1), bytes.toString('base64'), bytes.toString('hex'), encodeURIComponent(secret)]
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')))
}
