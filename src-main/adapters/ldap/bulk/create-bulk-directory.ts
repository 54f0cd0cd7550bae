import type { CancelSignal } from '../../../core/cancel.ts'
import { throwIfCancelled } from '../../../core/cancel.ts'
import { parseFilter, type SearchFilter } from '../../../core/model/search-filter.ts'
import type { BulkDirectoryPort, BulkEnd, BulkRefusal, BulkRequest, BulkSink } from '../../../core/ports/bulk-directory.ts'
import { fail, type Result, succeed } from '../../../core/result.ts'
import type { DirectoryOptions } from '../create-directory.ts'
import { BulkReading } from './bulk-reading.ts'
import { openFirstHost } from './open-connection.ts'
import { ReadingWork } from './reading-work.ts'

export interface BulkOptions extends DirectoryOptions {
  /** Domain controllers give no more than 1,000 anyway. */
  readonly pageSize?: number
  /** Reads of ranged attributes that wait for an answer at one time. */
  readonly rangesInFlight?: number
}

/** Whole directories over LDAP, read with up to four connections that share the work. Nothing is retried or followed elsewhere. */
export function createBulkDirectory(options: BulkOptions = {}): BulkDirectoryPort {
  return { read: (request, sink, signal) => readDirectory(options, request, sink, signal) }
}

async function readDirectory(
  { pageSize = 1000, rangesInFlight = 16, ...options }: BulkOptions,
  request: BulkRequest,
  sink: BulkSink,
  signal: CancelSignal
): Promise<Result<BulkEnd, BulkRefusal>> {
  const { settings, password } = request
  if (settings.security === 'none' && !settings.allowCleartext) return fail({ kind: 'cleartext-not-allowed', host: settings.host })
  const people = readableFilter('people', request.people.filter)
  if (!people.ok) return people
  const groups = readableFilter('groups', request.groups.filter)
  if (!groups.ok) return groups

  const signIn = { settings, password, options }
  const opened = await openFirstHost(signIn, signal)
  if (!opened.ok) return fail({ kind: 'not-opened', ...opened.error })
  const { host, connection } = opened.value
  const reading = new BulkReading(request, sink)
  const work = new ReadingWork({
    request,
    people: people.value,
    groups: groups.value,
    pageSize,
    rangesInFlight,
    signIn,
    host,
    reading,
    signal
  })
  const { parts, references } = await work.run(connection)
  throwIfCancelled(signal)
  const end = reading.cut === undefined ? ({ kind: 'complete' } as const) : ({ kind: 'cut', cut: reading.cut } as const)
  return succeed({ host, end, ...reading.progress(), references, parts, durationMs: reading.durationMs })
}

function readableFilter(of: 'people' | 'groups', text: string): Result<SearchFilter, BulkRefusal> {
  const filter = parseFilter(text)
  if (filter.ok) return filter
  return fail({ kind: 'bad-filter', of, text: `${filter.error.text} (at character ${filter.error.position + 1})` })
}
