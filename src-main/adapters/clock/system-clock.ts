import type { ClockPort } from '../../core/ports/surroundings.ts'

export const systemClock: ClockPort = {
  now: () => Date.now(),
  monotonicMs: () => performance.now()
}
