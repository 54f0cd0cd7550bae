import type { Problem } from '../../core/errors.ts'
import type { DirectorySettings } from '../../core/model/directory-settings.ts'
import type { DirectoryToRead } from '../../core/plan/directories-to-read.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import type { Secret } from '../../core/secret.ts'
import type { FilesReader } from '../../core/service/files-service.ts'

/** What a plan wants to have previewed, all with one password. */
export interface SyncsToPreview {
  readonly reader: FilesReader
  readonly syncs: readonly SyncToPreview[]
  readonly password: Secret
}

export interface SyncToPreview {
  readonly directory: DirectoryToRead
  readonly settings: DirectorySettings
  readonly rules: PreviewRules
}

export type ForecastFailure =
  /** Of the site: no plan can be made. */
  | { readonly kind: 'users-cut'; readonly problem: Problem }
  /** Nothing of a directory was seen. */
  | { readonly kind: 'not-begun'; readonly because: string }
  /** The reading of a directory had begun, so that facts are missing, whoever says otherwise. */
  | { readonly kind: 'cut'; readonly because: string }

/** Why a directory could not be previewed. A password that one directory refused is not shown to the next. */
export function directoryFailure({ code, title, cause }: Problem): ForecastFailure {
  return { kind: AFTER_SIGN_IN.test(code) ? 'cut' : 'not-begun', because: `${title}. ${cause}` }
}

/** What only a search can meet: until then nothing of the directory has been seen. */
const AFTER_SIGN_IN = /^ldap\.(?:base\.|users\.|no-answer$|connection-closed$)/

/** Passes a number on when the one before it has been taken; those between are out of date by then. */
export function latestOnly(pass: (count: number) => Promise<void>): (count: number) => void {
  let isWaiting = false
  return (count) => {
    if (isWaiting) return
    isWaiting = true
    void pass(count).then(() => (isWaiting = false))
  }
}
