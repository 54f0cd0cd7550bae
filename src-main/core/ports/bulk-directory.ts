import type { CancelSignal } from '../cancel.ts'
import type { LdapFailure } from '../model/directory-facts.ts'
import type { DirectorySettings } from '../model/directory-settings.ts'
import type { EntryView } from '../preview/snapshot/entry-view.ts'
import type { Result } from '../result.ts'
import type { Secret } from '../secret.ts'

/** Reads all people and groups of a directory as fast as it can answer. Never writes, never follows references. */
export interface BulkDirectoryPort {
  /** The error is why nothing could be read at all; a reading that ended in the middle is a success whose `end` is `cut`. Throws `Cancelled`. */
  read(request: BulkRequest, sink: BulkSink, signal: CancelSignal): Promise<Result<BulkEnd, BulkRefusal>>
}

export interface BulkRequest {
  /** The backup hosts are tried in turn while none has answered; later breaks are cuts. `timeoutMs` counts per message. */
  readonly settings: DirectorySettings
  readonly password: Secret
  /** The first attribute is the one that names people, and the only one that they may be split by. */
  readonly people: BulkSearch
  readonly groups: BulkSearch
  /** Most connections at a time. With more than one, people are split where an index allows it. */
  readonly connections: 1 | 2 | 3 | 4
}

export interface BulkSearch {
  readonly filter: string
  readonly attributes: readonly string[]
}

/** Takes entries as they are decoded, in no particular order; the attributes of a view are numbered as the search names them. */
export interface BulkSink {
  /**
   * Some people ahead of all others, so that there is something to look at while the work is shared out; they come again later, by `person`.
   * Only where several connections read.
   */
  glimpse?(entry: EntryView): void
  person(entry: EntryView): void
  /** Answers a number of its own choice, by which later parts of the same group come. */
  group(entry: EntryView): number
  /** Values of a group that the server sends in parts; only those values are in the view. */
  members(group: number, entry: EntryView): void
  /** After each page. */
  progress(progress: BulkProgress): void
}

export interface BulkProgress {
  readonly pages: number
  readonly people: number
  readonly groups: number
  /** Values of membership attributes. */
  readonly members: number
  /** People and groups since the first one was asked for. */
  readonly entriesPerSecond: number
}

export interface BulkEnd extends BulkProgress {
  readonly host: string
  readonly end: { readonly kind: 'complete' } | { readonly kind: 'cut'; readonly cut: BulkCut }
  /** Other servers, or parts of them, that were pointed to and not followed; however often. */
  readonly references: number
  /** Parts that the people were read in: 1 when they were not split. */
  readonly parts: number
  readonly durationMs: number
}

/** The first thing that went wrong after the reading had begun. */
export interface BulkCut {
  readonly where: 'people' | 'groups' | 'members'
  /** A whole sentence. */
  readonly because: string
  /** Absent when the server made no sense without breaking any rule. */
  readonly failure?: LdapFailure
}

export type BulkRefusal =
  | { readonly kind: 'cleartext-not-allowed'; readonly host: string }
  /** `earlier`: hosts that could not be reached before this one was tried. */
  | { readonly kind: 'not-opened'; readonly host: string; readonly failure: LdapFailure; readonly earlier: readonly UnreachedHost[] }
  | { readonly kind: 'bad-filter'; readonly of: 'people' | 'groups'; readonly text: string }

export interface UnreachedHost {
  readonly host: string
  readonly failure: LdapFailure
}
