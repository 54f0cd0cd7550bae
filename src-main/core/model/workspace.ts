import type { AdviserAnswers } from '../adviser/adviser-views.ts'
import type { CheckSummary } from '../report/check-report.ts'
import type { DirectoryForm } from './directory-form.ts'
import type { OauthForm } from './oauth-form.ts'

/** What survives a restart: the form as typed, the screen, recent work. Never a secret. */
export interface Workspace {
  readonly form: DirectoryForm
  readonly screen: Screen
  /** Host of the site that was chosen last; empty when none. */
  readonly site: string
  /** Host of a site to the ids of Entra’s steps that somebody ticked as done. */
  readonly samlTicks: Readonly<Record<string, readonly string[]>>
  /** What was entered of Entra ID, as typed. */
  readonly samlGiven: SamlGiven
  /** The same of an app registration for OAuth; never its secret. */
  readonly oauthGiven: OauthForm
  readonly adviserAnswers: AdviserAnswers
  /** Newest first. */
  readonly recent: readonly RecentWorkEntry[]
}

export interface SamlGiven {
  readonly metadataUrl: string
  readonly tenantId: string
  readonly applicationId: string
}

export const nothingGiven: SamlGiven = { metadataUrl: '', tenantId: '', applicationId: '' }

export const screenNames = [
  'home',
  'method',
  'site',
  'setup',
  'directory',
  'preview',
  'saml',
  'oauth',
  'identity',
  'provisioning',
  'certificates',
  'journal'
] as const

export type Screen = (typeof screenNames)[number]

export interface RecentWorkEntry {
  /** ISO 8601, UTC. */
  readonly when: string
  readonly host: string
  readonly headline: string
  /** The settings that were checked, to take up again. */
  readonly form: DirectoryForm
  readonly outcome: CheckSummary['outcome']
}
