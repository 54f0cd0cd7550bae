import { LARGE, startBenchWorld } from './bench-world.ts'
import { startDelayingProxy } from './delaying-proxy.ts'
import type { Goal } from './goal.ts'
import { previewOnce } from './run-preview-program.ts'

const ROUND_TRIP_MS = 40

/** The whole directory over a line of 40 ms: what several connections are for. */
export async function latencyGoals(pairs: number): Promise<readonly Goal[]> {
  await using world = await startBenchWorld(LARGE)
  await using proxy = await startDelayingProxy(world.settings, ROUND_TRIP_MS)
  const distant = { settings: { ...world.settings, port: proxy.port }, readsOnly: true }
  const ratios: number[] = []
  const roundTrips: number[] = []
  let remark = ''
  for (let pair = 0; pair < pairs; pair += 1) {
    const one = await previewOnce(world, { ...distant, connections: 1 })
    const four = await previewOnce(world, { ...distant, connections: 4 })
    const near = await previewOnce(world, { readsOnly: true, connections: 4 })
    ratios.push(four.wholeMs / one.wholeMs)
    roundTrips.push((four.wholeMs - near.wholeMs) / ROUND_TRIP_MS)
    remark = `${four.wholeMs.toFixed(0)} ms / ${one.wholeMs.toFixed(0)} ms, ${String(four.parts)} parts`
  }
  return [
    { name: '40 ms round trip: four connections / one', unit: 'x', accept: 0.45, aim: 0.35, measured: ratios, remark },
    {
      name: 'round trips one after the other, four connections',
      unit: '',
      accept: undefined,
      aim: undefined,
      measured: roundTrips,
      remark: 'what the line adds / 40 ms'
    }
  ]
}
