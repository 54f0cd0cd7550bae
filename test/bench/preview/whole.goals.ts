import { type BenchWorld, LARGE, SMALL, startBenchWorld } from './bench-world.ts'
import { type Goal, median } from './goal.ts'
import type { PreviewTimes } from './preview-program.ts'
import { previewOnce } from './run-preview-program.ts'
import { yardstickMs } from './yardstick.ts'

/** Preview and yardstick in turn: time, memory, first rows, what is left after the last byte, and the exact numbers, all of the same runs. */
export async function wholeGoals(pairs: number): Promise<readonly Goal[]> {
  await using world = await startBenchWorld(LARGE)
  const { times, yardsticks } = await inTurn(world, pairs)
  const ratios = times.map(({ wholeMs }, index) => wholeMs / (yardsticks[index] ?? NaN))
  return [
    {
      name: 'whole preview / ldapsearch of the same',
      unit: 'x',
      accept: 2.2,
      aim: 1.4,
      measured: ratios,
      remark: `${median(times.map(({ wholeMs }) => wholeMs)).toFixed(0)} ms / ${median(yardsticks).toFixed(0)} ms, 2 connections`
    },
    { name: 'peak memory of the process', unit: 'MiB', accept: 320, aim: 225, measured: times.map(({ peakMemoryMb }) => peakMemoryMb) },
    {
      name: 'first rows, connecting and signing in included',
      unit: 'ms',
      accept: 250,
      aim: 100,
      measured: times.map(({ firstRowsMs }) => firstRowsMs)
    },
    { name: 'work left after the last byte', unit: 'ms', accept: 100, aim: 50, measured: times.map(({ leftMs }) => leftMs) },
    exactGoal(world, times)
  ]
}

/** How much longer ten times the data takes. */
export async function growthGoals(pairs: number): Promise<readonly Goal[]> {
  await using large = await startBenchWorld(LARGE)
  await using small = await startBenchWorld(SMALL)
  await previewOnce(small)
  const ratios: number[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    const short = await previewOnce(small)
    const long = await previewOnce(large)
    ratios.push(long.wholeMs / short.wholeMs)
  }
  return [{ name: 'wall at 100,000 / wall at 10,000', unit: 'x', accept: 12, aim: 8, measured: ratios }]
}

async function inTurn(world: BenchWorld, pairs: number) {
  await yardstickMs(world)
  await previewOnce(world)
  const yardsticks: number[] = []
  const times: PreviewTimes[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    yardsticks.push(await yardstickMs(world))
    times.push(await previewOnce(world))
  }
  return { times, yardsticks }
}

function exactGoal({ counts }: BenchWorld, times: readonly PreviewTimes[]): Goal {
  const wanted = [counts.effectiveMemberships, counts.created, counts.changed, counts.gone]
  const wrong = times.map(
    ({ effectiveMemberships, created, changed, gone }) =>
      [effectiveMemberships, created, changed, gone].filter((number, index) => number !== wanted[index]).length
  )
  return { name: 'numbers that differ from the generator’s', unit: 'of 4', accept: 0, aim: 0, measured: wrong, remark: wanted.join(' / ') }
}
