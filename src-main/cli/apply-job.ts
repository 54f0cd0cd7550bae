import type { PlanSource } from '../app/operations/make-site-plan.ts'
import type { Result } from '../core/result.ts'
import type { OpenedSite } from './open-site.ts'
import type { OutputFile } from './output-file.ts'
import type { Refusal } from './refusal.ts'

/** What `apply`, `undo` and `groups rename` differ in. */
export interface ApplyJob {
  readonly command: 'apply' | 'undo' | 'groups rename'
  readonly source: PlanSource
  /** The site of the profile or receipt. */
  readonly named: string | undefined
  readonly receiptFile: OutputFile
  /** `--profile acme.json`. */
  readonly sourceWords: readonly string[]
}

/** A job whose source is known only when the site has been looked at. */
export interface OpenJob extends Omit<ApplyJob, 'source'> {
  sourceOf(site: OpenedSite): Promise<Result<PlanSource, Refusal>>
}
