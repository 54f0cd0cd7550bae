import { describe, expect, it } from 'vitest'
import { Cancelled, neverCancelled } from '../../../../src-main/core/cancel.ts'
import { type BoundCheck, bindChecks, type CheckEvent, type CheckResult, type Verdict } from '../../../../src-main/core/checks/check.ts'
import { runChecks } from '../../../../src-main/core/checks/run-checks.ts'
import { problem } from '../../../../src-main/core/errors.ts'
import { seen } from '../../../../src-main/core/evidence.ts'

const pass: Verdict = { status: 'pass', detail: 'fine', evidence: [seen('Seen', 'it')] }
const warn: Verdict = { status: 'warn', problem: problem('ldap.type-unknown', {}) }
const failure: Verdict = { status: 'fail', problem: problem('ldap.dns.not-found', { host: 'h' }) }
const skip: Verdict = { status: 'skip', because: 'not needed' }
const notProvable: Verdict = { status: 'not-provable-here', because: 'far away', next: 'go there' }

describe('runChecks', () => {
  it('tells the list, then every rung as it begins and ends, in order', async () => {
    const { events, results } = await run([check('a', pass), check('b', warn, ['a'])])

    expect(events.map(told)).toEqual(['listed a b', 'started a', 'finished a pass', 'started b', 'finished b warn'])
    expect(results.map(({ id, outcome }) => `${id} ${outcome.status}`)).toEqual(['a pass', 'b warn'])
  })

  it('runs one rung at a time', async () => {
    const running: string[] = []
    const slow = (id: string): BoundCheck => ({
      ...check(id, pass),
      run: async () => {
        running.push(`${id} begins`)
        await Promise.resolve()
        running.push(`${id} ends`)
        return pass
      }
    })

    await run([slow('a'), slow('b')])

    expect(running).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it.each([
    ['a pass', pass],
    ['a warning', warn],
    ['a rung that is not needed', skip],
    ['a rung that cannot be proved here', notProvable]
  ])('goes on after %s', async (_what, verdict) => {
    const { results } = await run([check('a', verdict), check('b', pass, ['a'])])

    expect(results[1]?.outcome.status).toBe('pass')
  })

  it('blocks what needs a failed rung, never starts it, and lets the rest go on', async () => {
    const { events, results } = await run([check('a', failure), check('b', pass, ['a']), check('c', pass)])

    expect(events.map(told)).toEqual(['listed a b c', 'started a', 'finished a fail', 'finished b blocked', 'started c', 'finished c pass'])
    expect(results[1]?.outcome).toEqual({ status: 'blocked', by: 'a', because: 'Title of a' })
  })

  it('names the rung that really failed, not the blocked one in between', async () => {
    const { results } = await run([check('a', failure), check('b', pass, ['a']), check('c', pass, ['b'])])

    expect(results[2]?.outcome).toEqual({ status: 'blocked', by: 'a', because: 'Title of a' })
  })

  it('keeps the name of a rung of another host that a check gives as the reason', async () => {
    const elsewhere: Verdict = { status: 'blocked', by: 'other/bind', because: 'dc1: The service account can sign in' }

    const { results } = await run([check('a', elsewhere), check('b', pass, ['a'])])

    expect(results.map(({ outcome }) => outcome)).toEqual([elsewhere, elsewhere])
  })

  it('ignores a need that is not part of this ladder', async () => {
    const { results } = await run([check('b', pass, ['absent'])])

    expect(results[0]?.outcome.status).toBe('pass')
  })

  it('measures whole milliseconds by the clock it was given', async () => {
    let nowMs = 0
    const clock = { monotonicMs: () => (nowMs += 12.6) }

    const { results } = await run([check('a', pass)], clock)

    expect(results[0]?.durationMs).toBe(13)
  })
})

describe('a check that throws', () => {
  it('becomes a row that asks for a report, blocks what needs it, and lets the rest go on', async () => {
    const { results } = await run([broken('a', new TypeError('x is undefined')), check('b', pass, ['a']), check('c', pass)])

    expect(results.map(({ outcome }) => outcome.status)).toEqual(['crash', 'blocked', 'pass'])
    expect(results[0]?.outcome).toMatchObject({
      problem: {
        code: 'app.check-crashed',
        who: 'developers',
        evidence: [{ label: 'Error', value: 'TypeError: x is undefined' }, {}, {}, {}]
      }
    })
  })

  it.each([
    ['a POSIX path', '    at judge (/home/ada/app/src-main/core/x.ts:10:2)', 'at judge (x.ts:10:2)'],
    ['a POSIX path without a function', '    at /home/ada/app/x.ts:10:2', 'at x.ts:10:2'],
    ['a file address', '    at judge (file:///home/ada/app/x.ts:10:2)', 'at judge (x.ts:10:2)'],
    ['a Windows path', '    at judge (C:\\Users\\ada\\app\\x.ts:10:2)', 'at judge (x.ts:10:2)'],
    ['a Windows path without a function', '    at C:\\Users\\ada lovelace\\x.ts:10:2', 'at x.ts:10:2'],
    ['a Windows file address', '    at async judge (file:///C:/Users/ada/app/x.ts:10:2)', 'at async judge (x.ts:10:2)'],
    ['a share', '    at judge (\\\\server\\homes\\ada\\x.ts:10:2)', 'at judge (x.ts:10:2)'],
    ['Node’s own', '    at async run (node:internal/process/task_queues:95:5)', 'at async run (node:internal/process/task_queues:95:5)']
  ])('says where without telling folders of this computer: %s', async (_what, line, told) => {
    const error = new Error('broken')
    error.stack = `Error: broken\n${line}\n${line}\n${line}\n${line}`

    const { results } = await run([broken('a', error)])

    expect(results[0]?.outcome.status === 'crash' && results[0].outcome.problem.evidence).toEqual([
      { label: 'Error', value: 'Error: broken' },
      ...[told, told, told].map((value) => ({ label: 'Where', value }))
    ])
  })

  it('tells no folder of this computer, whatever really broke', async () => {
    const { results } = await run([broken('a', new Error('broken'))])

    expect(JSON.stringify(results)).not.toContain(import.meta.dirname)
  })

  it.each([['a text'], [42], [undefined]])('may throw what is no error: %s', async (thrown) => {
    const { results } = await run([broken('a', thrown)])

    expect(results[0]?.outcome).toMatchObject({ status: 'crash', problem: { code: 'app.check-crashed' } })
  })
})

describe('cancelling', () => {
  it('throws before the first rung when it was cancelled already', async () => {
    const controller = new AbortController()
    controller.abort()

    const { events, outcome } = await runUntilItEnds([check('a', pass)], controller.signal)

    expect([events.map(told), outcome]).toEqual([['listed a'], 'cancelled'])
  })

  it('throws between two rungs', async () => {
    const controller = new AbortController()
    const cancelling: BoundCheck = {
      ...check('a', pass),
      run: async () => {
        controller.abort()
        return pass
      }
    }

    const { events, outcome } = await runUntilItEnds([cancelling, check('b', pass)], controller.signal)

    expect([events.map(told), outcome]).toEqual([['listed a b', 'started a', 'finished a pass'], 'cancelled'])
  })

  it('takes whatever a rung throws after it for its consequence, not for a crash', async () => {
    const controller = new AbortController()
    const torn: BoundCheck = {
      ...check('a', pass),
      run: async () => {
        controller.abort()
        throw new Error('socket destroyed')
      }
    }

    const { events, outcome } = await runUntilItEnds([torn], controller.signal)

    expect([events.map(told), outcome]).toEqual([['listed a', 'started a'], 'cancelled'])
  })

  it('ends the run also when an adapter says so by itself', async () => {
    const { outcome } = await runUntilItEnds([broken('a', new Cancelled())], neverCancelled)

    expect(outcome).toBe('cancelled')
  })
})

describe('bindChecks', () => {
  it('puts the prefix on ids and needs, and the host before the title', () => {
    const bound = bindChecks(
      [{ id: 'x', title: 'Healthy', origin: 'your-directory', needs: ['w'], run: async () => pass }],
      {},
      { prefix: 'backup-1/', titlePrefix: 'dc2: ' }
    )

    expect(bound.map(({ id, title, needs }) => ({ id, title, needs }))).toEqual([
      { id: 'backup-1/x', title: 'dc2: Healthy', needs: ['backup-1/w'] }
    ])
  })
})

function check(id: string, verdict: Verdict, needs: readonly string[] = []): BoundCheck {
  return { id, title: `Title of ${id}`, origin: 'your-directory', needs, run: async () => verdict }
}

function broken(id: string, thrown: unknown): BoundCheck {
  return {
    ...check(id, pass),
    run: async () => {
      throw thrown
    }
  }
}

const stoppedClock = { monotonicMs: () => 0 }

async function run(
  checks: readonly BoundCheck[],
  clock = stoppedClock
): Promise<{ events: CheckEvent[]; results: readonly CheckResult[] }> {
  const ladder = runChecks(checks, clock, neverCancelled)
  const events: CheckEvent[] = []
  for (;;) {
    const step = await ladder.next()
    if (step.done === true) return { events, results: step.value }
    events.push(step.value)
  }
}

async function runUntilItEnds(
  checks: readonly BoundCheck[],
  signal: AbortSignal | typeof neverCancelled
): Promise<{ events: CheckEvent[]; outcome: 'finished' | 'cancelled' }> {
  const events: CheckEvent[] = []
  try {
    for await (const event of runChecks(checks, stoppedClock, signal)) events.push(event)
    return { events, outcome: 'finished' }
  } catch (thrown) {
    if (thrown instanceof Cancelled) return { events, outcome: 'cancelled' }
    throw thrown
  }
}

function told(event: CheckEvent): string {
  switch (event.type) {
    case 'listed':
      return `listed ${event.checks.map(({ id }) => id).join(' ')}`
    case 'started':
      return `started ${event.id}`
    case 'finished':
      return `finished ${event.result.id} ${event.result.outcome.status}`
  }
}
