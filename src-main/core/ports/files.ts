import type { CancelSignal } from '../cancel.ts'
import type { Problem } from '../errors.ts'
import type { DirectoryEntry } from '../model/directory-facts.ts'
import type { Table } from '../model/table.ts'
import type { SiteUsers } from '../preview/site-users.ts'
import type { Result } from '../result.ts'

export interface FilePort {
  /** Asks the person where to save, and writes there; `not-saved` when they change their mind. */
  save(suggestedName: string, text: string): Promise<Result<SaveAnswer, Problem>>
  /** Asks only where to save; whoever asked writes the file. */
  choosePlace(suggestedName: string): Promise<PlaceAnswer>
  /** Asks which file to read. `endings` without a dot. */
  chooseFile(title: string, endings: readonly string[]): Promise<PlaceAnswer>
}

export type PlaceAnswer = { readonly kind: 'chosen'; readonly path: string } | { readonly kind: 'not-chosen' }

export type SaveAnswer = { readonly kind: 'saved'; readonly path: string } | { readonly kind: 'not-saved' }

/** Files that are written piece by piece: whole or not there, readable by their owner only. Throws `Cancelled`. */
export interface OutputPort {
  write(path: string, texts: Iterable<string> | AsyncIterable<string>, signal: CancelSignal): Promise<Result<null, Problem>>
}

/** Tables in files: CSV. */
export interface TablePort {
  /** Commas, semicolons or tabs; UTF-8 or UTF-16. The error is the reason as half a sentence. */
  read(content: Uint8Array): Result<Table, string>
}

/** Files that take the place of a directory, or of the users of a site. All methods throw `Cancelled`. */
export interface OfflinePort {
  readLdif(path: string, request: LdifRequest, signal: CancelSignal): Promise<LdifReading>
  readUsersFile(path: string, unsaid: UnsaidSignIn, signal: CancelSignal): Promise<Result<SiteUsers, Problem>>
  /** CSV. The error is the reason as half a sentence. */
  readTable(path: string, signal: CancelSignal): Promise<Result<Table, string>>
}

export interface LdifRequest {
  /** Without options; all others are passed over. */
  readonly attributes: readonly string[]
  readonly onEntry: (entry: DirectoryEntry) => void
  /** After each piece of the file. */
  readonly onPiece: () => void
}

export type LdifReading =
  | { readonly kind: 'complete'; readonly references: number }
  /** Whole entries were read, but not all there are. */
  | { readonly kind: 'cut'; readonly problem: Problem; readonly references: number }
  | { readonly kind: 'refused'; readonly problem: Problem }

/** What a record means that says nothing about how its user signs in: short lists name a user and no more. */
export interface UnsaidSignIn {
  readonly authenticationMethod: string
  readonly ssoStrategyId: number | undefined
  readonly externallyManaged: boolean
}
