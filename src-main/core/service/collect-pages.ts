import type { Pages } from './files-service.ts'
import type { ServiceFailure } from './service-failure.ts'

/** All items of a list that is known to be short. `failure` says why it is not the whole list. */
export async function collectPages<T>(
  pages: Pages<T>
): Promise<{ readonly items: readonly T[]; readonly failure: ServiceFailure | undefined }> {
  const items: T[] = []
  for (;;) {
    const page = await pages.next()
    if (page.done === true) return { items, failure: page.value.kind === 'cut' ? page.value.failure : undefined }
    items.push(...page.value)
  }
}

/** The first page and no more; the page that is on its way is cancelled. Undefined when not even that could be read. */
export async function firstPage<T>(pages: Pages<T>): Promise<readonly T[] | undefined> {
  const first = await pages.next()
  if (first.done === true) return first.value.kind === 'complete' ? [] : undefined
  await pages.return({ kind: 'complete' })
  return first.value
}
