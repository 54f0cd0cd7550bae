import { describe, expect, it } from 'vitest'
import type { CheckedDirectory } from '../../../src-main/contract/views.ts'
import type { CheckEvent } from '../../../src-main/core/checks/check.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { connectEngine } from '../../../src-renderer/bridge.ts'
import { Operation } from '../../../src-renderer/state/operation.svelte.ts'
import { FakeBridge, done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { checkedDirectory, filledForm, resultOf } from '../support/samples.ts'

const input = { form: filledForm, password: { kind: 'typed', value: 'x' }, personPassword: '' } as const
const started: CheckEvent = { type: 'started', id: 'pass' }

function heldCheck() {
  const replies = [heldReply<CheckedDirectory>(), heldReply<CheckedDirectory>()]
  const emitters: ((event: CheckEvent) => void)[] = []
  const bridge = new FakeBridge({
    'directory.check': (_input, emit) => {
      emitters.push(emit)
      const reply = replies[emitters.length - 1]
      if (reply === undefined) throw new Error('more runs than replies')
      return reply.promise
    }
  })
  return { bridge, replies, emitters, operation: new Operation(connectEngine(bridge), 'directory.check') }
}

describe('Operation', () => {
  it('is idle, running, then done with the value', async () => {
    const { operation, replies } = heldCheck()
    const value = checkedDirectory([resultOf('pass')])

    const statuses = [operation.state.status]
    const ended = operation.run(input)
    statuses.push(operation.state.status)
    replies[0]?.release(done(value))
    await ended

    expect([...statuses, operation.state.status]).toEqual(['idle', 'running', 'done'])
    expect(operation.value).toBe(value)
  })

  it('hands on events while it runs, and none that arrive after the end', async () => {
    const { operation, replies, emitters } = heldCheck()
    const events: CheckEvent[] = []

    const ended = operation.run(input, (event) => events.push(event))
    emitters[0]?.(started)
    replies[0]?.release(done(checkedDirectory([])))
    await ended
    emitters[0]?.(started)

    expect(events).toEqual([started])
  })

  it('is cancelled at once, tells the main process, and ignores what the run still says', async () => {
    const { operation, replies, emitters, bridge } = heldCheck()
    const events: CheckEvent[] = []

    const ended = operation.run(input, (event) => events.push(event))
    operation.cancel()
    emitters[0]?.(started)
    replies[0]?.release(done(checkedDirectory([])))

    expect(await ended).toEqual({ status: 'cancelled' })
    expect(operation.state).toEqual({ status: 'cancelled' })
    expect(events).toEqual([])
    expect(bridge.cancelled).toEqual([bridge.calls[0]?.id])
  })

  it('lets the later of two runs win, whichever answers first', async () => {
    const { operation, replies, bridge } = heldCheck()
    const first = checkedDirectory([resultOf('pass')])
    const second = checkedDirectory([resultOf('fail')])

    const earlier = operation.run(input)
    const later = operation.run(input)
    replies[1]?.release(done(second))
    await later
    replies[0]?.release(done(first))

    expect(await earlier).toEqual({ status: 'cancelled' })
    expect(operation.value).toBe(second)
    expect(bridge.cancelled).toEqual([bridge.calls[0]?.id])
    expect(bridge.calls[0]?.id).not.toBe(bridge.calls[1]?.id)
  })

  it('keeps the problem of a failure, and is cancelled when the main process says so', async () => {
    const { operation, replies } = heldCheck()
    const gone = problem('app.result-gone', {})

    const failing = operation.run(input)
    replies[0]?.release({ ok: false, error: { kind: 'problem', problem: gone } })
    await failing
    expect(operation.problem).toEqual(gone)

    const cancelling = operation.run(input)
    replies[1]?.release({ ok: false, error: { kind: 'cancelled' } })
    await cancelling
    expect(operation.state).toEqual({ status: 'cancelled' })
  })

  it('shows a broken bridge as a problem instead of hanging', async () => {
    const operation = new Operation(connectEngine(new FakeBridge()), 'workspace.read')

    await operation.run({})

    expect(operation.problem?.code).toBe('app.failed')
    expect(operation.problem?.cause).toContain('workspace.read')
  })
})
