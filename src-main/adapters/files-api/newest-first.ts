import { Cancelled } from '../../core/cancel.ts'
import type { Pages } from '../../core/service/files-service.ts'
import type { Query } from './create-caller.ts'

/** For lists that the service can cut off at a moment by itself. */
export function newestFirst(since: string | undefined): Query {
  return { 'sort_by[created_at]': 'desc', ...(since === undefined ? {} : { 'filter_gteq[created_at]': since }) }
}

/** For lists that it can only sort: reading stops at the first item that is older than `since`. */
export async function* untilOlderThan<T extends { readonly createdAt: string }>(pages: Pages<T>, since: string | undefined): Pages<T> {
  const sinceMs = since === undefined ? NaN : Date.parse(since)
  try {
    for (;;) {
      const page = await pages.next()
      if (page.done === true) return page.value
      const olderAt = page.value.findIndex(({ createdAt }) => Date.parse(createdAt) < sinceMs)
      yield olderAt === -1 ? page.value : page.value.slice(0, olderAt)
      if (olderAt !== -1) return { kind: 'complete' }
    }
  } finally {
    await pages.return({ kind: 'cut', failure: STOPPED }).catch(ignoreCancelled)
  }
}

/** Nobody sees it: it is the answer to our own `return`. */
const STOPPED = { kind: 'no-answer', reason: 'reset', text: 'the reading was stopped', sent: 'maybe' } as const

function ignoreCancelled(error: unknown): void {
  if (!(error instanceof Cancelled)) throw error
}
