import type { CheckEvent } from '../../core/checks/check.ts'
import type { CheckReport } from '../../core/report/check-report.ts'

/** Tells a person or a program how a ladder goes. */
export interface CheckReporter {
  begin(subject: CheckReport['subject']): void
  event(event: CheckEvent): void
  end(report: CheckReport): void
}
