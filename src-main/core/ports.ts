import type { CancelSignal } from './cancel.ts'
import type { Problem } from './errors.ts'
import type { ChainFacts, ChainTrust } from './model/certificate.ts'
import type { CertificateFileFailure } from './model/certificate-file-failure.ts'
import type { ConnectAnswer, DirectoryEntry, LdapFailure, NameAnswer, ServiceRecord } from './model/directory-facts.ts'
import type { DirectoryForm } from './model/directory-form.ts'
import type { DirectorySettings, Security, ServerType } from './model/directory-settings.ts'
import type { HelpText } from './model/help-text.ts'
import type { PracticeFaultView } from './model/practice-fault.ts'
import type { TlsLook } from './model/tls-facts.ts'
import type { Table } from './model/table.ts'
import type { RecentWorkEntry, Workspace } from './model/workspace.ts'
import type { JournalRecord, JournalRun } from './journal/journal-record.ts'
import type { EntryView } from './preview/snapshot/entry-view.ts'
import type { PreviewRun, PreviewRunHead } from './preview/preview-run.ts'
import type { SiteUsers } from './preview/site-users.ts'
import type { Profile, StoredProfile } from './profile/profile.ts'
import type { Result } from './result.ts'
import type { OpenIdPort } from './oauth/oauth-ports.ts'
import type { MetadataFetchPort } from './saml/saml-ports.ts'
import type { Secret } from './secret.ts'

import type { SiteMemory } from './service/site-memory.ts'

/**
 * What the engine needs from the world. Adapters implement these; every method that waits takes a signal,
 * throws `Cancelled` when it fires, and keeps to its deadline. Expected failures are values.
 */

export interface NetworkPort {
  resolve(host: string, timeoutMs: number, signal: CancelSignal): Promise<NameAnswer>
  /** SRV records, best first; empty when there are none or nobody answers. */
  resolveService(name: string, timeoutMs: number, signal: CancelSignal): Promise<readonly ServiceRecord[]>
  connect(address: string, port: number, timeoutMs: number, signal: CancelSignal): Promise<ConnectAnswer>
}

export interface DirectoryTarget {
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly caPem?: string
  readonly timeoutMs: number
}

export interface TlsPort {
  /** Never sends anything but TLS (and the StartTLS request), and never trusts what it sees. */
  look(target: TlsTarget, signal: CancelSignal): Promise<TlsLook>
}

export interface TlsTarget {
  readonly host: string
  readonly port: number
  readonly mode: 'tls' | 'starttls'
  /** Name sent to the server (SNI) when it differs from the host. */
  readonly serverName?: string
  readonly caPem?: string
  readonly timeoutMs: number
}

export interface CertificatePort {
  /** The certificates in a file's bytes or a pasted text, as chains; the chain of the first certificate comes first. */
  read(content: Uint8Array | string, fileName?: string): Promise<Result<readonly ChainFacts[], CertificateFileFailure>>
  /** Whether the authorities this computer trusts, and the public ones, vouch for the chain. */
  trust(chain: ChainFacts): Promise<{ readonly here: ListedTrust; readonly publicly: ListedTrust }>
}

/** `list` names the list of authorities: `the certificate store of this computer (140 authorities)`. */
export type ListedTrust = ChainTrust & { readonly list: string }

export interface DirectoryPort {
  /** `verified`: TLS must pass this computer's verification (with `caPem`). `unverified`: for anonymous reads only; a bind is refused by a thrown bug. */
  open(target: DirectoryTarget, trust: 'verified' | 'unverified', signal: CancelSignal): Promise<Result<DirectorySession, LdapFailure>>
}

export interface DirectorySession {
  /** One simple bind. The password leaves the process here and nowhere else. */
  bind(name: string, password: Secret): Promise<Result<BindAnswer, LdapFailure>>
  /** The identity as the server names it (`dn:...`, `u:DOMAIN\name`); empty text means anonymous. */
  whoAmI(): Promise<Result<string, LdapFailure>>
  /** One entry; `undefined` when the server says it does not exist or hides it by an empty success. */
  read(dn: string, attributes: readonly string[]): Promise<Result<DirectoryEntry | undefined, LdapFailure>>
  search(request: SearchRequest): Promise<SearchOutcome>
  close(): void
}

export interface BindAnswer {
  /** Password policy warnings that came with the success (draft-behera-ldap-password-policy). */
  readonly passwordEndsInSeconds?: number
  readonly graceLoginsLeft?: number
  /** What the policy says although the sign-in succeeded: after `must-change` slapd refuses everything but a new password. */
  readonly policyError?: 'expired' | 'locked' | 'must-change' | 'other'
}

export interface SearchRequest {
  readonly base: string
  readonly scope: 'base' | 'one' | 'sub'
  readonly filter: string
  readonly attributes: readonly string[]
  readonly pageSize: number
  /** Called for each page as it arrives. Returning `stop` ends the search early without an error. */
  readonly onPage: (entries: readonly DirectoryEntry[]) => 'continue' | 'stop'
}

export interface SearchOutcome {
  /** `complete`: the server said so. `stopped`: `onPage` asked for it. `cut`: an error ended it; `seen` counts what came before. */
  readonly end: { readonly kind: 'complete' } | { readonly kind: 'stopped' } | { readonly kind: 'cut'; readonly failure: LdapFailure }
  readonly seen: number
  readonly pages: number
  readonly references: readonly string[]
}

export interface ClockPort {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds from an arbitrary start, never going back. */
  monotonicMs(): number
}

export interface LogPort {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

/** The form, the screen and recent work; never a secret. A broken file is set aside, not lost. */
export interface WorkspacePort {
  read(): Workspace
  save(changes: Pick<Workspace, 'form' | 'screen' | 'site' | 'samlTicks' | 'samlGiven' | 'oauthGiven' | 'adviserAnswers'>): void
  remember(entry: RecentWorkEntry): void
}

export interface HelpPort {
  /** `undefined` for a code without help. */
  read(code: string): HelpText | undefined
}

export interface PracticePort {
  faults(): Promise<readonly PracticeFaultView[]>
  /** Starts the practice directory afresh, with one fault or, when the name is empty, none. */
  start(fault: string, flavour: ServerType): Promise<RunningPractice>
  /** Starts the practice site with the healthy practice directory beside it; the same one when it runs already. */
  startSite(): Promise<PracticeSite>
  /** A SCIM server of its own, without people, that rehearsals may write to; the same one until the application ends. */
  startScim(): Promise<PracticeScim>
}

export interface PracticeScim {
  /** `http://127.0.0.1:PORT/api/scim`. */
  readonly endpoint: string
  readonly token: Secret
}

export interface PracticeSite {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string
  /** Of a site administrator of the made-up site. */
  readonly key: Secret
  readonly ldapPassword: Secret
  /** Reaches the directory beside the site. */
  readonly form: DirectoryForm
  /** Of the made-up company’s tenant: looks like Microsoft’s, and is answered by `metadataFetch` only. */
  readonly samlMetadataUrl: string
  /** Answers for the addresses of that tenant, and hands every other one to `next`. */
  metadataFetch(next: MetadataFetchPort): MetadataFetchPort
  /** The same for OpenID: discovery and tokens. */
  openId(next: OpenIdPort): OpenIdPort
  /** The app registration of that tenant. `secretEndsOn`: `2027-04-02`. */
  readonly oauth: { readonly tenantId: string; readonly clientId: string; readonly clientSecret: Secret; readonly secretEndsOn: string }
  /** `http://127.0.0.1:PORT/...`: where a browser signs in by this provider of the site. */
  signInPage(strategyId: number): string
  /** What stands for the SCIM address of Files.com. */
  readonly scimEndpoint: string
  /** Of the SAML provider that the site begins with. */
  readonly scimToken: Secret
}

export interface RunningPractice {
  readonly form: DirectoryForm
  readonly password: Secret
  /** Short, because nothing is far away: a fault that is about waiting should not take a coffee break. */
  readonly timeoutSeconds: number
  readonly fault?: PracticeFaultView
}

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

/** The operating system's store for secrets. Every method that fails says why as a problem, and the application goes on with what it holds in memory. */
export interface KeychainPort {
  read(account: KeychainAccount): Promise<Result<Secret | undefined, Problem>>
  write(account: KeychainAccount, secret: Secret): Promise<Result<null, Problem>>
  remove(account: KeychainAccount): Promise<Result<null, Problem>>
}

/** `site`: its host. */
export type KeychainAccount =
  | { readonly kind: 'api-key' | 'ldap-password'; readonly site: string }
  /** Each provider has a token of its own. */
  | { readonly kind: 'scim-token'; readonly site: string; readonly strategyId: number }

/** The clipboard of the operating system, for secrets that a person has to carry elsewhere: taken out again after a minute, unless it holds something else by then. */
export interface ClipboardPort {
  write(secret: Secret): void
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

export interface JournalPort {
  /** Begins the journal of a run; its first record is on disk when this answers. */
  begin(first: JournalRecord & { readonly type: 'run-started' }): Promise<Result<JournalWriter, Problem>>
  /** Goes on with an earlier run, for instance to write down what a later reading found out. */
  reopen(runId: string): Promise<Result<JournalWriter, Problem>>
  /** Newest first. */
  runs(): Promise<Result<readonly JournalRun[], Problem>>
}

export interface JournalWriter {
  /** On disk, through all caches, when this answers. A failure means: send nothing. */
  append(record: JournalRecord): Promise<Result<null, Problem>>
  close(): Promise<void>
}

/** Profiles as files: read with migration and refusal of secrets, written so that they can be read again. */
export interface ProfileFilePort {
  /** `notes`: what a migration changed, as sentences. */
  read(content: Uint8Array | string, fileName: string): Result<{ readonly profile: Profile; readonly notes: readonly string[] }, Problem>
  text(profile: Profile): string
}

/** SHA-256 of the text in UTF-8, 64 lower-case hexadecimal digits. */
export type DigestPort = (text: string) => string

export interface LinkPort {
  /** Opens an https page of the service in the person's browser. */
  open(url: string): Promise<Result<null, Problem>>
}

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
  /** Pointers to other servers that were handed out and not followed. */
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

/** Earlier previews of each site, without secrets. The oldest are deleted when newer ones come; a broken file is set aside, not lost. */
export interface PreviewRunPort {
  save(run: PreviewRun, signal: CancelSignal): Promise<Result<null, Problem>>
  /** Newest first; `site` as in the head of a run, absent: of all. */
  list(site: string | undefined): Promise<Result<readonly PreviewRunHead[], Problem>>
  read(runId: string, signal: CancelSignal): Promise<Result<PreviewRun, Problem>>
  /** Deletes every run of a site: they name its people. */
  forget(site: string): Promise<Result<null, Problem>>
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

/** What a list of users means that says nothing about how somebody signs in. */
export interface UnsaidSignIn {
  readonly authenticationMethod: string
  readonly ssoStrategyId: number | undefined
  readonly externallyManaged: boolean
}

/** Tables in files: CSV. */
export interface TablePort {
  /** Commas, semicolons or tabs; UTF-8 or UTF-16. The error is the reason as half a sentence. */
  read(content: Uint8Array): Result<Table, string>
}

/** Files that are written piece by piece: whole or not there, readable by their owner only. Throws `Cancelled`. */
export interface OutputPort {
  write(path: string, texts: Iterable<string> | AsyncIterable<string>, signal: CancelSignal): Promise<Result<null, Problem>>
}

/** Runs the work once whatever waits now has had its turn. */
export type LaterPort = (work: () => void) => void
