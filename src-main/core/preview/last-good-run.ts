import type { ProblemCode } from '../error-catalog.ts'
import type { PreviewRules } from './preview-rules.ts'
import type { PreviewRunHead } from './preview-run.ts'

/**
 * The newest good run of the same sync; `heads` are newest first. What a run of another sync counted says nothing here. A run that found the
 * directory shrunk or without its canaries is not good: looking twice would make the damage the measure.
 */
export function lastGoodRun(heads: readonly PreviewRunHead[], managedBy: PreviewRules['managedBy']): PreviewRunHead | undefined {
  return heads.find(({ summary, rules }) => summary.isComplete && !isDoubtful(summary) && isSameSync(rules.managedBy, managedBy))
}

/** People whom a sync took when it was applied last, or would have taken by its last good run, whichever is newer. */
export function peopleLastTime(applied: PeopleCount | undefined, run: PreviewRunHead | undefined): number | undefined {
  return run !== undefined && (applied === undefined || run.at > applied.at) ? run.summary.peopleInScope : applied?.count
}

export interface PeopleCount {
  readonly count: number
  /** ISO 8601 in UTC. */
  readonly at: string
}

function isDoubtful({ safety }: PreviewRunHead['summary']): boolean {
  return safety.kind === 'unsafe' && safety.reasons.some(({ problem }) => DOUBTFUL.has(problem.code))
}

const DOUBTFUL: ReadonlySet<ProblemCode> = new Set([
  'plan.safety.directory-empty',
  'plan.safety.directory-shrunk',
  'plan.safety.must-be-found'
])

function isSameSync(one: PreviewRules['managedBy'], other: PreviewRules['managedBy']): boolean {
  return one.kind === 'strategy' ? other.kind === 'strategy' && one.id === other.id : other.kind === 'site-ldap'
}
