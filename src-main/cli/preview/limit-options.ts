import type { SafetyLimits } from '../../core/profile/profile.ts'
import { fail, type Result, succeed } from '../../core/result.ts'

export interface LimitOptions {
  readonly limitDisable?: readonly string[] | undefined
  readonly limitShrink?: string | undefined
  readonly protect?: readonly string[] | undefined
  readonly mustFind?: readonly string[] | undefined
}

/** Limits with those of the options laid over them; names are added. The error is one message a line, beginning with its option. */
export function withLimitOptions(limits: SafetyLimits, options: LimitOptions): Result<SafetyLimits, readonly string[]> {
  const { limitDisable = [], limitShrink, protect = [], mustFind = [] } = options
  const wrong: string[] = []
  let { mostDisabled, mostDisabledPercent, leastPeoplePercent } = limits
  for (const typed of limitDisable) {
    const percent = percentIn(typed)
    if (percent !== undefined) mostDisabledPercent = percent
    else if (/^\d{1,9}$/.test(typed.trim())) mostDisabled = Number(typed)
    else wrong.push(`--limit-disable: “${typed}” is neither a number of people, such as 20, nor a percentage, such as 5%.`)
  }
  if (limitShrink !== undefined) {
    const percent = percentIn(limitShrink)
    if (percent === undefined) wrong.push(`--limit-shrink: “${limitShrink}” is no percentage from 0% to 100%.`)
    else leastPeoplePercent = 100 - percent
  }
  if ([...protect, ...mustFind].some((name) => name.trim() === ''))
    wrong.push('--protect and --must-find need a user name, and one was empty.')
  if (wrong.length > 0) return fail(wrong)
  return succeed({
    ...limits,
    mostDisabled,
    mostDisabledPercent,
    leastPeoplePercent,
    protectedUsers: [...limits.protectedUsers, ...protect],
    mustBeFound: [...limits.mustBeFound, ...mustFind]
  })
}

function percentIn(typed: string): number | undefined {
  const percent = Number(/^(\d{1,3}(?:\.\d{1,6})?) ?%$/.exec(typed.trim())?.[1] ?? Number.NaN)
  return percent <= 100 ? percent : undefined
}
