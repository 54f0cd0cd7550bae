import type { CancelSignal } from '../cancel.ts'
import type { Problem } from '../errors.ts'
import type { IdentityTables } from '../identity/identity-tables.ts'
import type { DirectorySettings, ServerType } from '../model/directory-settings.ts'
import type { Leaver, Leavers } from '../owned/owned-views.ts'
import type { MadeForecast } from '../plan/forecast.ts'
import type { Result } from '../result.ts'
import type { Secret } from '../secret.ts'
import type { Ablation } from './ablation.ts'
import type { ChangedOutcome, PreviewComparison } from './compare-previews.ts'
import type { ReadingFacts } from './directory-snapshot.ts'
import type { Explanation } from './explain.ts'
import type { PreviewFormat } from './export/preview-format.ts'
import type { GroupChange } from './group-changes.ts'
import type { PatternHits } from './group-patterns.ts'
import type { PeopleCount } from './last-good-run.ts'
import type { PreviewRow, PreviewSummary, Trace } from './preview-result.ts'
import type { PreviewRules } from './preview-rules.ts'
import type { PreviewRunHead } from './preview-run.ts'
import type { RowPage, RowQuery } from './query-rows.ts'

/**
 * Reads directories and the users of sites, keeps what it read, and answers questions about it. It is given nothing that could write to
 * either. In the window it lives in a thread of its own, so everything that goes in and comes out survives a structured clone, but for the
 * password. Every method throws `Cancelled` when its signal fires. A preview that is gone is the problem `app.result-gone`.
 */
export interface PreviewDesk {
  read(request: PreviewRequest, tell: (progress: PreviewProgress) => void, signal: CancelSignal): Promise<Result<PreviewView, Problem>>
  /** What was read, by other rules: nothing is read again. The user name field cannot be another one. The earlier preview can still be asked. */
  judge(previewId: string, rules: PreviewRules, signal: CancelSignal): Promise<Result<PreviewView, Problem>>
  ask<Q extends PreviewQuestion>(previewId: string, question: Q, signal: CancelSignal): Promise<Result<PreviewAnswers[Q['kind']], Problem>>
  /** Writes the rows that the query fits, in its order, to a file that only its owner can read. */
  export(previewId: string, request: PreviewExport, signal: CancelSignal): Promise<Result<ExportedRows, Problem>>
  /** Once the run is on disk, or with the reason why it is not; at once when it is not to be kept. */
  kept(previewId: string): Promise<Result<null, Problem>>
  /** Earlier runs of `PreviewRequest.keepAs`, newest first. */
  runs(keptAs: string): Promise<Result<readonly PreviewRunHead[], Problem>>
  close(previewId: string): void
  /** Who would be called what: judged from the same sources, and from previews that are open. */
  readonly identity: IdentityTables
}

export interface PreviewRequest {
  readonly people: PeopleSource
  readonly users: UsersSource
  readonly rules: PreviewRules
  /** The name under which runs belong together and are kept: host of the site, or of the directory when there is no site. Absent: not kept. */
  readonly keepAs: string | undefined
  /** People whom the sync took when it was applied last; a good run that is newer goes before it. */
  readonly appliedLastTime: PeopleCount | undefined
}

export type PeopleSource =
  | { readonly kind: 'live'; readonly settings: DirectorySettings; readonly password: Secret }
  | { readonly kind: 'ldif'; readonly path: string; readonly serverType: ServerType }
  | { readonly kind: 'recorded'; readonly runId: string }

export type UsersSource =
  /** A site that the desk has a reader for, by its host. */
  | { readonly kind: 'site'; readonly site: string }
  | { readonly kind: 'file'; readonly path: string }
  /** Those of the recorded run. */
  | { readonly kind: 'recorded' }
  | { readonly kind: 'none' }

/** Told after pages, at most a few times a second. */
export interface PreviewProgress {
  readonly directory: {
    readonly state: 'waiting' | 'reading' | 'done'
    readonly pages: number
    readonly people: number
    readonly groups: number
    readonly members: number
    readonly perSecond: number
  }
  /** Absent when no site is compared. */
  readonly site: { readonly state: 'reading' | 'done'; readonly pages: number; readonly users: number } | undefined
  /** From the number of people at the last good run; absent while nobody can tell. */
  readonly secondsLeft: number | undefined
  /** The first people as they stand in the directory, told once: something to look at while the rest arrives. */
  readonly firstPeople: readonly FirstPerson[] | undefined
}

export interface FirstPerson {
  readonly dn: string
  /** As the service would call the person. */
  readonly username: string
  readonly name: string
  readonly mail: string
}

/** A preview as it is shown; its rows are asked for. */
export interface PreviewView {
  readonly previewId: string
  /** Under which it is kept; absent when it is not. */
  readonly runId: string | undefined
  /** One sentence: what the sync would do, the number of people first. */
  readonly headline: string
  /** Host of the directory, file, or moment of the recorded run. */
  readonly directory: string
  /** Host of the site or file; absent when nothing was compared. */
  readonly site: string | undefined
  readonly reading: ReadingFacts
  /** When the users of the site were read to the end; absent without a site. */
  readonly siteReading: { readonly isComplete: boolean; readonly cutBecause: string | undefined } | undefined
  readonly rules: PreviewRules
  readonly summary: PreviewSummary
  readonly filters: FilterHits
  /** The last good run, which a sharp drop is measured against and which is compared with first. */
  readonly earlier: { readonly runId: string; readonly at: string; readonly people: number } | undefined
  readonly rowCount: number
}

export interface FilterHits {
  readonly required: ListHits
  readonly included: ListHits
  readonly excluded: ListHits
}

/** What a list of group patterns matches. */
export interface ListHits {
  readonly isEmpty: boolean
  readonly groups: number
  /** People in these groups, each counted once, nested ones as the rules say. */
  readonly people: number
  readonly perPattern: readonly PatternHits[]
  readonly unmatched: readonly string[]
  /** As in `GroupMatch`. */
  readonly takenApart: readonly string[]
}

export type PreviewQuestion =
  | { readonly kind: 'rows'; readonly query: RowQuery }
  | { readonly kind: 'trace'; readonly row: number }
  /** “Why not Anna?” */
  | { readonly kind: 'explain'; readonly name: string }
  /** While somebody types. */
  | { readonly kind: 'hits'; readonly lists: GroupLists }
  /** What a plan needs to know. */
  | { readonly kind: 'forecast' }
  /** Few or no results: which clause keeps whom away. */
  | { readonly kind: 'few' }
  | { readonly kind: 'groups'; readonly query: GroupQuery }
  /** Who would be disabled or deleted, with their numbers at the site. */
  | { readonly kind: 'leavers' }
  /** Which user of the site a row is about. */
  | { readonly kind: 'account'; readonly row: number }
  /** `before` is the earlier run. */
  | { readonly kind: 'compare'; readonly runId: string; readonly offset: number; readonly limit: number }

/** By the kind of the question. */
export interface PreviewAnswers {
  readonly rows: RowPage
  readonly trace: { readonly row: PreviewRow; readonly trace: Trace }
  readonly explain: Explanation
  readonly hits: FilterHits
  readonly forecast: MadeForecast
  readonly few: Ablation
  readonly groups: GroupPage
  readonly leavers: Leavers
  /** Absent: the row has no user at the site, or nothing was compared. */
  readonly account: AccountOfRow | undefined
  readonly compare: ComparisonPage
}

/** `outcome`: absent when the account stays. */
export type AccountOfRow = Omit<Leaver, 'outcome'> & { readonly outcome: Leaver['outcome'] | undefined }

export interface GroupLists {
  readonly requiredGroups: string
  readonly includedGroups: string
  readonly excludedGroups: string
  /** By which the people in them are counted. */
  readonly directMembersOnly: boolean
}

export interface GroupQuery {
  readonly search: string
  /** Of these; empty: any. */
  readonly outcomes: readonly GroupChange['outcome'][]
  /** Absent: as `groupChanges` has them. */
  readonly sort?: { readonly column: 'name' | 'outcome' | 'people' | 'gained' | 'lost'; readonly descending: boolean } | undefined
  readonly offset: number
  readonly limit: number
}

export interface GroupPage {
  readonly total: number
  readonly rows: readonly GroupChange[]
  /** Of all groups, whatever is searched for. */
  readonly counts: Readonly<Record<GroupChange['outcome'], number>>
}

export interface ComparisonPage {
  readonly runId: string
  /** When the earlier directory was read. */
  readonly at: string
  readonly total: number
  readonly changed: readonly ChangedOutcome[]
  readonly rules: PreviewComparison['rules']
  readonly isReliable: boolean
}

export interface PreviewExport {
  readonly format: PreviewFormat
  readonly path: string
  readonly query: Omit<RowQuery, 'offset' | 'limit'>
}

export interface ExportedRows {
  readonly path: string
  readonly rows: number
}
