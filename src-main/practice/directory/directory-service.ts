import type { Outcome } from '../protocol/outcome.ts'
import type { DirectoryTree } from './directory-tree.ts'
import type { DistinguishedName } from './distinguished-name.ts'
import type { AttributeValue, Entry } from './entry.ts'
import type { AttributeType, Schema } from './schema.ts'

export type PracticeFlavour = 'active-directory' | 'openldap'

/** What one kind of server is: its data, its rules and its own words for every refusal. */
export interface DirectoryService {
  readonly flavour: PracticeFlavour
  readonly schema: Schema
  readonly tree: DirectoryTree
  readonly limits: DirectoryLimits
  /** Controls taken without complaint, by number. The paged results control is served, the others change nothing here. */
  readonly acceptedControls: ReadonlySet<string>
  readonly words: ServerWords
  rootDse(): Entry
  /** Who signed in (`undefined`: nobody, a guest), or the refusal. */
  bind(name: string, password: Buffer): { readonly who: Entry | undefined } | { readonly refused: Outcome }
  whoAmI(who: Entry | undefined): string
  constructed(entry: Entry, type: AttributeType): readonly AttributeValue[]
  /** A base that is no name but still means an entry, such as `<SID=S-1-5-...>`. */
  findByAlias(base: string): Entry | undefined
}

export interface DirectoryLimits {
  /** Most entries of one answer. A client that pages gets all of them, page by page (Active Directory). */
  readonly pageSize: number | undefined
  /** Most entries of one search, however it pages (OpenLDAP). */
  readonly searchSize: number | undefined
  readonly valueRange: number | undefined
}

/** How this kind of server words its refusals. */
export interface ServerWords {
  readonly notSignedIn: Outcome
  noSuchObject(base: string, nearest: Entry | undefined): Outcome
  /** The name belongs to another server. */
  elsewhere(name: DistinguishedName): Outcome | undefined
  invalidName(base: string): Outcome
  readonly writeRefused: Outcome
  readonly unknownExtendedOperation: Outcome
  readonly unknownCriticalControl: Outcome
  readonly invalidPagingCookie: Outcome
  readonly startTlsUnavailable: Outcome
  readonly startTlsTwice: Outcome
  readonly plainTextBindRefused: Outcome
  readonly channelBindingRefused: Outcome
  readonly saslRefused: Outcome
  readonly oldProtocolRefused: Outcome
}
