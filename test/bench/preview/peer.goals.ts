import { type BenchWorld, LARGE, SMALL, startBenchWorld } from './bench-world.ts'
import type { Goal } from './goal.ts'
import { inOwnProcess } from './own-process.ts'
import type { PeerInput } from './peer-program.ts'
import { previewOnce } from './run-preview-program.ts'

/** The closest peer's access pattern against a whole preview of ours: its reading alone with 100,000 people, and all of it with 10,000. */
export async function peerGoals(pairs: number): Promise<readonly Goal[]> {
  await using large = await startBenchWorld(LARGE)
  await using small = await startBenchWorld(SMALL)
  return [
    {
      name: 'the peer’s reading alone / our whole preview',
      unit: 'x',
      accept: 2,
      aim: 3.3,
      isLeast: true,
      measured: await ratios(large, false, pairs)
    },
    {
      name: 'the peer’s pattern as a whole / our whole preview',
      unit: 'x',
      accept: undefined,
      aim: undefined,
      isLeast: true,
      measured: await ratios(small, true, pairs),
      remark: '10,000 people, 500 groups'
    }
  ]
}

async function ratios(world: BenchWorld, isWhole: boolean, pairs: number): Promise<readonly number[]> {
  const input: PeerInput = { settings: world.settings, password: world.password, isWhole }
  const found: number[] = []
  for (let pair = 0; pair <= pairs; pair += 1) {
    const peer = await inOwnProcess<{ readonly wholeMs: number; readonly users: number }>(
      new URL('peer-program.ts', import.meta.url),
      input
    )
    if (peer.users !== world.counts.people) throw new Error(`The script read ${String(peer.users)} people`)
    const ours = await previewOnce(world)
    // The first pair warms both up.
    if (pair > 0) found.push(peer.wholeMs / ours.wholeMs)
  }
  return found
}
