import type { Redactor } from '../../core/redact.ts'
import { createRedactor } from '../../core/redact.ts'
import type { FilesServicePort } from '../../core/service/files-service.ts'
import { createCaller } from './create-caller.ts'
import { filesService } from './files-service.ts'

export interface FilesServiceOptions {
  /** Default: Node's own, which knows neither the proxy nor the certificates of the system; the window hands in Electron's. */
  readonly fetch?: typeof globalThis.fetch
  /** One deadline a request, from the first byte sent to the last one received. */
  readonly timeoutMs?: number
  /** How often a read is repeated. Writes never are, and no option changes that. */
  readonly retries?: number
  readonly pageSize?: number
  /** The longest pause that the service may ask for before a read is repeated; a longer one ends the reading. */
  readonly maximumWaitMs?: number
  /** Before the first repetition; doubled each time, and shortened by chance so that clients do not come back together. */
  readonly firstPauseMs?: number
  readonly maximumAnswerBytes?: number
  readonly maximumPages?: number
  /** Learns the key and every secret that is sent. */
  readonly redactor?: Redactor
}

/** The Files.com service over https. Keys leave the process here and nowhere else, and in one header only. */
export function createFilesService(options: FilesServiceOptions = {}): FilesServicePort {
  const settings = {
    fetch: options.fetch ?? globalThis.fetch,
    timeoutMs: options.timeoutMs ?? 30_000,
    retries: options.retries ?? 4,
    pageSize: options.pageSize ?? 1000,
    maximumWaitMs: options.maximumWaitMs ?? 60_000,
    firstPauseMs: options.firstPauseMs ?? 500,
    maximumAnswerBytes: options.maximumAnswerBytes ?? 64 * 1024 * 1024,
    maximumPages: options.maximumPages ?? 100_000,
    redactor: options.redactor ?? createRedactor()
  }
  return { open: (address, key) => filesService(createCaller(settings, address, key)) }
}
