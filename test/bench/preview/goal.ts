/** One line of the table of goals. What counts is below the numbers, or, for an exact one, equal. */
export interface Goal {
  readonly name: string
  readonly unit: string
  /** `undefined` for what must simply hold. */
  readonly accept: number | undefined
  readonly aim: number | undefined
  /** Larger is better. */
  readonly isLeast?: boolean
  readonly measured: readonly number[]
  readonly remark?: string
}

/** The whole table: goal, median, smallest and largest, verdict. Nothing is asserted: a busy machine is no fault of ours. */
export function goalTable(goals: readonly Goal[]): string {
  const rows = goals.map((goal) => {
    const sorted = [...goal.measured].sort((a, b) => a - b)
    const range = `${text(sorted[0])} - ${text(sorted.at(-1))}`
    return [
      goal.name,
      text(goal.accept),
      text(goal.aim),
      `${text(median(goal.measured))} ${goal.unit}`,
      range,
      verdict(goal),
      goal.remark ?? ''
    ]
  })
  const table = [['goal', 'accept', 'aim', 'measured (median)', 'range', 'verdict', 'remark'], ...rows]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

function verdict({ accept, aim, isLeast = false, measured }: Goal): string {
  const found = median(measured)
  const reaches = (limit: number): boolean => (isLeast ? found >= limit : found <= limit)
  if (aim !== undefined && reaches(aim)) return 'aim'
  if (accept !== undefined) return reaches(accept) ? 'accepted' : 'MISSED'
  return ''
}

function text(number: number | undefined): string {
  if (number === undefined) return '-'
  return Math.abs(number) >= 100 ? number.toFixed(0) : number.toFixed(2)
}
