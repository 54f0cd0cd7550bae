import type { ProblemCode } from '../../core/error-catalog.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'

/**
 * The newest good run of the same sync; `heads` are newest first. What a run of another sync counted says nothing here. A run that found the
 * directory shrunk or without its canaries is not good: looking twice would make the damage the measure.
 */
export function lastGoodRun(heads: readonly PreviewRunHead[], managedBy: PreviewRules['managedBy']): PreviewRunHead | undefined {
  return heads.find(({ summary, rules }) => summary.isComplete && !isDoubtful(summary) && isSameSync(rules.managedBy, managedBy))
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
