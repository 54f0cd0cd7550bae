import type { PlanSource } from '../app/operations/make-site-plan.ts'
import type { OutputFile } from './output-file.ts'

/** What `apply` and `undo` differ in. */
export interface ApplyJob {
  readonly command: 'apply' | 'undo'
  readonly source: PlanSource
  /** The site of the profile or receipt. */
  readonly named: string
  readonly receiptFile: OutputFile
  /** `--profile acme.json`. */
  readonly sourceWords: readonly string[]
}
