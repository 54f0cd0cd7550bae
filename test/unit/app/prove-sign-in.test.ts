import { describe, expect, it } from 'vitest'
import { proveSignIn } from '../../../src-main/app/operations/prove-sign-in.ts'
import { Cancelled, type CancelSignal, neverCancelled } from '../../../src-main/core/cancel.ts'
import { type Problem, problem } from '../../../src-main/core/errors.ts'
import { fail, type Result, succeed } from '../../../src-main/core/result.ts'
import type { SignInEvent, SignInProof } from '../../../src-main/core/saml/saml-views.ts'
import type { FilesReader, Pages } from '../../../src-main/core/service/files-service.ts'
import type { SsoEventFacts, StrategyFacts, UserFacts } from '../../../src-main/core/service/service-facts.ts'
import type { ServiceFailure } from '../../../src-main/core/service/service-failure.ts'

const entra: StrategyFacts = {
  id: 7,
  protocol: 'saml',
  provider: 'azure',
  label: 'Entra ID',
  enabled: true,
  userCount: 1,
  displayOnLoginPage: true,
  scimTokenExpiresAt: undefined,
  fields: {}
}

/** The service's clock, hours away from ours. */
const serviceMs = Date.parse('2026-11-22T20:00:00.000Z')

function event(id: number, more: Partial<SsoEventFacts> = {}): SsoEventFacts {
  return {
    id,
    eventType: 'login',
    status: 'success',
    body: undefined,
    errors: [],
    createdAt: new Date(serviceMs + id * 1000).toISOString(),
    userId: 40,
    username: 'anna.li@acme.example',
    provider: 'azure',
    providerLabel: 'Entra ID',
    ...more
  }
}

interface World {
  readonly strategies?: readonly StrategyFacts[]
  /** What the list holds, newest first, after this many milliseconds of waiting. */
  readonly events: (waitedMs: number) => readonly SsoEventFacts[] | ServiceFailure
  readonly opened?: Result<null, Problem>
  readonly users?: Readonly<Record<number, string>>
}

async function proving(
  { strategies = [entra], events, opened = succeed(null), users = {} }: World,
  signal: CancelSignal = neverCancelled
): Promise<{
  readonly end: Result<SignInProof, Problem>
  readonly told: readonly SignInEvent[]
  readonly waits: readonly number[]
  readonly pages: readonly string[]
  readonly since: readonly (string | undefined)[]
}> {
  let nowMs = 0
  const waits: number[] = []
  const pages: string[] = []
  const since: (string | undefined)[] = []
  const reader = {
    address: { origin: 'https://acme.files.com', host: 'acme.files.com' },
    strategy: async (id: number) => {
      const found = strategies.find((strategy) => strategy.id === id)
      return found === undefined
        ? fail({ kind: 'refused', status: 404, type: 'not-found', message: '', details: [] } as const)
        : succeed(found)
    },
    strategies: () => list(strategies),
    user: async (id: number) => (users[id] === undefined ? fail(unreachable) : succeed({ id, username: users[id] } as UserFacts)),
    ssoEvents: (from: string | undefined) => {
      since.push(from)
      const found = events(nowMs)
      return 'kind' in found ? cut(found) : list(found)
    }
  } as unknown as FilesReader
  const ports = {
    clock: { now: () => Date.parse('2026-11-22T05:00:00.000Z') + nowMs, monotonicMs: () => nowMs },
    links: {
      open: async (url: string) => {
        pages.push(url)
        return opened
      }
    },
    wait: async (ms: number, cancelling: CancelSignal) => {
      if (cancelling.aborted) throw new Cancelled()
      waits.push(ms)
      nowMs += ms
    }
  }
  const told: SignInEvent[] = []
  const steps = proveSignIn(ports, reader, 7, signal)
  for (;;) {
    const step = await steps.next()
    if (step.done === true) return { end: step.value, told, waits, pages, since }
    told.push(step.value)
  }
}

async function* list<T>(items: readonly T[]): Pages<T> {
  yield items
  return { kind: 'complete' }
}

// eslint-disable-next-line require-yield -- a reading that fails gives no page
async function* cut<T>(failure: ServiceFailure): Pages<T> {
  return { kind: 'cut', failure }
}

const unreachable: ServiceFailure = { kind: 'no-answer', reason: 'reset', text: 'gone', sent: 'maybe' }

describe('a sign-in that arrives', () => {
  it('is proved by the first new event of this provider', async () => {
    const { end, told, pages, since } = await proving({ events: (ms) => (ms < 6000 ? [event(1)] : [event(2), event(1)]) })

    expect(end).toMatchObject({
      ok: true,
      value: { kind: 'signed-in', username: 'anna.li@acme.example', sentence: 'anna.li@acme.example signed in through “Entra ID”.' }
    })
    expect(
      end.ok && end.value.kind === 'signed-in' && end.value.evidence.filter(({ personal }) => personal).map(({ label }) => label)
    ).toEqual(['User name'])
    expect(pages).toEqual(['https://acme.files.com/'])
    expect(told[0]).toEqual({ type: 'waiting-since', at: '2026-11-22T05:00:00.000Z', openedUrl: 'https://acme.files.com/' })
    // Later readings ask from the newest event before, by the clock of the service.
    expect([...new Set(since)]).toEqual([undefined, event(1).createdAt])
  })

  it('is found by its number although the service’s clock stands still', async () => {
    const { end } = await proving({ events: (ms) => (ms < 3000 ? [event(1)] : [event(2, { createdAt: event(1).createdAt }), event(1)]) })

    expect(end).toMatchObject({ value: { kind: 'signed-in' } })
  })

  it('is named by the number of the user when the event has no name', async () => {
    const nameless = event(2, { username: undefined })

    const { end } = await proving({ events: (ms) => (ms < 3000 ? [] : [nameless]), users: { 40: 'anna.li' } })

    expect(end).toMatchObject({ value: { kind: 'signed-in', username: 'anna.li', sentence: 'anna.li signed in through “Entra ID”.' } })
  })

  it('counts even when another try failed beside it', async () => {
    const { end } = await proving({ events: (ms) => (ms < 3000 ? [] : [event(3, { status: 'failure' }), event(2)]) })

    expect(end).toMatchObject({ value: { kind: 'signed-in' } })
  })

  it('counts when the event that was in progress has ended', async () => {
    const { end } = await proving({ events: (ms) => [event(2, { status: ms < 9000 ? 'in_progress' : 'success' })].slice(ms === 0 ? 1 : 0) })

    expect(end).toMatchObject({ value: { kind: 'signed-in' } })
  })
})

describe('events that are not the one', () => {
  it('are passed over once each, with the reason', async () => {
    const google = event(3, { provider: 'google', providerLabel: 'Google' })
    const odd = event(4, { status: 'maybe' })

    const { end, told } = await proving({ events: (ms) => (ms < 3000 ? [] : ms < 9000 ? [odd, google] : [event(5), odd, google]) })

    expect(told.flatMap((one) => (one.type === 'passed-over' ? [one.because] : []))).toEqual([
      'The event 4 has the status “maybe”, which is not documented.',
      'The event 3 belongs to another provider: “Google” (google).'
    ])
    expect(end).toMatchObject({ value: { kind: 'signed-in' } })
  })

  it('are told apart by the display name among providers of the same kind', async () => {
    const strategies = [entra, { ...entra, id: 8, label: 'Entra ID of the daughter' }]

    const { end, told } = await proving({
      strategies,
      events: (ms) => (ms < 3000 ? [] : ms < 9000 ? [event(2, { providerLabel: 'Entra ID of the daughter' })] : [event(3)])
    })

    expect(told).toContainEqual({
      type: 'passed-over',
      because: 'The event 2 belongs to another provider: “Entra ID of the daughter” (azure).'
    })
    expect(end).toMatchObject({ value: { sentence: 'anna.li@acme.example signed in through “Entra ID”.' } })
  })

  it('cannot be told apart when two have the same name, and that is said', async () => {
    const { end } = await proving({ strategies: [entra, { ...entra, id: 8 }], events: (ms) => (ms < 3000 ? [] : [event(2)]) })

    expect(end).toMatchObject({
      value: {
        kind: 'signed-in',
        sentence: expect.stringContaining('The site has another provider that the event may mean as well: “Entra ID” (8)') as string
      }
    })
  })
})

describe('a sign-in that is refused', () => {
  it('is explained by the code of Microsoft in the event', async () => {
    const refused = event(2, { status: 'failure', body: 'AADSTS50105: not assigned', username: undefined, userId: undefined })

    const { end } = await proving({ events: (ms) => (ms < 3000 ? [] : [refused]) })

    expect(end).toMatchObject({ ok: true, value: { kind: 'refused', problem: { code: 'entra.sign-in.not-assigned' } } })
    expect(end.ok && end.value.kind === 'refused' && end.value.problem.evidence.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Code', 'Event', 'Status', 'Text of the event'])
    )
  })

  it('is told with the words of Files.com when there is no code', async () => {
    const refused = event(2, { status: 'failure', errors: ['No user with this name exists.'] })

    const { end } = await proving({ events: (ms) => (ms < 3000 ? [] : [refused]) })

    expect(end).toMatchObject({
      value: {
        kind: 'refused',
        problem: { code: 'entra.sign-in.refused-by-service', cause: expect.stringContaining('“No user with this name exists”') as string }
      }
    })
  })
})

describe('waiting', () => {
  it('ends after ten minutes, reading often at first', async () => {
    const { end, waits } = await proving({ events: () => [event(1)] })

    expect(end).toMatchObject({ ok: true, value: { kind: 'not-seen', problem: { code: 'entra.sign-in.not-seen' } } })
    expect(waits.slice(0, 16)).toEqual([...Array<number>(15).fill(2000), 5000])
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(600_000)
  })

  it('outlasts readings that fail now and then', async () => {
    const { end } = await proving({ events: (ms) => (ms >= 2000 && ms <= 8000 ? unreachable : ms < 12_000 ? [] : [event(1)]) })

    expect(end).toMatchObject({ value: { kind: 'signed-in' } })
  })

  it('ends with the reason when readings go on failing', async () => {
    const { end, waits } = await proving({ events: (ms) => (ms === 0 ? [] : unreachable) })

    expect(end).toMatchObject({ ok: false, error: { code: 'service.network.reset' } })
    expect(waits).toHaveLength(6)
  })

  it('ends at once when the key is refused', async () => {
    const refusal: ServiceFailure = {
      kind: 'refused',
      status: 401,
      type: 'not-authenticated/invalid-credentials',
      message: '',
      details: []
    }

    const { end, waits } = await proving({ events: (ms) => (ms === 0 ? [] : refusal) })

    expect(end).toMatchObject({ ok: false, error: { code: 'service.key.refused' } })
    expect(waits).toHaveLength(1)
  })

  it('goes on when the browser does not open, and says so', async () => {
    const opened = fail(problem('app.invalid-input', { where: 'page', message: 'only https pages are opened' }))

    const { end, told } = await proving({ opened, events: (ms) => (ms < 3000 ? [] : [event(1)]) })

    expect(told[0]).toMatchObject({ type: 'waiting-since', notOpened: { code: 'app.invalid-input' } })
    expect(end).toMatchObject({ value: { kind: 'signed-in' } })
  })

  it('can be cancelled', async () => {
    const cancelling = new AbortController()
    const events = (ms: number): readonly SsoEventFacts[] => {
      if (ms >= 4000) cancelling.abort()
      return []
    }

    await expect(proving({ events }, cancelling.signal)).rejects.toThrow(Cancelled)
  })
})

it('does not open anything for a provider that is switched off, or not there', async () => {
  const off = await proving({ strategies: [{ ...entra, enabled: false }], events: () => [] })
  const gone = await proving({ strategies: [], events: () => [] })

  expect(off.end).toMatchObject({ ok: false, error: { code: 'entra.sign-in.provider-off' } })
  expect(gone.end).toMatchObject({ ok: false, error: { code: 'service.record.not-found' } })
  expect([...off.pages, ...gone.pages]).toEqual([])
})
