import type { AppInfo } from '../contract/views.ts'
import type { CancelSignal } from '../core/cancel.ts'
import type { Problem } from '../core/errors.ts'
import type {
  CertificatePort,
  DigestPort,
  FilePort,
  HelpPort,
  JournalPort,
  KeychainPort,
  LinkPort,
  LogPort,
  PracticePort,
  ProfileFilePort,
  ProfilePort,
  SiteMemoryPort,
  WorkspacePort
} from '../core/ports.ts'
import type { Redactor } from '../core/redact.ts'
import type { Result } from '../core/result.ts'
import type { FilesServicePort } from '../core/service/files-service.ts'
import type { ProbePorts } from './probes/create-host-probes.ts'

/** Everything the use cases need; built once by `createAdapters`, completed by the shell. */
export interface AppPorts extends ProbePorts {
  readonly certificates: CertificatePort
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
  readonly digest: DigestPort
  newId(): string
  /** One apply at a time for each site on this computer. */
  lock(site: string): Promise<Result<{ release(): Promise<void> }, Problem>>
  /** Since when somebody on this computer applies a plan to the site. */
  lockedSince(site: string): Promise<string | undefined>
  /** Throws `Cancelled` when the signal fires. */
  wait(ms: number, signal: CancelSignal): Promise<void>
}
