import { type Problem, problem } from '../errors.ts'
import { seen } from '../evidence.ts'
import { dayText, daysUntil } from '../model/day-text.ts'

/** What the end of the token means today; `undefined`: nothing to do for the next two months. Dates that cannot be read are the caller’s. */
export function judgeTokenEnd(endsAt: string, now: string): Problem | undefined {
  const moment = Date.parse(endsAt)
  if (Number.isNaN(moment)) return undefined
  const day = dayText(endsAt)
  const evidence = [seen('Token ends', day)]
  if (moment <= Date.parse(now)) return problem('scim.token.ended', { day }, evidence)
  const days = daysUntil(endsAt, now)
  return days <= EARLIEST_WARNING_DAYS ? problem('scim.token.ends-soon', { day, days, urgency: urgencyOf(days) }, evidence) : undefined
}

const EARLIEST_WARNING_DAYS = 60

function urgencyOf(days: number): string {
  if (days <= 7) return 'Do it today'
  return days <= 30 ? 'Do it this week' : 'There is time, but nothing else will remind you here'
}
