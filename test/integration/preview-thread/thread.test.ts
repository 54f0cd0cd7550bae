import { afterEach, describe, expect, it } from 'vitest'
import type { SiteToRead } from '../../../src-main/app/app-ports.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'
import type { Problem } from '../../../src-main/core/errors.ts'
import { emptyDirectoryForm, directorySettings } from '../../../src-main/core/model/directory-form.ts'
import type { PreviewProgress, PreviewRequest } from '../../../src-main/core/preview/preview-desk.ts'
import { usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import type { Result } from '../../../src-main/core/result.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { createThreadDesk, type ThreadDesk } from '../../../src-main/preview-thread/create-thread-desk.ts'
import { recordingLog } from '../../support/recording-log.ts'
import { KEY, openService, sendJson, SITE, startAwkwardService, until } from '../files-api/awkward-service.ts'

const PASSWORD = 'the-Pässword-4711'
const program = new URL('../../support/scripted-thread.ts', import.meta.url)
const opened: ThreadDesk[] = []
afterEach(async () => {
  for (const thread of opened.splice(0)) await thread.close()
})

function open(site?: SiteToRead, more: { readonly mostMemoryMb?: number } = {}) {
  const log = recordingLog()
  const thread = createThreadDesk({ program, setup: { dataFolder: 'nowhere', version: '0' }, fetch: globalThis.fetch, log, ...more })
  opened.push(thread)
  return { desk: thread.open((host) => (host === site?.address.host ? site : undefined)), thread, log }
}

function request(trick: string, site = ''): PreviewRequest {
  return {
    people: {
      kind: 'live',
      settings: directorySettings({ ...emptyDirectoryForm, host: 'dc1.corp.example', username: 'reader' }),
      password: new Secret(PASSWORD)
    },
    users: site === '' ? { kind: 'none' } : { kind: 'site', site },
    rules: {
      usernameField: trick,
      domain: '',
      requiredGroups: '',
      includedGroups: '',
      excludedGroups: '',
      directMembersOnly: false,
      managedBy: { kind: 'site-ldap' },
      provisionsUsers: true,
      provisionsGroups: true,
      whenGone: 'disable',
      limits: usualSafetyLimits
    },
    keepAs: undefined,
    appliedLastTime: undefined
  }
}

function causeOf(result: Result<unknown, Problem>): string {
  return result.ok ? 'no problem' : result.error.cause
}

describe('the preview thread', () => {
  it('answers, tells how far it is, and logs through the application', async () => {
    const { desk, log } = open()
    const told: PreviewProgress[] = []

    expect(await desk.runs('fine')).toEqual({ ok: true, value: [] })
    expect(causeOf(await desk.read(request(''), (progress) => told.push(progress), neverCancelled))).toContain('there is no reader')
    expect(told).toMatchObject([{ directory: { people: 2 } }])
    // A bug there is a bug here, with its name for the log.
    await expect(desk.ask('one', { kind: 'few' }, neverCancelled)).rejects.toMatchObject({
      name: 'RangeError',
      message: 'This question is a bug',
      code: 'E_BUG'
    })
    expect(log.messages).toContain('the desk was asked')
  })

  it('never has the key of the site, whatever the site answers, and has the password only as a secret', async () => {
    await using server = await startAwkwardService((response) =>
      sendJson(response, 200, { ...SITE, name: KEY, ldap_username: Buffer.from(KEY).toString('base64') }, { 'x-repeats': KEY })
    )
    const site = { address: server.address, key: new Secret(KEY), reader: openService(server.address) }
    const { desk } = open(site)

    const read = causeOf(await desk.read(request('', server.address.host), () => undefined, neverCancelled))
    const heard = causeOf(await desk.runs('heard'))

    expect(server.requests.map(({ key }) => key)).toEqual([KEY])
    expect(read).toContain("subdomain: 'practice'")
    expect(heard).toContain(server.address.host)
    for (const form of [KEY, Buffer.from(KEY).toString('base64'), Buffer.from(KEY).toString('hex')])
      expect(`${read}${heard}`).not.toContain(form)
    // Once in the message that brought it; what the desk was given prints as a secret.
    expect(heard.split(PASSWORD)).toHaveLength(2)
    expect(heard).toContain('[secret]')
  })

  it('cannot write to the site it reads, nor ask another one', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 200, SITE))
    const { desk } = open({ address: server.address, key: new Secret(KEY), reader: openService(server.address) })

    const written = await desk.read(request('write', server.address.host), () => undefined, neverCancelled)
    const elsewhere = await desk.read(request('', 'other.files.com'), () => undefined, neverCancelled)

    expect(causeOf(written)).toContain('ERR_NOT_ALLOWED_TO_PREVIEW')
    expect(causeOf(elsewhere)).toContain('there is no reader')
    expect(server.requests).toEqual([])
  })

  it('asks for the site anew with each preview, so that a forgotten key is not used', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 200, SITE))
    let site: SiteToRead | undefined = { address: server.address, key: new Secret(KEY), reader: openService(server.address) }
    const thread = createThreadDesk({
      program,
      setup: { dataFolder: 'nowhere', version: '0' },
      fetch: globalThis.fetch,
      log: recordingLog()
    })
    opened.push(thread)
    const desk = thread.open(() => site)

    const before = await desk.read(request('', server.address.host), () => undefined, neverCancelled)
    site = undefined
    const after = await desk.read(request('', server.address.host), () => undefined, neverCancelled)

    expect(causeOf(before)).toContain('practice')
    expect(causeOf(after)).toContain('there is no reader')
    expect(server.requests).toHaveLength(1)
  })
})

describe('cancelling', () => {
  it('ends a reading, and the request that it waits for', async () => {
    await using server = await startAwkwardService(() => undefined)
    const { desk } = open({ address: server.address, key: new Secret(KEY), reader: openService(server.address) })
    const controller = new AbortController()
    const reading = desk.read(request('', server.address.host), () => undefined, controller.signal)
    await until(() => server.pending() === 1)

    controller.abort()

    await expect(reading).rejects.toThrow(Cancelled)
    await until(() => server.pending() === 0)
    expect(await desk.runs('fine')).toEqual({ ok: true, value: [] })
  })

  it('ends only what was cancelled, and starts nothing that is cancelled already', async () => {
    const { desk } = open()
    const [first, second] = [new AbortController(), new AbortController()]
    const readings = [first, second].map(({ signal }) => desk.read(request('wait'), () => undefined, signal))
    const outcomes: number[] = []
    readings.forEach((reading, index) => void reading.catch(() => outcomes.push(index)))

    second.abort()
    await expect(readings[1]).rejects.toThrow(Cancelled)
    expect(outcomes).toEqual([1])
    first.abort()
    await expect(readings[0]).rejects.toThrow(Cancelled)
    await expect(desk.read(request('wait'), () => undefined, first.signal)).rejects.toThrow(Cancelled)
  })

  it('forgets a preview that came too late', async () => {
    const { desk } = open()
    const controller = new AbortController()
    const reading = desk.read(request('too-late'), () => undefined, controller.signal)
    await desk.runs('fine')

    controller.abort()

    await expect(reading).rejects.toThrow(Cancelled)
    expect(causeOf(await desk.kept('made-too-late'))).toContain('closed')
  })

  it('comes with the end of the application', async () => {
    const { desk, thread } = open()
    const reading = desk.read(request('wait'), () => undefined, neverCancelled)
    const ended = expect(reading).rejects.toThrow(Cancelled)

    await thread.close()

    await ended
  })
})

describe('a thread that dies', () => {
  it.each([
    ['breaks', 'crash', /ended unexpectedly: .*JSON/],
    ['ends by itself', 'leave', /ended unexpectedly: it ended by itself/]
  ])('%s: what was under way is a problem, and the next call has a new one', async (_what, trick, cause) => {
    const { desk, log } = open()
    const waiting = desk.read(request('wait'), () => undefined, neverCancelled)

    const died = await desk.runs(trick)

    expect(causeOf(died)).toMatch(cause)
    expect(causeOf(await waiting)).toMatch(cause)
    expect(log.messages).toContain('the preview thread ended')
    expect(await desk.runs('fine')).toEqual({ ok: true, value: [] })
    // Cancelling what is over hurts nobody.
    desk.close('gone')
  })

  it('of a directory too large for its memory takes nobody along', async () => {
    const { desk } = open(undefined, { mostMemoryMb: 64 })

    const died = await desk.runs('grow')

    expect(causeOf(died)).toContain('it needed more memory than it may have')
    expect(await desk.runs('fine')).toEqual({ ok: true, value: [] })
  })
})
