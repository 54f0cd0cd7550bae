// Reads a directory as told, is cancelled, says what it has seen, and then has to end by itself: nothing here ends it.
import { createFilesService } from '../../src-main/adapters/files-api/create-files-service.ts'
import { createBulkDirectory } from '../../src-main/adapters/ldap/bulk/create-bulk-directory.ts'
import { createPreviewAdapters } from '../../src-main/adapters/preview/create-preview-adapters.ts'
import { createPreviewDesk } from '../../src-main/app/preview/create-preview-desk.ts'
import { Cancelled } from '../../src-main/core/cancel.ts'
import type { DirectorySettings } from '../../src-main/core/model/directory-settings.ts'
import { Secret } from '../../src-main/core/secret.ts'
import { plainRules } from './plain-snapshot.ts'

export interface CancelOrder {
  readonly settings: DirectorySettings
  readonly password: string
  readonly connections: 1 | 2 | 4
  /** `http://127.0.0.1:PORT`. */
  readonly site?: string
  readonly dataFolder: string
  /** Where an export would go. */
  readonly exportTo?: string
  /** `told`: when the parent says so. `built`: when everything has been read. `exporting`: after some hundred rows. `never`: goes without waiting for what is being saved. */
  readonly cancelWhen: 'told' | 'built' | 'exporting' | 'never'
}

export interface CancelReport {
  readonly outcome: string
  readonly listeners: number
}

const order = parseOrder(process.argv[2] ?? '')
const controller = new AbortController()
const signal = countingSignal(controller.signal)
process.once('message', () => controller.abort())

let redacted = 0
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const redactText = (text: string): string => {
  if (isExporting) redacted += 1
  if (order.cancelWhen === 'exporting' && redacted > 700) controller.abort()
  return text
}
let isExporting = false
const adapters = createPreviewAdapters({ dataFolder: order.dataFolder, log: quiet, redactText, connections: order.connections })
const { site } = order
const reader =
  site === undefined
    ? undefined
    : createFilesService({ timeoutMs: 600_000 }).open({ origin: site, host: new URL(site).host }, new Secret('key'))
const desk = createPreviewDesk({ ...adapters, bulk: createBulkDirectory({ pageSize: 50 }), version: '0', readerOf: () => reader })

let outcome: string
try {
  outcome = await work()
} catch (error) {
  outcome = error instanceof Cancelled ? 'cancelled' : String(error)
}
const report: CancelReport = { outcome, listeners: signal.listeners() }
process.send?.(report)
process.disconnect()

async function work(): Promise<string> {
  const read = await desk.read(
    {
      people: { kind: 'live', settings: order.settings, password: new Secret(order.password) },
      users: site === undefined ? { kind: 'none' } : { kind: 'site', site: new URL(site).host },
      rules: plainRules(),
      keepAs: 'site.example.test',
      appliedLastTime: undefined
    },
    ({ directory }) => {
      if (order.cancelWhen === 'built' && directory.state === 'done') controller.abort()
    },
    signal
  )
  if (!read.ok) return `${read.error.code}: ${read.error.cause}`
  const { previewId } = read.value
  if (order.exportTo !== undefined) {
    await desk.kept(previewId)
    isExporting = true
    await desk.export(previewId, { format: 'json', path: order.exportTo, query: {} }, signal)
  }
  desk.close(previewId)
  return 'done'
}

function parseOrder(text: string): CancelOrder {
  return JSON.parse(text) as CancelOrder
}

function countingSignal(inner: AbortSignal) {
  const attached = new Map<() => void, () => void>()
  return {
    get aborted() {
      return inner.aborted
    },
    addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }) {
      const called = (): void => {
        if (options?.once === true) attached.delete(listener)
        listener()
      }
      attached.set(listener, called)
      inner.addEventListener(type, called, options)
    },
    removeEventListener(type: 'abort', listener: () => void) {
      const called = attached.get(listener)
      if (called !== undefined) inner.removeEventListener(type, called)
      attached.delete(listener)
    },
    listeners: () => attached.size
  }
}
