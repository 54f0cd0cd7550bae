import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { PreviewDesk } from '../../../src-main/core/preview/preview-desk.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { createThreadDesk } from '../../../src-main/preview-thread/create-thread-desk.ts'
import { recordingLog } from '../../support/recording-log.ts'
import { type BenchWorld, LARGE, startBenchWorld } from './bench-world.ts'
import { benchRules } from './bench-rules.ts'
import type { Goal } from './goal.ts'

/** The desk in its thread, asked by this process: how long this process could not do anything else, and when it had something to show. */
export async function stallGoals(pairs: number): Promise<readonly Goal[]> {
  await using world = await startBenchWorld(LARGE)
  const threads = createThreadDesk({
    program: new URL('../../../src-main/preview-thread/thread.ts', import.meta.url),
    setup: { dataFolder: world.folder, version: 'bench' },
    fetch: globalThis.fetch,
    log: recordingLog()
  })
  try {
    const desk = threads.open(() => undefined)
    const seen = { stallMs: [] as number[], firstRowsMs: [] as number[] }
    await readOnce(desk, world)
    for (let pair = 0; pair < pairs; pair += 1) {
      const { stallMs, firstRowsMs } = await readOnce(desk, world)
      seen.stallMs.push(stallMs)
      seen.firstRowsMs.push(firstRowsMs)
    }
    return [
      { name: 'longest stall of the process that asks', unit: 'ms', accept: 50, aim: 20, measured: seen.stallMs },
      {
        name: 'first rows in the process that asks, all connecting included',
        unit: 'ms',
        accept: 250,
        aim: 100,
        measured: seen.firstRowsMs
      }
    ]
  } finally {
    await threads.close()
  }
}

async function readOnce(desk: PreviewDesk, { settings, password, usersFile }: BenchWorld) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const startedMs = performance.now()
  let firstRowsMs = NaN
  const read = await desk.read(
    {
      people: { kind: 'live', settings, password: new Secret(password) },
      users: { kind: 'file', path: usersFile },
      rules: benchRules,
      keepAs: undefined,
      appliedLastTime: undefined
    },
    ({ firstPeople }) => {
      if (firstPeople !== undefined) firstRowsMs = performance.now() - startedMs
    },
    neverCancelled
  )
  delay.disable()
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  desk.close(read.value.previewId)
  return { stallMs: delay.max / 1e6, firstRowsMs }
}
