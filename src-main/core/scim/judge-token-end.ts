import { type Problem, problem } from '../errors.ts'
import { seen } from '../evidence.ts'
import { dayText, daysUntil } from '../model/day-text.ts'

/** What the end of the token means today; `undefined`: nothing to do for the next two months. Dates that cannot be read are the caller’s. */
export function judgeTokenEnd(endsAt: string, now: string): Problem | undefined {
  const moment = Date.parse(endsAt)
  if (Number.isNaN(moment)) return undefined
  const day = dayText(endsAt)
  const evidence = [seen('Token ends', day)]
  if (isTokenOver(endsAt, now)) return problem('scim.token.ended', { day }, evidence)
  // Of a day alone nobody knows the hour: on that day it ends within a day.
  const days = Math.max(0, daysUntil(endsAt, now))
  return days <= EARLIEST_WARNING_DAYS ? problem('scim.token.ends-soon', { day, days, urgency: urgencyOf(days) }, evidence) : undefined
}

/** Whether the token has ended. One that ends on a day, without an hour, is not called ended before that day is over in UTC. */
export function isTokenOver(endsAt: string, now: string): boolean {
  const moment = Date.parse(endsAt)
  return moment + (/^\d{4}-\d{2}-\d{2}$/.test(endsAt.trim()) ? DAY_MS : 0) <= Date.parse(now)
}

const DAY_MS = 86_400_000
const EARLIEST_WARNING_DAYS = 60

function urgencyOf(days: number): string {
  if (days <= 7) return 'Do it today'
  return days <= 30 ? 'Do it this week' : 'There is time, but nothing else will remind you here'
}
