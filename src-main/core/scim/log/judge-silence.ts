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
  /** By how much the clock of the service is ahead of ours; absent: it is not known, and the log has to tell. */
  readonly serviceAheadMs?: number | undefined
  /** How far back was looked. */
  readonly days: number
}

/** Entra ID asks about every 40 minutes, and nobody can change that. */
const CYCLE_MINUTES = 40
const MOST_CYCLES = 3
/** Two clocks are compared here: that of the service and ours. */
const TOLERANCE_MINUTES = 10

/** Nothing failed, and still something is wrong: nobody asks any more. Empty while all is well, or while SCIM is off. */
export function judgeSilence(facts: SilenceFacts): readonly Problem[] {
  const { isOn, tokenEndsAt, now, serviceAheadMs } = facts
  if (!isOn) return []
  // What the service wrote down is measured by its own clock where that is known.
  const nowMs = Date.parse(now) + (serviceAheadMs ?? 0)
  const endsMs = tokenEndsAt === undefined ? NaN : Date.parse(tokenEndsAt)
  const ended =
    tokenEndsAt !== undefined && endsMs <= nowMs
      ? [problem('scim-log.token-ended', { ended: dayText(tokenEndsAt) }, [seen('End of the token', momentText(tokenEndsAt))])]
      : []
  return [...ended, ...measuredClock(facts), ...silence(facts, nowMs)]
}

/** A clock that is ahead does no harm here: everything is judged by the other one. */
function measuredClock({ now, serviceAheadMs = 0 }: SilenceFacts): readonly Problem[] {
  const minutes = Math.floor(serviceAheadMs / 60_000)
  if (minutes < TOLERANCE_MINUTES) return []
  const service = momentText(new Date(Date.parse(now) + serviceAheadMs).toISOString())
  return [
    problem('scim-log.clock-behind', { minutes, isMeasured: true }, [
      seen('Now', `${service}, by the answer of Files.com (header Date)`),
      seen('Now here', `${momentText(now)}, by the clock of this computer`)
    ])
  ]
}

function silence({ newestAt, longestPauseMinutes, days, serviceAheadMs }: SilenceFacts, nowMs: number): readonly Problem[] {
  if (newestAt === undefined) return [problem('scim-log.never-heard', { days }, [seen('Entries of the SCIM log', 0)])]
  const newestMs = Date.parse(newestAt)
  // A log without readable times proves nothing.
  const quietMinutes = Math.floor((nowMs - newestMs) / 60_000)
  const isMeasured = serviceAheadMs !== undefined
  const whose = isMeasured ? 'by the answer of Files.com (header Date)' : 'by the clock of this computer'
  const nowText = momentText(new Date(nowMs).toISOString())
  if (quietMinutes < -TOLERANCE_MINUTES && isMeasured) return []
  if (quietMinutes < -TOLERANCE_MINUTES)
    return [
      problem('scim-log.clock-behind', { minutes: -quietMinutes, isMeasured }, [
        seen('Newest entry', `${momentText(newestAt)}, by the clock of Files.com`),
        seen('Now', `${nowText}, ${whose}`)
      ])
    ]
  if (!(quietMinutes > MOST_CYCLES * CYCLE_MINUTES + TOLERANCE_MINUTES)) return []
  const last = momentText(newestAt)
  return [
    problem('scim-log.silent', { minutes: quietMinutes, last, pause: pauseText(quietMinutes, longestPauseMinutes) }, [
      seen('Newest entry', `${last}, by the clock of Files.com`),
      seen('Now', `${nowText}, ${whose}`),
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
