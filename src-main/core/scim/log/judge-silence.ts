import { durationText } from '../../catalog/scim-log.ts'
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
  /** Between two requests in the log as it was read; absent: there are not two. */
  readonly longestPauseMinutes: number | undefined
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
export function judgeSilence(facts: SilenceFacts): readonly Problem[] {
  const { isOn, tokenEndsAt, now } = facts
  if (!isOn) return []
  const nowMs = Date.parse(now)
  const endsMs = tokenEndsAt === undefined ? NaN : Date.parse(tokenEndsAt)
  const ended =
    tokenEndsAt !== undefined && endsMs <= nowMs
      ? [problem('scim-log.token-ended', { ended: dayText(tokenEndsAt) }, [seen('End of the token', momentText(tokenEndsAt))])]
      : []
  return [...ended, ...silence(facts, nowMs)]
}

function silence({ newestAt, longestPauseMinutes, days }: SilenceFacts, nowMs: number): readonly Problem[] {
  if (newestAt === undefined) return [problem('scim-log.never-heard', { days }, [seen('Entries of the SCIM log', 0)])]
  const newestMs = Date.parse(newestAt)
  // A log without readable times proves nothing.
  const quietMinutes = Math.floor((nowMs - newestMs) / 60_000)
  const nowText = momentText(new Date(nowMs).toISOString())
  if (quietMinutes < -TOLERANCE_MINUTES)
    return [
      problem('scim-log.clock-behind', { minutes: -quietMinutes }, [
        seen('Newest entry', `${momentText(newestAt)}, by the clock of Files.com`),
        seen('Now', `${nowText}, by the clock of this computer`)
      ])
    ]
  if (!(quietMinutes > MOST_CYCLES * CYCLE_MINUTES + TOLERANCE_MINUTES)) return []
  const last = momentText(newestAt)
  return [
    problem('scim-log.silent', { minutes: quietMinutes, last, pause: pauseText(quietMinutes, longestPauseMinutes) }, [
      seen('Newest entry', `${last}, by the clock of Files.com`),
      seen('Now', `${nowText}, by the clock of this computer`),
      ...(longestPauseMinutes === undefined ? [] : [seen('Longest pause before, in minutes', longestPauseMinutes)])
    ])
  ]
}

/** A weekend on which nobody is changed looks the same. */
function pauseText(minutes: number, longest: number | undefined): string {
  if (longest === undefined) return ''
  return longest >= minutes * LIKE_BEFORE
    ? ` A pause of ${durationText(longest)} has been in this log before: it may be that there was nothing to change.`
    : ` The longest pause before was ${durationText(longest)}.`
}

const LIKE_BEFORE = 0.8
