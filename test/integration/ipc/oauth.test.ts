import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oauthDocumentSchema } from '../../../src-main/contract/oauth-document-schema.ts'
import { type OpenDoor, openDoor } from '../../support/open-door.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let door: OpenDoor
let form: { cloud: 'global'; displayName: string; tenantId: string; clientId: string; secretEndsOn: string }
let site: string

beforeAll(async () => {
  folder = await temporaryFolder()
  door = openDoor(folder.path)
  const started = await door.invoke('practice.site', {})
  if (!started.ok || started.value.oauth === undefined) throw new Error('No practice')
  form = { cloud: 'global', displayName: 'Microsoft', ...started.value.oauth }
  const connected = await door.invoke('site.connect', {
    address: started.value.address,
    key: { kind: 'practice' },
    keepKey: false,
    probeWrites: false
  })
  if (!connected.ok) throw new Error('Not connected')
  site = connected.value.site
})
afterAll(() => folder[Symbol.asyncDispose]())

describe('the registration of practice, through the door', () => {
  it('is proved without the window knowing its secret', async () => {
    const reply = await door.invoke('oauth.test', { form, clientSecret: '' })

    expect(reply).toMatchObject({
      ok: true,
      value: { isSecretProved: true, tenantId: form.tenantId, report: { kind: 'oauth', summary: { outcome: 'healthy' } } }
    })
    expect(JSON.stringify(door.events)).toContain('oauth.secret-accepted')
  })

  it('refuses another secret, and repeats it nowhere: not in views, events, reports and the log', async () => {
    const canary = 'Kan8Q~7f3a91c2.only.for.this.test.abcdef'

    const reply = await door.invoke('oauth.test', { form, clientSecret: canary })
    if (!reply.ok) throw new Error('Not tested')
    const { reportId, report } = reply.value
    for (const format of ['html', 'json', 'text'] as const) {
      const text = await door.invoke('oauth.report-text', { reportId, format })
      const saved = await door.invoke('oauth.report-save', { reportId, format })
      expect([text.ok, saved.ok]).toEqual([true, true])
    }

    expect(report.summary.headline).toBe('1 thing to fix: Microsoft does not accept the client secret.')
    expect(door.saved.map(({ name }) => name.replace(/\d{4}-\d\d-\d\d/, 'DAY'))).toEqual([
      'oauth-test-DAY.html',
      'oauth-test-DAY.json',
      'oauth-test-DAY.txt'
    ])
    expect(oauthDocumentSchema.safeParse(JSON.parse(door.saved[1]?.text ?? '')).success).toBe(true)
    const everything = JSON.stringify([door.replies, door.events, door.saved]) + (await readFile(door.logFile, 'utf8'))
    expect(everything).not.toContain(canary)
  })

  it('does not mask an id that was entered as the secret by mistake', async () => {
    const reply = await door.invoke('oauth.test', { form, clientSecret: form.clientId })

    expect(reply).toMatchObject({ ok: true, value: { isSecretProved: false, tenantId: form.tenantId } })
    expect(JSON.stringify(reply)).toContain(form.clientId)
  })

  it('names the people whom a sign-in by OAuth would leave outside', async () => {
    const reply = await door.invoke('oauth.affected', { site, days: 90 })

    expect(reply).toMatchObject({ ok: true, value: { headline: expect.stringMatching(/./) as unknown } })
  })

  it('says that a result is gone, and that a site is not connected', async () => {
    expect(await door.invoke('oauth.report-text', { reportId: 'gone', format: 'text' })).toMatchObject({
      ok: false,
      error: { problem: { code: 'app.result-gone' } }
    })
    expect((await door.invoke('oauth.affected', { site: 'unknown.files.com', days: 90 })).ok).toBe(false)
  })
})
