import type { Goal } from './goal.ts'
import { inOwnProcess } from './own-process.ts'
import type { TableTimes } from './table-program.ts'

/** A table of 500,000 rows, in a new process each time: what is asked first is asked for the first time. */
export async function tableGoals(pairs: number): Promise<readonly Goal[]> {
  const times: TableTimes[] = []
  for (let run = 0; run < Math.min(pairs, 5); run += 1)
    times.push(await inOwnProcess<TableTimes>(new URL('table-program.ts', import.meta.url), null))
  const of = (pick: (run: TableTimes) => number): readonly number[] => times.map(pick)
  const rows = '500,000 rows:'
  return [
    { name: `${rows} jump to the end`, unit: 'ms', accept: 150, aim: 80, measured: of(({ jumpToEndMs }) => jumpToEndMs) },
    {
      name: `${rows} search while typing, the slowest letter`,
      unit: 'ms',
      accept: 200,
      aim: 100,
      measured: of(({ searchesMs }) => Math.max(...searchesMs))
    },
    {
      name: `${rows} longest slice of preparing a search`,
      unit: 'ms',
      accept: undefined,
      aim: 10,
      measured: of(({ longestSliceMs }) => longestSliceMs)
    },
    { name: `${rows} first sort by name`, unit: 'ms', accept: undefined, aim: 500, measured: of(({ firstSortMs }) => firstSortMs) },
    {
      name: `${rows} “why not” of nobody`,
      unit: 'ms',
      accept: undefined,
      aim: 500,
      measured: of(({ explainUnknownMs }) => explainUnknownMs)
    }
  ]
}
