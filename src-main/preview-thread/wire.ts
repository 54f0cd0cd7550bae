import type { Problem } from '../core/errors.ts'
import type { IdentityExport, IdentityPeopleSource, IdentityQuestion, IdentityRequest } from '../core/identity/identity-tables.ts'
import type { IdentityProgress, IdentityRules } from '../core/identity/identity-views.ts'
import type { PeopleSource, PreviewExport, PreviewProgress, PreviewQuestion, PreviewRequest } from '../core/preview/preview-desk.ts'
import type { PreviewRules } from '../core/preview/preview-rules.ts'
import type { Result } from '../core/result.ts'
import type { SiteAddress } from '../core/service/site-address.ts'

/**
 * Everything that crosses between the main process and the preview thread. There is a place for the password of the directory, which only the
 * thread can send to the directory, and none for an API key: the thread asks the main process for each answer of the service.
 */
export type ToThread =
  | { readonly kind: 'call'; readonly id: number; readonly call: DeskCall }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'close'; readonly previewId: string }
  | { readonly kind: 'close-identity'; readonly identityId: string }
  | { readonly kind: 'fetch-answer'; readonly id: number; readonly answer: FetchAnswer }

export type FromThread =
  | { readonly kind: 'event'; readonly id: number; readonly progress: PreviewProgress | IdentityProgress }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: DeskReply }
  /** `call` is the reading that it belongs to: it decides which site may be asked. */
  | ({ readonly kind: 'fetch'; readonly id: number; readonly call: number } & FetchRequest)
  | { readonly kind: 'fetch-cancel'; readonly id: number }
  | { readonly kind: 'log'; readonly level: 'info' | 'warn' | 'error'; readonly message: string; readonly fields: LogFields }

/** The methods of `PreviewDesk`, and of the names it judges, with what they are given, but for functions. */
export type DeskCall =
  /** `site`: the one whose users may be read; absent when none was granted. */
  | { readonly method: 'read'; readonly request: WireRequest; readonly site: SiteAddress | undefined }
  | { readonly method: 'judge'; readonly previewId: string; readonly rules: PreviewRules }
  | { readonly method: 'ask'; readonly previewId: string; readonly question: PreviewQuestion }
  | { readonly method: 'export'; readonly previewId: string; readonly request: PreviewExport }
  | { readonly method: 'kept'; readonly previewId: string }
  | { readonly method: 'runs'; readonly keptAs: string }
  | { readonly method: 'identity-read'; readonly request: WireIdentityRequest; readonly site: SiteAddress | undefined }
  | { readonly method: 'identity-judge'; readonly identityId: string; readonly rules: IdentityRules }
  | { readonly method: 'identity-ask'; readonly identityId: string; readonly question: IdentityQuestion }
  | { readonly method: 'identity-export'; readonly identityId: string; readonly request: IdentityExport }

export type WireRequest = Omit<PreviewRequest, 'people'> & { readonly people: WirePeople }

export type WireIdentityRequest = Omit<IdentityRequest, 'people'> & { readonly people: WireIdentityPeople }

export type WireIdentityPeople = WirePeople | Exclude<IdentityPeopleSource, PeopleSource>

/** A `Secret` is empty after a structured clone, by intent: here it travels as text, and is one again on the other side. */
export type WirePeople =
  Exclude<PeopleSource, { kind: 'live' }> | (Omit<Extract<PeopleSource, { kind: 'live' }>, 'password'> & { readonly password: string })

export type DeskReply =
  | { readonly kind: 'answer'; readonly answer: Result<unknown, Problem> }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'thrown'; readonly error: WireError }

/** There is no place for headers and a body: the main process knows what belongs to a reading. */
export interface FetchRequest {
  readonly method: string
  readonly url: string
}

export type FetchAnswer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: readonly (readonly [name: string, value: string])[]
      readonly body: ArrayBuffer
      /** Why the body is not whole. */
      readonly brokenBy: WireError | undefined
    }
  | { readonly kind: 'failed'; readonly error: WireError }

/** What of an error decides what it means; a structured clone would lose `name`, `code` and the causes of its kind. */
export interface WireError {
  readonly name: string
  readonly message: string
  readonly code: string
  readonly stack: string
  readonly cause: WireError | undefined
}

export type LogFields = Readonly<Record<string, unknown>>

/** What a thread is started with. */
export interface ThreadSetup {
  /** Where runs of the preview are kept. */
  readonly dataFolder: string
  /** Of this application, for exports. */
  readonly version: string
}
