import type { DirectorySnapshot, ReadingFacts } from './directory-snapshot.ts'
import type { PreviewSummary } from './preview-result.ts'
import type { PreviewRules } from './preview-rules.ts'
import type { SiteUsers } from './site-users.ts'

/** A preview as it is kept: what was read, and by which rules it was judged. The result follows from both, so it can be made again and compared. */
export interface PreviewRun {
  readonly head: PreviewRunHead
  readonly directory: DirectorySnapshot
  /** Absent: compared with no site. */
  readonly users: SiteUsers | undefined
}

export interface PreviewRunHead {
  /** Letters, digits and hyphens. */
  readonly runId: string
  /** Host of the site, or another name under which runs belong together; may be empty. */
  readonly site: string
  /** ISO 8601 in UTC, as `toISOString` gives it. */
  readonly at: string
  readonly rules: PreviewRules
  readonly summary: PreviewSummary
  readonly reading: ReadingFacts
}
