import { createBulkDirectory } from '../../src-main/adapters/ldap/bulk/create-bulk-directory.ts'
import { createPreviewAdapters } from '../../src-main/adapters/preview/create-preview-adapters.ts'
import { createPreviewDesk } from '../../src-main/app/preview/create-preview-desk.ts'
import type { PreviewDeskPorts } from '../../src-main/app/preview/preview-desk-ports.ts'
import { type CancelSignal, neverCancelled } from '../../src-main/core/cancel.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { DirectorySettings } from '../../src-main/core/model/directory-settings.ts'
import type { BulkRequest } from '../../src-main/core/ports/bulk-directory.ts'
import type { PreviewDesk, PreviewProgress, PreviewRequest, PreviewView } from '../../src-main/core/preview/preview-desk.ts'
import type { Result } from '../../src-main/core/result.ts'
import { Secret } from '../../src-main/core/secret.ts'
import type { FilesReader } from '../../src-main/core/service/files-service.ts'
import { plainRules } from './plain-snapshot.ts'
import { recordingLog } from './recording-log.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A desk over the real adapters, small pages, and a folder of its own. */
export interface FaultDesk extends AsyncDisposable {
  readonly desk: PreviewDesk
  /** Runs are kept below it. */
  readonly folder: string
  read(settings: ReachableDirectory, more?: Partial<PreviewRequest>, options?: ReadOptions): Promise<Result<PreviewView, Problem>>
}

export type ReachableDirectory = Partial<DirectorySettings> & { readonly host: string; readonly port: number }

export interface ReadOptions {
  readonly signal?: CancelSignal
  readonly tell?: (progress: PreviewProgress) => void
}

export interface FaultDeskOptions {
  readonly pageSize?: number
  readonly connections?: BulkRequest['connections']
  readonly reader?: FilesReader
  readonly ports?: Partial<PreviewDeskPorts>
}

export const faultySuffix = 'dc=corp,dc=example,dc=test'
export const faultyReader = { dn: `cn=reader,${faultySuffix}`, password: 'Reader-Secret-1' }

export async function openFaultDesk({ pageSize = 50, connections = 1, reader, ports = {} }: FaultDeskOptions = {}): Promise<FaultDesk> {
  const folder = await temporaryFolder()
  const adapters = createPreviewAdapters({ dataFolder: folder.path, log: recordingLog(), redactText: (text) => text, connections })
  const bulk = createBulkDirectory({ pageSize })
  const desk = createPreviewDesk({ ...adapters, bulk, version: '0.0.0', readerOf: () => reader, ...ports })
  const opened: string[] = []
  return {
    desk,
    folder: folder.path,
    async read(settings, more = {}, { signal = neverCancelled, tell = () => undefined } = {}) {
      const read = await desk.read(
        {
          people: { kind: 'live', settings: { ...usualSettings, ...settings }, password: new Secret(faultyReader.password) },
          users: { kind: 'none' },
          rules: plainRules(),
          keepAs: undefined,
          appliedLastTime: undefined,
          ...more
        },
        tell,
        signal
      )
      if (read.ok) opened.push(read.value.previewId)
      return read
    },
    async [Symbol.asyncDispose]() {
      // What is still being written would be written into a folder that is being deleted.
      for (const previewId of opened) await desk.kept(previewId)
      await folder[Symbol.asyncDispose]()
    }
  }
}

const usualSettings: Omit<DirectorySettings, 'host' | 'port'> = {
  backupHosts: [],
  security: 'none',
  serverType: 'openldap',
  username: faultyReader.dn,
  baseDn: faultySuffix,
  usernameField: 'uid',
  domain: '',
  allowCleartext: true,
  timeoutMs: 5_000
}
