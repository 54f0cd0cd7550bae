import { type Problem, problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { dayText, momentText } from '../../model/day-text.ts'

export interface SilenceFacts {
  /** Whether SCIM is switched on for any provider of the site. */
  readonly isOn: boolean
  /** The latest end of a token of these providers, ISO 8601; absent: the site does not say. */
  readonly tokenEndsAt: string | undefined
  /** Of the newest entry, by the clock of the service; absent: there is none. */
  readonly newestAt: string | undefined
  /** By our own clock. */
  readonly now: string
  /** How far back was looked. */
  readonly days: number
}

/** Entra ID asks about every 40 minutes, and nobody can change that. */
export const CYCLE_MINUTES = 40
const MOST_CYCLES = 3
/** Two clocks are compared here: that of the service and ours. */
const TOLERANCE_MINUTES = 10

/** Nothing failed, and still something is wrong: nobody asks any more. Empty while all is well, or while SCIM is off. */
export function judgeSilence({ isOn, tokenEndsAt, newestAt, now, days }: SilenceFacts): readonly Problem[] {
  if (!isOn) return []
  const nowMs = Date.parse(now)
  const endsMs = tokenEndsAt === undefined ? NaN : Date.parse(tokenEndsAt)
  const ended =
    tokenEndsAt !== undefined && endsMs <= nowMs
      ? [problem('scim-log.token-ended', { ended: dayText(tokenEndsAt) }, [seen('End of the token', momentText(tokenEndsAt))])]
      : []
  return [...ended, ...silence(newestAt, nowMs, days)]
}

function silence(newestAt: string | undefined, nowMs: number, days: number): readonly Problem[] {
  if (newestAt === undefined) return [problem('scim-log.never-heard', { days }, [seen('Entries of the SCIM log', 0)])]
  const newestMs = Date.parse(newestAt)
  // A log without readable times, or one that is ahead of our clock, proves nothing.
  const quietMinutes = Math.floor((nowMs - newestMs) / 60_000)
  if (!(quietMinutes > MOST_CYCLES * CYCLE_MINUTES + TOLERANCE_MINUTES)) return []
  const last = momentText(newestAt)
  return [
    problem('scim-log.silent', { minutes: quietMinutes, last }, [
      seen('Newest entry', `${last}, by the clock of Files.com`),
      seen('Now', `${momentText(new Date(nowMs).toISOString())}, by the clock of this computer`)
    ])
  ]
}
