import { describe, expect, it } from 'vitest'
import { startDeadline, timedOut, waitFor, waitForPromise } from '../../../src-main/adapters/transport/wait-for.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'

describe('waiting', () => {
  it('gives the first value and takes the listeners away once', async () => {
    let taken = 0

    const value = await waitFor<string>(startDeadline(1000), neverCancelled, (settle) => {
      setImmediate(() => {
        settle('first')
        settle('second')
      })
      return () => (taken += 1)
    })

    expect({ value, taken }).toEqual({ value: 'first', taken: 1 })
  })

  it('takes the listeners away when it settles while it still sets them up', async () => {
    let taken = 0

    const value = await waitFor<string>(startDeadline(1000), neverCancelled, (settle) => {
      settle('at once')
      return () => (taken += 1)
    })

    expect({ value, taken }).toEqual({ value: 'at once', taken: 1 })
  })

  it('ends at the deadline', async () => {
    let taken = 0

    const value = await waitFor(startDeadline(10), neverCancelled, () => () => (taken += 1))

    expect({ value, taken }).toEqual({ value: timedOut, taken: 1 })
  })

  it('ends at once when the deadline has passed', async () => {
    expect(await waitFor(startDeadline(-5), neverCancelled, () => () => undefined)).toBe(timedOut)
  })

  it('throws when it is cancelled, and leaves nothing on the signal', async () => {
    const listeners = new Set<() => void>()
    const signal = {
      aborted: false,
      addEventListener: (_type: 'abort', listener: () => void) => listeners.add(listener),
      removeEventListener: (_type: 'abort', listener: () => void) => listeners.delete(listener)
    }
    let taken = 0
    const waiting = waitFor(startDeadline(1000), signal, () => () => (taken += 1))

    for (const listener of [...listeners]) listener()

    await expect(waiting).rejects.toThrow(Cancelled)
    expect({ taken, left: listeners.size }).toEqual({ taken: 1, left: 0 })
  })

  it('does not begin when it is already cancelled', async () => {
    await expect(waitFor(startDeadline(1000), AbortSignal.abort(), () => expect.unreachable())).rejects.toThrow(Cancelled)
  })

  it('passes a bug on', async () => {
    const waiting = waitFor(startDeadline(1000), neverCancelled, () => {
      throw new TypeError('a bug')
    })

    await expect(waiting).rejects.toThrow(new TypeError('a bug'))
  })

  it('gives what a promise gives, and throws what it throws', async () => {
    const waits = [Promise.resolve(1), Promise.reject(new RangeError('no')), new Promise(() => undefined)].map((promise) =>
      waitForPromise(startDeadline(20), neverCancelled, promise)
    )

    expect(await Promise.allSettled(waits)).toEqual([
      { status: 'fulfilled', value: 1 },
      { status: 'rejected', reason: new RangeError('no') },
      { status: 'fulfilled', value: timedOut }
    ])
  })
})
