import type { CheckOutcome, CheckResult } from '../checks/check.ts'
import type { Problem } from '../errors.ts'
import type { Evidence, EvidenceItem } from '../evidence.ts'
import { assertNever } from '../result.ts'
import type { CheckReport } from './check-report.ts'

/**
 * The report as it may leave this computer: what names people is left out, and every text goes through `redactText`.
 * Texts one by one, before anything is rendered: replacing inside finished HTML or JSON would break it for a password like “div”.
 */
export function exportableReport(report: CheckReport, redactText: (text: string) => string): CheckReport {
  return mapReport({ ...report, results: report.results.map(withoutPeople) }, redactText, (item) => item)
}

/** The rungs of any ladder as they may leave this computer. */
export function exportableResults(results: readonly CheckResult[], redactText: (text: string) => string): readonly CheckResult[] {
  return results.map((result) => redactedResult(withoutPeople(result), redactText))
}

/** What the evidence says about people goes, and so do the same words in the sentences above it. */
function withoutPeople(result: CheckResult): CheckResult {
  const names = evidenceOf(result.outcome).flatMap((item) =>
    item.personal === true && item.value.length >= SHORTEST_NAME ? [item.value] : []
  )
  const anonymous = (text: string): string => names.reduce((rest, name) => rest.replaceAll(name, LEFT_OUT), text)
  return mapResult(
    result,
    (text) => anonymous(text),
    (item) => (item.personal === true ? { ...item, value: LEFT_OUT } : item)
  )
}

/** A name of one letter would be found in every word. */
const SHORTEST_NAME = 2

/** The report for the eyes of the person at this computer: secrets replaced, people's names kept. */
export function redactedReport(report: CheckReport, redactText: (text: string) => string): CheckReport {
  return mapReport(report, redactText, (item) => item)
}

export function redactedResult(result: CheckResult, redactText: (text: string) => string): CheckResult {
  return mapResult(result, redactText, (item) => item)
}

/** Stands where a name of a person was. */
export const LEFT_OUT = '(left out: about people)'

/** Whether something about people was left out of an exportable report. */
export function hasLeftOutEvidence({ results }: Pick<CheckReport, 'results'>): boolean {
  return results.some((result) => evidenceOf(result.outcome).some((item) => item.personal === true && item.value === LEFT_OUT))
}

/** What a rung saw, wherever its outcome keeps it. */
export function evidenceOf(outcome: CheckOutcome): readonly EvidenceItem[] {
  switch (outcome.status) {
    case 'pass':
      return outcome.evidence
    case 'warn':
    case 'fail':
    case 'crash':
      return outcome.problem.evidence
    case 'not-provable-here':
      return outcome.evidence ?? []
    case 'skip':
    case 'blocked':
      return []
    default:
      return assertNever(outcome)
  }
}

type MapText = (text: string) => string
type MapItem = (item: EvidenceItem) => EvidenceItem

function mapReport(report: CheckReport, text: MapText, item: MapItem): CheckReport {
  const { subject, summary } = report
  return {
    ...report,
    subject: {
      ...subject,
      host: text(subject.host),
      backupHosts: subject.backupHosts.map(text),
      username: text(subject.username),
      baseDn: text(subject.baseDn),
      usernameField: text(subject.usernameField),
      domain: text(subject.domain)
    },
    summary: { ...summary, headline: text(summary.headline) },
    results: report.results.map((result) => mapResult(result, text, item)),
    suggestions: report.suggestions.map((suggestion) => ({
      ...suggestion,
      value: text(suggestion.value),
      text: text(suggestion.text),
      reason: text(suggestion.reason)
    }))
  }
}

function mapResult(result: CheckResult, text: MapText, item: MapItem): CheckResult {
  return { ...result, title: text(result.title), outcome: mapOutcome(result.outcome, text, item) }
}

function mapOutcome(outcome: CheckOutcome, text: MapText, item: MapItem): CheckOutcome {
  switch (outcome.status) {
    case 'pass': {
      const [first, ...more] = outcome.evidence
      const evidence: Evidence = [mapItem(first, text, item), ...more.map((each) => mapItem(each, text, item))]
      return { ...outcome, detail: text(outcome.detail), evidence }
    }
    case 'warn':
    case 'fail':
    case 'crash':
      return { ...outcome, problem: mapProblem(outcome.problem, text, item) }
    case 'not-provable-here': {
      const evidence = outcome.evidence?.map((each) => mapItem(each, text, item))
      return { ...outcome, because: text(outcome.because), next: text(outcome.next), ...(evidence === undefined ? {} : { evidence }) }
    }
    case 'skip':
    case 'blocked':
      return { ...outcome, because: text(outcome.because) }
    default:
      return assertNever(outcome)
  }
}

function mapProblem(problem: Problem, text: MapText, item: MapItem): Problem {
  return {
    ...problem,
    title: text(problem.title),
    cause: text(problem.cause),
    remedy: text(problem.remedy),
    evidence: problem.evidence.map((each) => mapItem(each, text, item))
  }
}

function mapItem(original: EvidenceItem, text: MapText, item: MapItem): EvidenceItem {
  const changed = item(original)
  return { ...changed, label: text(changed.label), value: text(changed.value) }
}
