import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { BulkRequest } from '../../core/ports/bulk-directory.ts'
import type { LaterPort, LogPort } from '../../core/ports/surroundings.ts'
import { systemClock } from '../clock/system-clock.ts'
import { createBulkDirectory } from '../ldap/bulk/create-bulk-directory.ts'
import { createDirectory } from '../ldap/create-directory.ts'
import { createOffline } from './create-offline.ts'
import { createOutput } from './create-output.ts'
import { createPreviewRuns } from './preview-runs.ts'

export interface PreviewAdapterOptions {
  /** Where the runs are kept; window and command line share it. */
  readonly dataFolder: string
  readonly log: LogPort
  readonly redactText: (text: string) => string
  /** Default: what this computer and the directory can both bear. */
  readonly connections?: BulkRequest['connections']
  /** False for a process that answers once and ends: nothing is prepared for a first search. */
  readonly isAskedOften?: boolean
}

/** All that a preview desk needs of the world, but for the version of the application and the readers of sites. */
export function createPreviewAdapters({
  dataFolder,
  log,
  redactText,
  connections = usualConnections(),
  isAskedOften = true
}: PreviewAdapterOptions) {
  return {
    clock: systemClock,
    bulk: createBulkDirectory(),
    directory: createDirectory(),
    runs: createPreviewRuns({ dataFolder, log, redactText }),
    offline: createOffline(),
    output: createOutput(),
    later: isAskedOften ? later : never,
    connections,
    redactText,
    newId: () => randomUUID()
  }
}

/** A connection is work for one core here, and for one there; few directories answer more than four at a time gladly. */
function usualConnections(): BulkRequest['connections'] {
  const cores = availableParallelism()
  return cores >= 4 ? 4 : cores === 3 ? 3 : 2
}

/** After messages that have arrived, without keeping the process alive. Not `setImmediate`: when it may not do that, it waits for the next message. */
const later: LaterPort = (work) => void setTimeout(work, 1).unref()

const never: LaterPort = () => undefined
