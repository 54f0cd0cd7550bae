import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { createStopGate } from '../../../src-main/cli/stop-gate.ts'
import { watchSignals } from '../../../src-main/cli/watch-signals.ts'

describe('a stop gate', () => {
  it('is held during work, however it ends, and tells when it is free', async () => {
    const gate = createStopGate()
    const told: string[] = []
    gate.whenFree(() => told.push('at once'))

    const work = gate.holdDuring(async () => {
      gate.whenFree(() => told.push('afterwards'))
      told.push(gate.isHeld ? 'held' : 'not held')
      throw new Error('failed')
    })

    await expect(work).rejects.toThrow('failed')
    expect([...told, gate.isHeld]).toEqual(['at once', 'held', 'afterwards', false])
  })

  it('is free only when the last holder is done', async () => {
    const gate = createStopGate()
    const free = vi.fn()

    await gate.holdDuring(async () => {
      gate.whenFree(free)
      await gate.holdDuring(() => Promise.resolve())
      expect(free).not.toHaveBeenCalled()
    })

    expect(free).toHaveBeenCalledOnce()
  })
})

describe('Ctrl-C', () => {
  it('aborts at once and ends the process after a while, when nothing holds the gate', async () => {
    const { process, exit } = fakeProcess()
    const signal = watchSignals(process, createStopGate(), 10)

    process.emit('SIGINT')

    expect([signal.aborted, exit.mock.calls.length]).toEqual([true, 0])
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(130))
  })

  it('leaves all the time to what holds the gate', async () => {
    const { process, exit } = fakeProcess()
    const gate = createStopGate()
    const signal = watchSignals(process, gate, 0)

    await gate.holdDuring(async () => {
      process.emit('SIGINT')
      expect(signal.aborted).toBe(true)
      // longer than the process would have lived
      await new Promise((resolve) => setTimeout(resolve, 30))
      expect(exit).not.toHaveBeenCalled()
    })

    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(130))
  })

  it('ends the process at once when it is pressed twice', async () => {
    const { process, exit } = fakeProcess()
    const gate = createStopGate()
    watchSignals(process, gate, 0)

    await gate.holdDuring(async () => {
      process.emit('SIGINT')
      process.emit('SIGINT')
      expect(exit).toHaveBeenCalledWith(130)
    })
  })
})

function fakeProcess() {
  const exit = vi.fn()
  const process = Object.assign(new EventEmitter(), { exit })
  return { process: process as unknown as NodeJS.Process & EventEmitter, exit }
}
