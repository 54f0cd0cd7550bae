import { parentPort, workerData } from 'node:worker_threads'
import { createPreviewAdapters } from '../adapters/preview/create-preview-adapters.ts'
import { createPreviewDesk } from '../app/preview/create-preview-desk.ts'
import { createRedactor } from '../core/redact.ts'
import { serveDesk } from './serve-desk.ts'
import type { ThreadSetup } from './wire.ts'

/** The program of the preview thread. It ends with the process, or when the thread is terminated. */
if (parentPort === null) throw new Error('This is the program of a thread: create-thread-desk.ts starts it')

const { dataFolder, version } = setupIn(workerData)
const redactor = createRedactor()

serveDesk(parentPort, redactor, ({ readerOf, log }) =>
  createPreviewDesk({ ...createPreviewAdapters({ dataFolder, log, redactText: redactor.redactText }), readerOf, version })
)

function setupIn(data: unknown): ThreadSetup {
  if (typeof data !== 'object' || data === null || !('dataFolder' in data) || !('version' in data))
    throw new TypeError('There is no set-up')
  const { dataFolder, version } = data
  if (typeof dataFolder !== 'string' || typeof version !== 'string') throw new TypeError('The set-up does not fit')
  return { dataFolder, version }
}
