import log from 'electron-log/node.js'
import type { LogPort } from '../../core/ports/surroundings.ts'
import type { Redactor } from '../../core/redact.ts'

export interface LogOptions {
  /** Where lines go. Absent: nowhere, as on the command line unless asked for. */
  readonly file?: string
  readonly redactor: Redactor
}

/** The application's log: constant messages with fields beside them, redacted before anything is written. */
export function createLog(options: LogOptions): LogPort {
  const { file, redactor } = options
  if (file === undefined) return { info: () => undefined, warn: () => undefined, error: () => undefined }
  const logger = log.create({ logId: file })
  logger.transports.console.level = false
  logger.transports.file.resolvePathFn = () => file
  logger.transports.file.maxSize = 1_000_000
  logger.transports.file.format = '[{iso}] [{level}] {text}'
  // Synchronous, so that the last lines before a crash are on the disk.
  logger.transports.file.sync = true
  const write = (level: 'info' | 'warn' | 'error') => (message: string, fields?: Readonly<Record<string, unknown>>) => {
    const text = fields === undefined ? message : `${message} ${JSON.stringify(redactor.redact(fields))}`
    logger[level](redactor.redactText(text))
  }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}
