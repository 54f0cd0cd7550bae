import type { CheckReport } from '../core/report/check-report.ts'
import type { EvidenceItem } from '../core/evidence.ts'
import type { DirectoryForm } from '../core/model/directory-form.ts'
import type { Problem } from '../core/errors.ts'
import type { RunView } from '../core/journal/run-view.ts'
import type { Forecast } from '../core/plan/forecast.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { Profile, SafetyLimits } from '../core/profile/profile.ts'
import type { PreviewSummary } from '../core/preview/preview-result.ts'
import type { PreviewRules } from '../core/preview/preview-rules.ts'
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

export interface SiteList {
  readonly sites: readonly RememberedSite[]
  /** Why keys cannot be kept; absent while the keychain works. */
  readonly keychainProblem: Problem | undefined
  /** Runs that have no end in the journal: the application ended while applying. */
  readonly interruptedRuns: readonly RunView[]
}

export interface ForgottenSite {
  /** The keychain could not be asked: a key that was kept there may still be in it. Everything else is gone. */
  readonly keychainProblem: Problem | undefined
}

export interface RememberedSite {
  readonly site: string
  readonly name: string
  readonly who: string
  readonly lastConnectedAt: string
  /** `stored` in the keychain, only in `memory`, or `none`: it has to be typed. */
  readonly key: 'stored' | 'memory' | 'none'
}

export interface ProfileView {
  readonly profile: Profile
  /** `kept`: saved by this application. `imported`: just read from a file. `from-site`: made from what the site holds now. */
  readonly source: 'kept' | 'imported' | 'from-site'
  /** What a migration or an import changed, as sentences. */
  readonly notes: readonly string[]
}

export interface PlanView {
  readonly plan: Plan
  /** One sentence with the totals first. */
  readonly headline: string
  /** Service names of write-only fields that the plan sets: their values must be given again when it is applied. */
  readonly secretFields: readonly string[]
  readonly forecast: Forecast
  /** The keychain holds the LDAP password, or one was typed. */
  readonly hasLdapPassword: boolean
}

/** `stale` and `unsafe` come with the plan as it is now: nothing was sent. */
export type ApplyAnswer =
  | { readonly kind: 'ran'; readonly run: RunView }
  | { readonly kind: 'stopped'; readonly problem: Problem; readonly plan: PlanView | undefined }

export interface StartedPracticeSite {
  /** To connect with, with the key `practice`. */
  readonly address: string
  readonly sentence: string
  /** Of the tenant of practice, when it runs. */
  readonly samlMetadataUrl?: string
  /** Of its app registration for OAuth. The secret stays in the main process: an empty one stands for it. */
  readonly oauth?: { readonly tenantId: string; readonly clientId: string; readonly secretEndsOn: string }
}

/** With what a preview of a site begins. */
export interface PreviewSettings {
  /** The syncs that the site has or the profile wants, the one that is on first; empty without a site. */
  readonly targets: readonly PreviewTarget[]
  readonly limits: SafetyLimits
  /** Rules for a directory that no set-up names. */
  readonly rules: Omit<PreviewRules, 'limits'>
}

export interface PreviewTarget {
  readonly managedBy: PreviewRules['managedBy']
  /** As the person knows it: “LDAP of the site”, or the name of the provider. */
  readonly title: string
  /** Whether this sync is switched on at the site now. */
  readonly isOn: boolean
  /** Host, base and account of the directory; absent when the set-up names none. */
  readonly directory: { readonly host: string; readonly baseDn: string; readonly username: string } | undefined
  readonly rules: Omit<PreviewRules, 'limits'>
  /** The keychain holds the password of the account, or the practice site knows it. */
  readonly hasPassword: boolean
}

/** A file that was chosen in the system's own dialog; the main process keeps its path. */
export type ChosenFile = { readonly kind: 'chosen'; readonly fileId: string; readonly name: string } | { readonly kind: 'not-chosen' }

/** An earlier preview in a list. */
export interface PreviewRunView {
  readonly runId: string
  readonly at: string
  /** Host of the directory, or the file it was read from. */
  readonly directory: string
  readonly isComplete: boolean
  readonly people: number
  readonly counts: PreviewSummary['counts']
  /** The people of the run can be named by this one only. */
  readonly usernameField: string
}

export interface AppInfo {
  readonly version: string
  readonly runtime: string
  readonly platform: 'windows' | 'macos' | 'linux' | 'other'
}

export type { CertificateCard, CertificateView, ChainView, ServerTlsView } from '../core/report/certificate-view.ts'

export type { Suggestion }
export type { HelpText } from '../core/model/help-text.ts'
export type { PracticeFaultView } from '../core/model/practice-fault.ts'
export type { SaveAnswer } from '../core/ports/files.ts'
export type { RunView, HandOffView } from '../core/journal/run-view.ts'
export type { Profile } from '../core/profile/profile.ts'
export type { ConnectedSite } from '../core/service/connected-site.ts'
export type { FoundUser } from '../core/service/found-user.ts'
export type { Plan } from '../core/plan/plan.ts'
export type { FilterHits, GroupPage, ListHits, PreviewProgress, PreviewView } from '../core/preview/preview-desk.ts'
