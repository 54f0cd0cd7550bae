/** What a control for day and time holds (`2026-11-21T14:02`, by the clock of this computer) as ISO 8601 in UTC; empty when it is no moment. */
export function momentOfThisComputer(written: string): string {
  const atMs = Date.parse(written)
  return Number.isNaN(atMs) ? '' : new Date(atMs).toISOString()
}

/** ISO 8601, UTC. */
export function now(): string {
  return new Date().toISOString()
}
