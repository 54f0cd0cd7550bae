import { compileFilter } from '../directory/compile-filter.ts'
import type { DirectoryService } from '../directory/directory-service.ts'
import { dnKey } from '../directory/distinguished-name.ts'
import type { Entry } from '../directory/entry.ts'
import { selectAttributes } from '../directory/select-attributes.ts'
import { resultCode, success } from '../protocol/outcome.ts'
import type { Outcome } from '../protocol/outcome.ts'
import type { Control, SearchOperation } from '../protocol/read-request.ts'
import { answerTag, pagedResultsValue, writeResult, writeSearchEntry, writeSearchReference } from '../protocol/write-answer.ts'
import { PAGED_RESULTS, readPagedResults } from './paged-searches.ts'
import type { PagedSearches } from './paged-searches.ts'

export interface SearchRequest {
  readonly messageId: number
  readonly operation: SearchOperation
  readonly controls: readonly Control[]
}

/** What the rest of the connection knows and a search must respect. */
export interface SearchSurroundings {
  readonly service: DirectoryService
  readonly pagedSearches: PagedSearches
  readonly who: Entry | undefined
  /** Entries that this account may not see. */
  readonly isHidden: (entry: Entry) => boolean
}

export interface SearchAnswer {
  /** Entries, references and the result at the end, ready to send. */
  readonly messages: readonly Buffer[]
  /** 0 for the first page or an unpaged search. */
  readonly page: number
}

/** Answers a search. Throws `MalformedMessageError` for a malformed control. */
export function answerSearch(request: SearchRequest, surroundings: SearchSurroundings): SearchAnswer {
  const { operation, messageId } = request
  const { service } = surroundings
  const paging = requestedPaging(request.controls)
  const fingerprint = searchFingerprint(operation)
  const earlier =
    paging === undefined || paging.cookie.length === 0 ? undefined : surroundings.pagedSearches.take(paging.cookie, fingerprint)
  if (paging !== undefined && paging.cookie.length > 0 && earlier === undefined)
    return refused(messageId, service.words.invalidPagingCookie)
  const found = earlier === undefined ? findEntries(request, surroundings) : { entries: earlier.remaining, references: [] }
  if ('code' in found) return refused(messageId, found)

  const sentBefore = earlier?.sent ?? 0
  const serverAllowance = (service.limits.searchSize ?? Infinity) - sentBefore
  const clientAllowance = limitOf(operation.sizeLimit) - sentBefore
  const pageSize = Math.min(paging === undefined ? Infinity : Math.max(paging.size, 0), service.limits.pageSize ?? Infinity)
  const sent = found.entries.slice(0, Math.min(serverAllowance, clientAllowance, pageSize))
  const remaining = found.entries.slice(sent.length)
  // A page that ends exactly at the client's own limit is still a good page; slapd complains on the next one.
  const isPageCut = sent.length >= serverAllowance || sent.length < pageSize
  const isCutOff = remaining.length > 0 && (paging === undefined || isPageCut)
  const hasNextPage = remaining.length > 0 && !isCutOff && paging?.size !== 0
  const pages = (earlier?.pages ?? 0) + 1
  const cookie = hasNextPage
    ? surroundings.pagedSearches.keep({ fingerprint, remaining, sent: sentBefore + sent.length, pages })
    : Buffer.alloc(0)
  return {
    page: pages - 1,
    messages: [
      ...sent.map((entry) => writeSearchEntry(messageId, entry.dn, selectAttributes(entry, selection(operation), rules(service)))),
      ...found.references.map((url) => writeSearchReference(messageId, [url])),
      writeResult(
        messageId,
        answerTag.searchDone,
        isCutOff ? { code: resultCode.sizeLimitExceeded } : success,
        paging === undefined ? [] : [{ type: PAGED_RESULTS, value: pagedResultsValue(cookie) }]
      )
    ]
  }
}

interface FoundEntries {
  readonly entries: readonly Entry[]
  readonly references: readonly string[]
}

function findEntries({ operation, controls }: SearchRequest, { service, who, isHidden }: SearchSurroundings): FoundEntries | Outcome {
  const { schema, tree, words } = service
  const test = compileFilter(operation.filter, { schema, find: tree.find })
  if (operation.base === '' && operation.scope === 'base')
    return { entries: [service.rootDse()].filter((entry) => test(entry) === true), references: [] }
  if (who === undefined) return words.notSignedIn
  const base = service.findByAlias(operation.base) ?? locate(operation.base, service)
  if ('code' in base) return base
  return {
    entries: tree.within(base, operation.scope).filter((entry) => !isHidden(entry) && test(entry) === true),
    references: controls.some(({ type }) => type === DOMAIN_SCOPE) ? [] : tree.referralsBelow(base, operation.scope)
  }
}

/** "Stay in this naming context": the client wants no references (MS-ADTS section 3.1.1.3.4.1.4). */
const DOMAIN_SCOPE = '1.2.840.113556.1.4.1339'

function locate(base: string, { schema, tree, words }: DirectoryService): Entry | Outcome {
  const name = schema.parseDn(base)
  if (name === undefined) return words.invalidName(base)
  return tree.find(dnKey(name)) ?? words.elsewhere(name) ?? words.noSuchObject(base, tree.nearest(name))
}

function requestedPaging(controls: readonly Control[]): { readonly size: number; readonly cookie: Buffer } | undefined {
  const control = controls.find(({ type }) => type === PAGED_RESULTS)
  return control === undefined ? undefined : readPagedResults(control.value ?? Buffer.alloc(0))
}

/** A page size may change from page to page, the search itself may not. */
function searchFingerprint({ base, scope, filter, attributes, typesOnly }: SearchOperation): string {
  return JSON.stringify([base, scope, filter, attributes, typesOnly])
}

function limitOf(requested: number): number {
  return requested > 0 ? requested : Infinity
}

function selection(operation: SearchOperation): Parameters<typeof selectAttributes>[1] {
  return { requested: operation.attributes, typesOnly: operation.typesOnly }
}

function rules(service: DirectoryService): Parameters<typeof selectAttributes>[2] {
  return {
    schema: service.schema,
    valueRangeLimit: service.limits.valueRange,
    constructed: (entry, type) => service.constructed(entry, type)
  }
}

function refused(messageId: number, outcome: Outcome): SearchAnswer {
  return { page: 0, messages: [writeResult(messageId, answerTag.searchDone, outcome)] }
}
