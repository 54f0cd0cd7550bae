import type { OwnedReading } from '../../core/owned/owned-part.ts'
import type { FilesReader, Pages } from '../../core/service/files-service.ts'
import type { OwnedFacts } from '../../core/service/service-facts.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'

export interface OwnedListRead extends OwnedReading {
  /** Whether to ask the same of somebody else is of no use: the site refuses the list, whoever is asked for. */
  readonly isRefused: boolean
}

/** A list of what people own, as far as it can be read; only what `keep` wants is kept of it. Throws `Cancelled`. */
export async function readOwnedList(
  pages: Pages<OwnedFacts>,
  { host, what, keep }: { readonly host: string; readonly what: string; readonly keep?: (item: OwnedFacts) => boolean },
  most: number = MOST_ITEMS
): Promise<OwnedListRead> {
  const items: OwnedFacts[] = []
  let looked = 0
  for (;;) {
    const page = await pages.next()
    if (page.done === true) {
      const failure = page.value.kind === 'cut' ? page.value.failure : undefined
      if (failure === undefined) return { items, cutBecause: undefined, isNotRead: false, isRefused: false }
      return {
        items,
        cutBecause: whyNot(failure, host, what),
        isNotRead: looked === 0,
        isRefused: failure.kind === 'refused' && failure.status !== 429
      }
    }
    looked += page.value.length
    items.push(...(keep === undefined ? page.value : page.value.filter(keep)))
    if (looked <= most) continue
    await pages.return({ kind: 'complete' })
    return {
      items,
      cutBecause: `Only the first ${looked.toLocaleString('en-US')} of the list were looked at.`,
      isNotRead: false,
      isRefused: false
    }
  }
}

/** A site has dozens of automations; a hundred thousand entries are no list that anybody waits for. */
const MOST_ITEMS = 100_000

/** Two sentences: that it could not be read, and why. */
function whyNot(failure: ServiceFailure, host: string, what: string): string {
  const { title, cause } = serviceProblem(failure, { host, action: `read ${what}` })
  return `They could not be read to the end: ${title.charAt(0).toLowerCase()}${title.slice(1)}. ${cause}`
}

export type OwnedReader = Pick<FilesReader, 'address' | 'user' | 'users' | 'group' | 'ownedBy' | 'ownedOfSite'>
