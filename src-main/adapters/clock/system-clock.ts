import type { ClockPort } from '../../core/ports.ts'

export const systemClock: ClockPort = {
  now: () => Date.now(),
  monotonicMs: () => performance.now()
}
