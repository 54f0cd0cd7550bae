/** Milliseconds between 1601-01-01 and 1970-01-01, both UTC. */
const EPOCH_DIFFERENCE_MS = 11_644_473_600_000n
const NEVER = 9_223_372_036_854_775_807n
const TICKS_PER_MS = 10_000n

/**
 * A large integer of Active Directory (100 ns since 1601, UTC) as ISO text; `never` for 0 and the largest value, `undefined` for what is no instant.
 * Kept as BigInt: the values do not fit a number.
 */
export function windowsTime(text: string): string | undefined {
  if (!/^-?\d{1,20}$/.test(text)) return undefined
  const ticks = BigInt(text)
  if (ticks === 0n || ticks >= NEVER) return 'never'
  const milliseconds = ticks / TICKS_PER_MS - EPOCH_DIFFERENCE_MS
  const date = new Date(Number(milliseconds))
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** A duration of Active Directory (negative 100 ns) in whole minutes. */
export function windowsMinutes(text: string): number | undefined {
  if (!/^-?\d{1,20}$/.test(text)) return undefined
  const ticks = BigInt(text)
  return Number((ticks < 0n ? -ticks : ticks) / (TICKS_PER_MS * 60_000n))
}
