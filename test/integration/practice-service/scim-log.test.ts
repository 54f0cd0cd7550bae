import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFilesService } from '../../../src-main/adapters/files-api/create-files-service.ts'
import { followScim, type FollowScimLimits } from '../../../src-main/app/operations/follow-scim.ts'
import { readScimLog } from '../../../src-main/app/operations/read-scim-log.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'
import type { Problem } from '../../../src-main/core/errors.ts'
import type { FilesReader } from '../../../src-main/core/service/files-service.ts'
import type { Result } from '../../../src-main/core/result.ts'
import type { ScimFollowEvent, ScimFollowUp } from '../../../src-main/core/scim/scim-views.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'

/** The SCIM log of the practice site: read, judged, and followed while Entra ID provisions on demand. */

const ANNA = 'anna.smith@practice.example'

let service: PracticeService
beforeEach(async () => {
  service = await startPracticeService()
})
afterEach(() => service.close())

const reader = () =>
  createFilesService().open({ origin: service.origin, host: new URL(service.origin).host }, new Secret(service.keys.siteAdmin))

/** What Entra ID would have left in the log. */
function asked(method: string, path: string, status: number, request?: unknown, response?: unknown): void {
  service.state.scimLogs.push({
    id: service.state.newId(),
    created_at: new Date().toISOString(),
    request_path: path,
    request_method: method,
    http_response_code: String(status),
    user_agent: 'Azure AD Provisioning',
    request_json: request === undefined ? null : JSON.stringify(request),
    response_json: response === undefined ? null : JSON.stringify(response)
  })
}

const searchFor = (name: string): string => `/api/scim/Users?filter=${encodeURIComponent(`userName eq "${name}"`)}`

describe('reading the SCIM log', () => {
  it('explains every request of the seeded days, newest first', async () => {
    const log = await readScimLog(
      { clock: { now: Date.now, monotonicMs: () => performance.now() } },
      { reader: reader(), days: 7 },
      neverCancelled
    )

    if (!log.ok) throw new Error(log.error.cause)
    const { entries, causes, warnings, counts, cutBecause } = log.value
    expect(cutBecause).toBeUndefined()
    expect(counts.requests).toBe(entries.length)
    expect(entries.map(({ at }) => at)).toEqual([...entries.map(({ at }) => at)].sort().reverse())
    expect(causes.map(({ problem, count }) => [problem.code, count])).toEqual([
      ['scim-log.token-refused', 4],
      ['scim-log.bad-request', 1],
      ['scim-log.name-taken', 1],
      ['scim-log.service-error', 1]
    ])
    expect(warnings).toEqual([])
    expect(entries.map(({ sentence }) => sentence)).toEqual(
      expect.arrayContaining([
        'Tests the connection by asking for somebody who cannot exist: the answer was as it should be.',
        `Creates ${ANNA}: done.`,
        'Disables rita.rocket@practice.example: done.',
        'Creates the group “Finance”: done.',
        'Adds 1 member to the group “Finance”: done.'
      ])
    )
  })

  it('says that an old log is silent, and that a cut one is cut', async () => {
    const inAWeek = { clock: { now: () => Date.now() + 5 * 86_400_000, monotonicMs: () => 0 } }
    const quiet = await readScimLog(inAWeek, { reader: reader(), days: 30 }, neverCancelled)
    for (let count = 0; count < 5100; count += 1) asked('GET', searchFor(ANNA), 200)
    const long = await readScimLog(inAWeek, { reader: reader(), days: 30 }, neverCancelled)

    expect(quiet.ok && quiet.value.warnings.map(({ code }) => code)).toEqual(['scim-log.silent'])
    expect(long.ok && long.value).toMatchObject({
      counts: { requests: 5000 },
      cutBecause: expect.stringContaining('newest 5000') as string
    })
    expect(long.ok && long.value.entries.length).toBeLessThanOrEqual(300)
  })

  it('never lets a token of a request out of the adapter', async () => {
    asked('POST', '/api/scim/Users', 400, { userName: ANNA, password: 'canary-one' }, { access_token: 'canary-two' })
    const page = await reader().scimLogs(undefined, neverCancelled).next()
    expect(JSON.stringify(page)).not.toMatch(/canary/)
  })

  it('is refused with the problem of the service', async () => {
    service.state.apiKeys.splice(0)
    const log = await readScimLog({ clock: { now: Date.now, monotonicMs: () => 0 } }, { reader: reader(), days: 7 }, neverCancelled)
    expect(log).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^service\./) as string } })
  })
})

describe('following “Provision on demand”', () => {
  const limits: FollowScimLimits = { timeoutMs: 60_000, pollMs: 1000, settledMs: 5000, mostFailures: 2 }

  /** Time passes by waiting alone; `script` says what happens before each reading. */
  async function follow(person: string, script: readonly (() => void)[], from: FilesReader = reader()) {
    let nowMs = 0
    const steps = [...script]
    const ports = {
      clock: { now: () => Date.now(), monotonicMs: () => nowMs },
      wait: async (ms: number) => {
        nowMs += ms
        steps.shift()?.()
      }
    }
    const told: ScimFollowEvent[] = []
    const events = followScim(ports, { reader: from, person }, neverCancelled, limits)
    for (;;) {
      const step = await events.next()
      if (step.done === true) return { result: step.value, told, waitedMs: nowMs }
      told.push(step.value)
    }
  }

  const outcome = (result: Result<ScimFollowUp, Problem>) => (result.ok ? result.value : result.error)
  const nothing = () => undefined

  it('is done when the change has been answered, and no more comes', async () => {
    const id = [...service.state.users.values()].find(({ username }) => username === ANNA)?.id ?? 0
    const { result, told } = await follow(ANNA, [
      nothing,
      () => asked('GET', searchFor(ANNA), 200, undefined, { totalResults: 1, Resources: [{ id: String(id), userName: ANNA }] }),
      () => {
        asked('GET', searchFor('somebody.else@practice.example'), 500)
        asked('PATCH', `/api/scim/Users/${String(id)}`, 200, { Operations: [{ op: 'Replace', path: 'name.familyName', value: 'Jones' }] })
      }
    ])

    expect(outcome(result)).toMatchObject({
      kind: 'done',
      sentence: `Files.com did what Entra ID wanted. Changes last name of ${ANNA}: done.`,
      entries: [{ method: 'GET' }, { method: 'PATCH' }]
    })
    expect(told[0]?.type).toBe('waiting-since')
    expect(told.filter(({ type }) => type === 'seen')).toHaveLength(2)
  })

  it('is done when the account was found and nothing had to be changed', async () => {
    const { result } = await follow(ANNA, [
      () => asked('GET', searchFor(ANNA), 200, undefined, { totalResults: 1, Resources: [{ id: '6', userName: ANNA }] })
    ])
    expect(outcome(result)).toMatchObject({ kind: 'done', sentence: `Entra ID found the account of ${ANNA} and had nothing to change.` })
  })

  it('fails with the cause of the last refusal', async () => {
    const name = 'new.person@practice.example'
    const { result } = await follow(name, [
      () => asked('GET', searchFor(name), 200, undefined, { totalResults: 0 }),
      () => asked('POST', '/api/scim/Users', 409, { userName: name }, { detail: 'Email is taken' })
    ])
    expect(outcome(result)).toMatchObject({ kind: 'failed', problem: { code: 'scim-log.name-taken' } })
  })

  it('gets over a refusal that was repeated with success', async () => {
    const name = 'new.person@practice.example'
    const { result } = await follow(name, [
      () => asked('POST', '/api/scim/Users', 500, { userName: name }),
      () => asked('POST', '/api/scim/Users', 201, { userName: name }, { id: '99', userName: name })
    ])
    expect(outcome(result)).toMatchObject({ kind: 'done' })
  })

  it('takes the number of nobody else for the person’s, whomever the search for users brings', async () => {
    const other = [...service.state.users.values()].find(({ username }) => username !== ANNA)?.id ?? 0
    const real = reader()
    // A service that does not know the filter answers with everybody.
    const unfiltered: FilesReader = { ...real, users: (_filter, signal) => real.users({}, signal) }
    const { result } = await follow(
      ANNA,
      [() => asked('PATCH', `/api/scim/Users/${String(other)}`, 500, { Operations: [{ op: 'Replace', path: 'active', value: 'False' }] })],
      unfiltered
    )
    expect(outcome(result)).toMatchObject({ kind: 'not-seen' })
  })

  it('keeps what it has seen of the person while hundreds of others follow', async () => {
    const name = 'new.person@practice.example'
    const { result } = await follow(name, [
      () => asked('POST', '/api/scim/Users', 201, { userName: name }, { id: '99', userName: name }),
      () => {
        for (let number = 0; number < 600; number += 1)
          asked('GET', searchFor(`p${String(number)}@practice.example`), 200, undefined, { totalResults: 0 })
      }
    ])
    expect(outcome(result)).toMatchObject({ kind: 'done', entries: [{ method: 'POST' }] })
  })

  it('says when Entra ID only looked', async () => {
    const name = 'new.person@practice.example'
    const { result } = await follow(name, [() => asked('GET', searchFor(name), 200, undefined, { totalResults: 0, Resources: [] })])
    expect(outcome(result)).toMatchObject({ kind: 'failed', problem: { code: 'scim-log.follow.only-looked' } })
  })

  it('says that nothing came, and takes what was there before for nothing new', async () => {
    const { result, waitedMs } = await follow(ANNA, [])
    expect(outcome(result)).toMatchObject({ kind: 'not-seen', problem: { code: 'scim-log.follow.not-seen' } })
    expect(waitedMs).toBe(limits.timeoutMs)
  })

  it('does not wait where SCIM is off', async () => {
    Object.assign(service.state.strategies.get(AZURE_SAML_ID) ?? {}, { scim_authentication_method: null })
    const { result, waitedMs } = await follow(ANNA, [])
    expect([outcome(result), waitedMs]).toMatchObject([{ code: 'scim-log.not-on' }, 0])
  })

  it('gives up after readings that fail one after the other', async () => {
    const { result } = await follow(ANNA, [() => void service.state.apiKeys.splice(0)])
    expect(result).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^service\./) as string } })
  })

  it('ends at once when it is cancelled', async () => {
    const ports = {
      clock: { now: Date.now, monotonicMs: () => 0 },
      wait: () => Promise.reject(new Cancelled())
    }
    const events = followScim(ports, { reader: reader(), person: ANNA }, neverCancelled, limits)
    await events.next()
    await expect(events.next()).rejects.toBeInstanceOf(Cancelled)
  })
})
