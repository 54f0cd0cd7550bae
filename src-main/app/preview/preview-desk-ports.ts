import type { BulkDirectoryPort, BulkRequest } from '../../core/ports/bulk-directory.ts'
import type { DirectoryPort } from '../../core/ports/directory.ts'
import type { OfflinePort, OutputPort } from '../../core/ports/files.ts'
import type { PreviewRunPort } from '../../core/ports/store.ts'
import type { ClockPort, LaterPort } from '../../core/ports/surroundings.ts'
import type { FilesReader } from '../../core/service/files-service.ts'

/** All that a desk has of the world: ways to read directories and sites, its own runs, and files that it is told to write. */
export interface PreviewDeskPorts {
  readonly clock: ClockPort
  readonly bulk: BulkDirectoryPort
  /** For a look at the server's own description, before anybody signs in. */
  readonly directory: DirectoryPort
  readonly runs: PreviewRunPort
  readonly offline: OfflinePort
  readonly output: OutputPort
  readonly later: LaterPort
  /** Most connections to a directory at a time. */
  readonly connections: BulkRequest['connections']
  /** Of this application, for exports. */
  readonly version: string
  /** By the host of a site; `undefined` for a site that may not be read. Asked anew for each preview. */
  readonly readerOf: (site: string) => FilesReader | undefined
  newId(): string
  /** Takes registered secrets out of texts that go to disk. */
  redactText(text: string): string
}
