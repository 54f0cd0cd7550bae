import type { AppInfo } from '../contract/views.ts'
import type { CertificatePort, FilePort, HelpPort, LogPort, PracticePort, WorkspacePort } from '../core/ports.ts'
import type { Redactor } from '../core/redact.ts'
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
  newId(): string
}
