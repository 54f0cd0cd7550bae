import type { CheckEvent } from '../../core/checks/check.ts'
import type { Suggestion } from '../../core/model/suggestion.ts'
import type { CheckReport } from '../../core/report/check-report.ts'

/** Tells a person or a program how a ladder goes. */
export interface CheckReporter {
  readonly showsSuggestions: boolean
  begin(subject: CheckReport['subject']): void
  event(event: CheckEvent): void
  end(report: CheckReport, suggestions: readonly Suggestion[]): void
}
