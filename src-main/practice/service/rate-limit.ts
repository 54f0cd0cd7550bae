/** At most so many requests in any stretch of `perMs` milliseconds. */
export interface RateLimit {
  readonly requests: number
  readonly perMs: number
}

/** Counts requests by the time that really passes, since a client told to wait really waits. Says how many seconds to wait, or `undefined`. */
export function createRateLimiter(limit: RateLimit | undefined): () => number | undefined {
  const times: number[] = []
  return () => {
    if (limit === undefined) return undefined
    const now = performance.now()
    while (times[0] !== undefined && times[0] <= now - limit.perMs) times.shift()
    const first = times[0]
    if (first !== undefined && times.length >= limit.requests) return Math.max(1, Math.ceil((first + limit.perMs - now) / 1000))
    times.push(now)
    return undefined
  }
}
