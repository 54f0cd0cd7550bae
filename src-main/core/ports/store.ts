import type { CancelSignal } from '../cancel.ts'
import type { Problem } from '../errors.ts'
import type { RecentWorkEntry, Workspace } from '../model/workspace.ts'
import type { PreviewRun, PreviewRunHead } from '../preview/preview-run.ts'
import type { Profile, StoredProfile } from '../profile/profile.ts'
import type { Result } from '../result.ts'
import type { SiteMemory } from '../service/site-memory.ts'

/** The form, the screen and recent work; never a secret. A broken file is set aside, not lost. */
export interface WorkspacePort {
  read(): Workspace
  save(changes: Pick<Workspace, 'form' | 'screen' | 'site' | 'samlTicks' | 'samlGiven' | 'oauthGiven' | 'adviserAnswers'>): void
  remember(entry: RecentWorkEntry): void
}

/** What is known of a site between two starts: never a secret. */
export interface SiteMemoryPort {
  list(): readonly SiteMemory[]
  read(site: string): SiteMemory | undefined
  save(memory: SiteMemory): Result<null, Problem>
  forget(site: string): Result<null, Problem>
}

/** The profile that the window keeps for each site. A broken file is set aside, not lost. */
export interface ProfilePort {
  read(site: string): StoredProfile | undefined
  save(site: string, profile: StoredProfile): Result<null, Problem>
  forget(site: string): Result<null, Problem>
}

/** Profiles as files: read with migration and refusal of secrets, written so that they can be read again. */
export interface ProfileFilePort {
  /** `notes`: what a migration changed, as sentences. */
  read(content: Uint8Array | string, fileName: string): Result<{ readonly profile: Profile; readonly notes: readonly string[] }, Problem>
  text(profile: Profile): string
}

/** Earlier previews of each site, without secrets. The oldest are deleted when newer ones come; a broken file is set aside, not lost. */
export interface PreviewRunPort {
  save(run: PreviewRun, signal: CancelSignal): Promise<Result<null, Problem>>
  /** Newest first; `site` as in the head of a run, absent: of all. */
  list(site: string | undefined): Promise<Result<readonly PreviewRunHead[], Problem>>
  read(runId: string, signal: CancelSignal): Promise<Result<PreviewRun, Problem>>
  /** Deletes every run of a site: they name its people. */
  forget(site: string): Promise<Result<null, Problem>>
}
