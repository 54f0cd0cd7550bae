export interface Comparison {
  readonly name: string
  readonly ours: readonly number[]
  readonly reference: readonly number[]
}

export interface Contestants {
  readonly name: string
  /** Each gives its milliseconds. */
  readonly ours: () => Promise<number>
  readonly reference: () => Promise<number>
}

/**
 * Runs both in turn (A B A B), after one warm-up of each: what else the machine does meets both alike,
 * so that the ratio holds where seconds drift.
 */
export async function compare({ name, ours, reference }: Contestants, pairs: number): Promise<Comparison> {
  await reference()
  await ours()
  const times: { ours: number; reference: number }[] = []
  for (let pair = 0; pair < pairs; pair += 1) times.push({ reference: await reference(), ours: await ours() })
  return { name, ours: times.map((time) => time.ours), reference: times.map((time) => time.reference) }
}

/** One line: the median of the pairwise ratios with its spread, and both medians in milliseconds. */
export function resultLine({ name, ours, reference }: Comparison): string {
  const ratios = ours.map((time, index) => time / (reference[index] ?? NaN)).sort((a, b) => a - b)
  const [smallest = NaN, largest = NaN] = [ratios[0], ratios.at(-1)]
  return `${name}: ${median(ratios).toFixed(2)} x [${smallest.toFixed(2)}-${largest.toFixed(2)}], ours ${median(ours).toFixed(0)} ms, reference ${median(reference).toFixed(0)} ms, ${String(ours.length)} pairs`
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}
