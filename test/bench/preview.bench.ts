import { type Goal, goalTable } from './preview/goal.ts'
import { latencyGoals } from './preview/latency.goals.ts'
import { peerGoals } from './preview/peer.goals.ts'
import { rangesGoals } from './preview/ranges.goals.ts'
import { serviceListGoals } from './preview/service-list.goals.ts'
import { stallGoals } from './preview/stall.goals.ts'
import { tableGoals } from './preview/table.goals.ts'
import { growthGoals, wholeGoals } from './preview/whole.goals.ts'

/** Groups of goals that share their servers; `npm run bench -- preview:whole` runs one alone. */
const parts: Readonly<Record<string, (pairs: number) => Promise<readonly Goal[]>>> = {
  whole: wholeGoals,
  growth: growthGoals,
  stall: stallGoals,
  latency: latencyGoals,
  ranges: rangesGoals,
  service: serviceListGoals,
  peer: peerGoals,
  table: tableGoals
}

/** The table of goals of the sync preview, each a ratio or a number of one run: goal, measured, verdict. `only`: one part of it. */
export async function previewBench(pairs: number, only?: string): Promise<string> {
  if (only !== undefined && !(only in parts)) return `preview has these parts: ${Object.keys(parts).join(', ')}`
  const goals: Goal[] = []
  for (const [name, measure] of Object.entries(parts)) if (only === undefined || only === name) goals.push(...(await measure(pairs)))
  return goalTable(goals)
}
