import type { CheckReport } from '../core/report/check-report.ts'
import type { EvidenceItem } from '../core/evidence.ts'
import type { DirectoryForm } from '../core/model/directory-form.ts'
import type { Suggestion } from '../core/model/suggestion.ts'

/** What the main process answers: ready to be shown. */

export interface CheckedDirectory {
  /** Names the result for export; valid until the application closes or newer results push it out. */
  readonly reportId: string
  readonly report: CheckReport
}

export interface SuggestedSettings {
  readonly suggestions: readonly Suggestion[]
  /** What was looked at, also when nothing could be suggested. */
  readonly evidence: readonly EvidenceItem[]
  /** One sentence. */
  readonly summary: string
}

export interface Comparison {
  readonly same: boolean
  readonly sentence: string
  readonly differences: readonly { readonly label: string; readonly first: string; readonly second: string }[]
}

export interface StartedPractice {
  readonly form: DirectoryForm
  readonly fault?: { readonly name: string; readonly title: string; readonly teaches: string }
  readonly sentence: string
}

export interface AppInfo {
  readonly version: string
  readonly runtime: string
  readonly platform: 'windows' | 'macos' | 'linux' | 'other'
}

export type { CertificateCard, CertificateView, ChainView, ServerTlsView } from '../core/report/certificate-view.ts'

export type { Suggestion }
export type { HelpBlock, HelpText } from '../core/model/help-text.ts'
export type { PracticeFaultView } from '../core/model/practice-fault.ts'
export type { SaveAnswer } from '../core/ports.ts'
