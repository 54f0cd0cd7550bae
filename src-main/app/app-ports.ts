import type { AppInfo } from '../contract/views.ts'
import type { CancelSignal } from '../core/cancel.ts'
import type { Problem } from '../core/errors.ts'
import type { BulkDirectoryPort } from '../core/ports/bulk-directory.ts'
import type { CertificatePort } from '../core/ports/certificates.ts'
import type { FilePort, TablePort } from '../core/ports/files.ts'
import type { JournalPort } from '../core/ports/journal.ts'
import type { PracticePort } from '../core/ports/practice.ts'
import type { ClipboardPort, KeychainPort } from '../core/ports/secrets.ts'
import type { PreviewRunPort, ProfileFilePort, ProfilePort, SiteMemoryPort, WorkspacePort } from '../core/ports/store.ts'
import type { DigestPort, HelpPort, LinkPort, LogPort } from '../core/ports/surroundings.ts'
import type { Redactor } from '../core/redact.ts'
import type { Result } from '../core/result.ts'
import type { OpenIdPort } from '../core/oauth/oauth-ports.ts'
import type { MetadataFetchPort, SamlPort } from '../core/saml/saml-ports.ts'
import type { ScimPort } from '../core/scim/scim-ports.ts'
import type { PreviewDesk } from '../core/preview/preview-desk.ts'
import type { Secret } from '../core/secret.ts'
import type { FilesReader, FilesServicePort } from '../core/service/files-service.ts'
import type { SiteAddress } from '../core/service/site-address.ts'
import type { ProbePorts } from './probes/create-host-probes.ts'

/** Everything the use cases need; built once by `createAdapters`, completed by the shell. */
export interface AppPorts extends ProbePorts {
  /** Whole directories. */
  readonly bulk: BulkDirectoryPort
  readonly certificates: CertificatePort
  readonly saml: SamlPort
  readonly metadataFetch: MetadataFetchPort
  readonly openId: OpenIdPort
  readonly scim: ScimPort
  readonly workspace: WorkspacePort
  readonly help: HelpPort
  readonly log: LogPort
  readonly redactor: Redactor
  readonly practice: PracticePort
  readonly files: FilePort
  readonly info: AppInfo
  readonly services: FilesServicePort
  readonly keychain: KeychainPort
  readonly memory: SiteMemoryPort
  readonly profiles: ProfilePort
  readonly profileFiles: ProfileFilePort
  readonly journal: JournalPort
  readonly links: LinkPort
  readonly clipboard: ClipboardPort
  readonly digest: DigestPort
  /** What earlier previews found; a plan is measured against the last good one. */
  readonly previewRuns: Pick<PreviewRunPort, 'list' | 'forget'>
  /** Reads directories and sites, and keeps what it read; in the window it is a thread of its own. */
  readonly previews: PreviewDeskPort
  /** Group mappings and exported people. */
  readonly tables: TablePort
  newId(): string
  /** Text in UTF-8, or UTF-16 with its mark; the error is the end of a sentence. */
  textOfFile(content: Uint8Array): Result<string, string>
  /** One apply at a time for each site on this computer. */
  lock(site: string): Promise<Result<{ release(): Promise<void> }, Problem>>
  /** Since when somebody on this computer applies a plan to the site. */
  lockedSince(site: string): Promise<string | undefined>
  /** Throws `Cancelled` when the signal fires. */
  wait(ms: number, signal: CancelSignal): Promise<void>
}

export interface PreviewDeskPort {
  /**
   * The desk, begun when it is first asked for. `readerOf` gives it the sites that it may read, by host; it is asked again for each preview, so
   * a key that was forgotten is not used.
   */
  open(readerOf: ReaderOf): PreviewDesk
}

export type ReaderOf = (site: string) => SiteToRead | undefined

/** What a desk is given of a site: in its own process the reader, for a thread what the thread's reader is made of. */
export interface SiteToRead {
  readonly address: SiteAddress
  readonly key: Secret
  readonly reader: FilesReader
}
