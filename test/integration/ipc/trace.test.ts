import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../../src-main/contract/operations.ts'
import { type OpenDoor, openDoor } from '../../support/open-door.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** One person’s trace and the SCIM log as the window asks for them, through the guarded door and the real thread, at the practice site. */
const cleanup = new AsyncDisposableStack()
let door: OpenDoor
let site: string
beforeAll(async () => {
  const folder = cleanup.use(await temporaryFolder()).path
  door = cleanup.use(openDoor(folder))
  const { address } = value(await door.invoke('practice.site', {}))
  site = value(await door.invoke('site.connect', { address, key: { kind: 'practice' }, keepKey: false, probeWrites: false })).site
})
afterAll(() => cleanup.disposeAsync())

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply.error))
  return reply.value
}

describe('one person’s trace in the window', () => {
  it('looks into the directory of the practice site too, with its filters, and says what it is doing', async () => {
    const trace = value(
      await door.invoke('trace.person', {
        site,
        name: 'anna.smith@practice.example',
        directory: { kind: 'set-up', ldapPassword: '' },
        identityId: ''
      })
    )

    expect(trace.sides.find(({ title }) => title === 'User of the site')?.state).toBe('found')
    expect(trace.sides[0]).toMatchObject({ title: 'Directory entry' })
    expect(trace.notRead).toEqual([])
    expect(trace.timeline.length).toBeGreaterThan(2)
    expect(door.events).toContainEqual({ doing: 'reading the SCIM log' })
  })

  it('leaves the directory out when nobody wants it', async () => {
    const trace = value(await door.invoke('trace.person', { site, name: 'nobody.at.all', directory: { kind: 'none' }, identityId: '' }))
    expect(trace.causes.map(({ code }) => code)).toEqual(['trace.person.unknown'])
  })

  it('goes on without a table of identities that is gone', async () => {
    const trace = value(
      await door.invoke('trace.person', { site, name: 'anna.smith@practice.example', directory: { kind: 'none' }, identityId: 'gone' })
    )
    expect(trace.sides.find(({ title }) => title === 'User of the site')?.state).toBe('found')
  })

  it('needs a site that was connected', async () => {
    const reply = await door.invoke('trace.person', { site: 'other.files.com', name: 'x', directory: { kind: 'none' }, identityId: '' })
    expect(reply.ok).toBe(false)
  })
})

describe('the SCIM log in the window', () => {
  it('is read, and explained entry by entry', async () => {
    const log = value(await door.invoke('scim.log', { site, days: 7 }))
    expect(log.counts.requests).toBeGreaterThan(10)
    expect(log.causes[0]?.problem.code).toBe('scim-log.token-refused')
  })

  it('can be followed, and given up', async () => {
    const following = door.knock('follow-1', 'scim.follow', { site, person: 'anna.smith@practice.example' })
    await expect.poll(() => door.events.some((event) => JSON.stringify(event).includes('waiting-since'))).toBe(true)
    door.cancel('follow-1')
    expect(await following).toEqual({ ok: false, error: { kind: 'cancelled' } })
  })
})
