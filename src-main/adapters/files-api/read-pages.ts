import type { CancelSignal } from '../../core/cancel.ts'
import type { Result } from '../../core/result.ts'
import type { Pages } from '../../core/service/files-service.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'

export interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | undefined
}

type ReadPage<T> = (cursor: string | undefined, signal: CancelSignal) => Promise<Result<Page<T>, ServiceFailure>>

/**
 * One page after the other; the next one is on its way while the caller works on this one. A cursor that was seen before, or more pages
 * than `maximumPages`, would never end: the reading is cut there. When the caller stops early, the page on its way is cancelled.
 */
export async function* readPages<T>(readPage: ReadPage<T>, maximumPages: number, signal: CancelSignal): Pages<T> {
  const own = new AbortController()
  const abort = (): void => own.abort()
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  const seenCursors = new Set<string>()
  let coming = readPage(undefined, own.signal)
  try {
    for (let pages = 1; ; pages += 1) {
      const page = await coming
      if (!page.ok) return { kind: 'cut', failure: page.error }
      const { items, nextCursor } = page.value
      if (nextCursor === undefined) {
        yield items
        return { kind: 'complete' }
      }
      if (seenCursors.has(nextCursor) || pages === maximumPages) {
        yield items
        return { kind: 'cut', failure: endless(pages) }
      }
      seenCursors.add(nextCursor)
      coming = readPage(nextCursor, own.signal)
      // Awaited at the next turn, or never when the caller stops here: then nobody else listens for its end.
      coming.catch(() => undefined)
      yield items
    }
  } finally {
    signal.removeEventListener('abort', abort)
    own.abort()
  }
}

function endless(pages: number): ServiceFailure {
  return {
    kind: 'foreign-answer',
    reason: 'wrong-shape',
    status: 200,
    text: `the list does not end: after ${pages.toLocaleString('en-US')} pages its cursor leads back or on for ever`
  }
}
