import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AZURE_OAUTH_ID, AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'
import { startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { type OpenDoor, openDoor } from '../../support/open-door.ts'
import { startWrongScimServer } from '../../support/scim/wrong-scim-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const strategyId = AZURE_SAML_ID

async function value<T>(
  reply: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure?: unknown }>
): Promise<T> {
  const done = await reply
  if (!done.ok) throw new Error(JSON.stringify(done))
  return done.value
}

async function codeOf(reply: Promise<unknown>): Promise<string | undefined> {
  return /"code":"([^"]+)"/.exec(JSON.stringify(await reply))?.[1]
}

async function connect(
  door: OpenDoor,
  service: { readonly origin: string; readonly keys: { readonly siteAdmin: string } }
): Promise<string> {
  const { site } = await value(
    door.invoke('site.connect', {
      address: service.origin,
      key: { kind: 'typed', value: service.keys.siteAdmin },
      keepKey: true,
      probeWrites: false
    })
  )
  return site
}

async function filesBelow(path: string): Promise<string> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return (
    await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')))
  ).join('\n')
}

describe('SCIM in the window', () => {
  it('reads, keeps, copies and forgets the token, and shows it nowhere', async () => {
    await using folder = await temporaryFolder()
    await using service = await startPracticeService({ userCount: 5 })
    await using door = openDoor(folder.path)
    const site = await connect(door, service)
    const token = service.scimToken(strategyId)

    const before = await value(door.invoke('scim.read', { site, strategyId }))
    expect([before.isOn, before.isTokenKept, before.problems]).toEqual([true, false, []])
    expect(await codeOf(door.invoke('scim.copy-token', { site, strategyId }))).toBe('scim.token.missing')

    const kept = await value(door.invoke('scim.keep-token', { site, strategyId, token: { kind: 'from-site' } }))
    expect(kept.isTokenKept).toBe(true)
    await value(door.invoke('scim.copy-token', { site, strategyId }))
    expect(door.copied.map((secret) => secret.reveal())).toEqual([token])

    const forgotten = await value(door.invoke('scim.forget-token', { site, strategyId }))
    expect(forgotten.isTokenKept).toBe(false)
    expect(await codeOf(door.invoke('scim.copy-token', { site, strategyId }))).toBe('scim.token.missing')
    expect(JSON.stringify([door.replies, door.events, door.saved]) + (await filesBelow(folder.path))).not.toContain(token)
  })

  it('refuses a token that is not whole, and says so when the site hands none out', async () => {
    await using folder = await temporaryFolder()
    await using service = await startPracticeService({ userCount: 5 })
    await using door = openDoor(folder.path)
    const site = await connect(door, service)
    const keep = (text: string) => door.invoke('scim.keep-token', { site, strategyId, token: { kind: 'typed', value: text } })

    expect(await codeOf(keep('Bearer 0123456789abcdef'))).toBe('scim.token.malformed')
    expect(await codeOf(keep(''))).toBe('scim.token.malformed')
    const strategy = service.state.strategies.get(strategyId)
    if (strategy !== undefined) strategy['scim_oauth_access_token'] = null
    expect(await codeOf(door.invoke('scim.keep-token', { site, strategyId, token: { kind: 'from-site' } }))).toBe(
      'scim.token.not-handed-out'
    )
  })

  it('takes the token out of the keychain with the site', async () => {
    await using folder = await temporaryFolder()
    await using service = await startPracticeService({ userCount: 5 })
    await using door = openDoor(folder.path)
    const site = await connect(door, service)
    await value(door.invoke('scim.keep-token', { site, strategyId, token: { kind: 'typed', value: 'token-0123456789abcdef' } }))
    await connect(door, service)

    await value(door.invoke('site.forget', { site }))

    await connect(door, service)
    expect((await value(door.invoke('scim.read', { site, strategyId }))).isTokenKept).toBe(false)
  })

  it('rehearses on the built-in server, with writing, and keeps the report', async () => {
    await using folder = await temporaryFolder()
    await using door = openDoor(folder.path)

    const done = await value(door.invoke('scim.rehearse', { target: { kind: 'built-in' }, write: true }))

    expect(done.report.summary.outcome).toBe('healthy')
    expect(done.exchanges.length).toBeGreaterThan(25)
    for (const format of ['html', 'json', 'text'] as const)
      await value(door.invoke('scim.report-save', { reportId: done.reportId, format }))
    expect(door.saved.map(({ name }) => name.replace(/\d{4}-\d\d-\d\d/, 'DAY'))).toEqual([
      'scim-rehearsal-DAY.html',
      'scim-rehearsal-DAY.json',
      'scim-rehearsal-DAY.txt'
    ])
    expect(await value(door.invoke('scim.report-text', { reportId: done.reportId, format: 'text' }))).toContain(
      'Rehearsal of SCIM provisioning'
    )
  })

  it('reads only at a practice site, by its own endpoint and the kept token', async () => {
    await using folder = await temporaryFolder()
    await using door = openDoor(folder.path)
    const { address } = await value(door.invoke('practice.site', {}))
    const { site } = await value(door.invoke('site.connect', { address, key: { kind: 'practice' }, keepKey: false, probeWrites: false }))
    const target = { kind: 'site' as const, site, strategyId, proof: { kind: 'kept-token' as const } }

    expect(await codeOf(door.invoke('scim.rehearse', { target, write: false }))).toBe('scim.token.missing')
    await value(door.invoke('scim.keep-token', { site, strategyId, token: { kind: 'from-site' } }))
    const done = await value(door.invoke('scim.rehearse', { target, write: false }))
    expect(done.report.summary.outcome).toBe('healthy')
    expect(done.report.results.find(({ id }) => id === 'scim.token-in-force')?.outcome.status).toBe('pass')
    expect(new Set(done.exchanges.map(({ method }) => method))).toEqual(new Set(['GET']))
    expect(await codeOf(door.invoke('scim.rehearse', { target, write: true }))).toBe('scim.write.not-allowed')
    const proof = { kind: 'token' as const, token: 'token-0123456789abcdef' }
    const endpoint = { kind: 'endpoint' as const, url: `${address}/api/scim`, proof }
    expect(await codeOf(door.invoke('scim.rehearse', { target: endpoint, write: true }))).toBe('scim.write.not-allowed')
    const byName = { ...endpoint, url: endpoint.url.replace('127.0.0.1', 'LOCALHOST') }
    expect(await codeOf(door.invoke('scim.rehearse', { target: byName, write: true }))).toBe('scim.write.not-allowed')
  })

  it('masks a token that a server repeats, and refuses SCIM for OAuth', async () => {
    await using folder = await temporaryFolder()
    await using service = await startPracticeService({ userCount: 5, strategies: 'azure-saml-and-oauth' })
    await using server = await startWrongScimServer('401')
    await using door = openDoor(folder.path)
    const site = await connect(door, service)
    const target = { kind: 'endpoint' as const, url: server.endpoint, proof: { kind: 'token' as const, token: 'canary-token-0123456789' } }

    const done = await value(door.invoke('scim.rehearse', { target, write: true }))
    expect(done.report.results.flatMap(({ outcome }) => ('problem' in outcome ? [outcome.problem.code] : []))).toEqual([
      'scim.answer.unauthorized'
    ])
    expect(JSON.stringify([door.replies, door.events]) + (await filesBelow(folder.path))).not.toContain('canary-token-0123456789')
    const oauth = await value(door.invoke('scim.read', { site, strategyId: AZURE_OAUTH_ID }))
    expect(oauth.problems.map(({ code }) => code)).toEqual(['scim.provider.oauth'])
  })

  it('rehearses at a site that takes a password, keeps it nowhere, and says why there is no token', async () => {
    await using folder = await temporaryFolder()
    await using service = await startPracticeService({ userCount: 5 })
    await using door = openDoor(folder.path)
    const { username, password } = service.generateScimPassword(strategyId)
    const site = await connect(door, service)
    const read = await value(door.invoke('scim.read', { site, strategyId }))
    const proof = { kind: 'basic' as const, username, password }
    const target = { kind: 'site' as const, site, strategyId, proof }
    const endpoint = { kind: 'endpoint' as const, url: service.scimEndpoint, proof }

    expect([read.authentication, read.basicUsername, read.toSwitchOn]).toEqual(['basic', username, { scim_authentication_method: 'token' }])
    expect(await codeOf(door.invoke('scim.rehearse', { target: { ...target, proof: { kind: 'kept-token' } }, write: false }))).toBe(
      'scim.provider.basic'
    )
    expect(await codeOf(door.invoke('scim.rehearse', { target, write: true }))).toBe('scim.write.not-allowed')
    const done = await value(door.invoke('scim.rehearse', { target: endpoint, write: true }))
    expect(done.report.summary.outcome).toBe('healthy')
    await value(door.invoke('scim.report-save', { reportId: done.reportId, format: 'json' }))
    const everything = JSON.stringify([door.replies, door.events, door.saved]) + (await filesBelow(folder.path))
    expect(everything).not.toContain(password)
    expect(everything).not.toContain(Buffer.from(`${username}:${password}`).toString('base64'))
  })

  it('rehearses at the practice site with its password, and reads only', async () => {
    await using folder = await temporaryFolder()
    await using door = openDoor(folder.path)
    const { address } = await value(door.invoke('practice.site', {}))
    const { site } = await value(door.invoke('site.connect', { address, key: { kind: 'practice' }, keepKey: false, probeWrites: false }))
    const proof = { kind: 'basic' as const, username: 'scim', password: 'canary-word-1' }

    const done = await value(door.invoke('scim.rehearse', { target: { kind: 'site', site, strategyId, proof }, write: false }))

    expect(JSON.stringify(done.report)).toContain('scim.answer.other-scheme')
    expect(JSON.stringify([door.replies, door.events])).not.toContain('canary-word-1')
  })

  it('checks mappings from a file', async () => {
    await using folder = await temporaryFolder()
    await using door = openDoor(folder.path)
    const bytes = (text: string) => new TextEncoder().encode(text)
    const mappings = [{ targetAttributeName: 'userName', source: { type: 'Attribute', name: 'mail' }, matchingPriority: 1 }]

    const checked = await value(door.invoke('scim.mappings', { name: 'schema.json', bytes: bytes(JSON.stringify(mappings)) }))
    expect(checked.problems[0]?.code).toBe('scim.mapping.user-name')
    expect(await codeOf(door.invoke('scim.mappings', { name: 'schema.json', bytes: bytes('no') }))).toBe('scim.mapping.unreadable')
  })
})
