import type { DirectorySnapshot } from './directory-snapshot.ts'
import { outcomeIndex, outcomes, reasonCodes, reasonIndex, warningBit, warningCodes } from './preview-codes.ts'
import type { Outcome, PreviewRow, ReasonCode, WarningCode } from './preview-result.ts'
import type { ProvisionedGroups } from './provisioned-groups.ts'
import { reasonText, warningTexts } from './reason-text.ts'
import type { FoldedBytes } from './folded-bytes.ts'
import { foldForSearch } from './fold-for-search.ts'
import type { PlaceRowText } from './row-texts.ts'
import { createRowSearch } from './search-rows.ts'
import { TextSpan } from './snapshot/text-span.ts'
import { createRowOrder, type SortKey } from './sort-rows.ts'

export interface RowFilter {
  /** Of these; empty: any. */
  readonly outcomes?: readonly Outcome[] | undefined
  readonly reasons?: readonly ReasonCode[] | undefined
  /** At least one of these. */
  readonly warnings?: readonly WarningCode[] | undefined
  /** Number of a provisioned group: people whom the directory has in it, as many as `GroupChange.people` says. */
  readonly group?: number | undefined
}

export interface RowQuery {
  readonly filter?: RowFilter | undefined
  /** Words that must all be found in user name, name, mail, DN, reason or warning. */
  readonly search?: string | undefined
  /** The first key decides first; none: people in the order of the directory, then users. */
  readonly sort?: readonly SortKey[] | undefined
  readonly offset: number
  readonly limit: number
}

export interface RowPage {
  /** Of all rows that the question fits. */
  readonly total: number
  readonly rows: readonly PreviewRow[]
}

/** What a table needs to know about a preview. */
export interface QueriedRows {
  readonly rowCount: number
  readonly outcomes: Uint8Array
  readonly reasons: Uint8Array
  readonly warnings: Uint16Array
  readonly snapshot: DirectorySnapshot
  readonly groups: ProvisionedGroups
  readonly placeText: PlaceRowText
  row(row: number): PreviewRow
}

export interface RowTable {
  page(query: RowQuery): RowPage
  /** Rows that the question fits, in its order; for exports and counts. */
  indexes(query: Omit<RowQuery, 'offset' | 'limit'>): Uint32Array
  /** One slice of work ahead of the first search; false when there is none left. */
  prepare(): boolean
}

export function createRowTable(rows: QueriedRows): RowTable {
  const search = createRowSearch(rows.rowCount, searchTextWriter(rows), wordTest(rows))
  const order = createRowOrder(rows)
  let last: { readonly question: string; readonly indexes: Uint32Array } | undefined
  const indexes = (query: Omit<RowQuery, 'offset' | 'limit'>): Uint32Array => {
    const question = JSON.stringify([query.filter, query.search, query.sort])
    if (last?.question !== question) {
      const found = search.find(query.search ?? '')
      last = { question, indexes: order(fitting(rows, query.filter ?? {}, found), query.sort ?? []) }
    }
    return last.indexes
  }
  return {
    indexes,
    page(query) {
      const all = indexes(query)
      const from = Math.max(0, query.offset)
      return { total: all.length, rows: Array.from(all.subarray(from, from + Math.max(0, query.limit)), (row) => rows.row(row)) }
    },
    prepare: () => search.prepare()
  }
}

function fitting(rows: QueriedRows, filter: RowFilter, found: Uint32Array | undefined): Uint32Array {
  const isFiltered = [filter.outcomes, filter.reasons, filter.warnings].some((list) => list !== undefined && list.length > 0)
  if (found !== undefined && !isFiltered && filter.group === undefined) return found
  const fits = filterTest(rows, filter)
  if (found !== undefined) return found.filter(fits)
  const all = new Uint32Array(rows.rowCount)
  let count = 0
  for (let row = 0; row < rows.rowCount; row += 1) if (fits(row)) all[count++] = row
  return all.subarray(0, count)
}

function filterTest(rows: QueriedRows, filter: RowFilter): (row: number) => boolean {
  const takesOutcome = allowed(outcomes.length, filter.outcomes?.map(outcomeIndex))
  const takesReason = allowed(reasonCodes.length, filter.reasons?.map(reasonIndex))
  const bits = (filter.warnings ?? []).reduce((sum, warning) => sum | warningBit(warning), 0)
  const members = filter.group === undefined ? undefined : new Set(rows.groups.peopleOf(filter.group))
  return (row) =>
    takesOutcome[rows.outcomes[row] ?? 0] === 1 &&
    takesReason[rows.reasons[row] ?? 0] === 1 &&
    (bits === 0 || ((rows.warnings[row] ?? 0) & bits) !== 0) &&
    (members === undefined || members.has(row))
}

function allowed(size: number, indexes: readonly number[] | undefined): Uint8Array {
  const table = new Uint8Array(size).fill(indexes === undefined || indexes.length === 0 ? 1 : 0)
  for (const index of indexes ?? []) table[index] = 1
  return table
}

/** Writes what can be searched of a row. */
function searchTextWriter({ placeText }: QueriedRows): (row: number, into: FoldedBytes) => void {
  const span = new TextSpan()
  const username = new TextSpan()
  return (row, into) => {
    for (const column of searchedColumns) {
      placeText(row, column, span)
      into.add(span)
      into.addByte(TAB)
    }
    // Only of a person who is renamed it is another one.
    placeText(row, 'siteUsername', span)
    placeText(row, 'username', username)
    if (!span.equals(username)) into.add(span)
  }
}

const searchedColumns = ['username', 'name', 'mail', 'dn'] as const
const TAB = 0x09

/** Reasons and warnings are a handful of sentences: in which of them a word begins so is known at once. */
function wordTest(rows: QueriedRows): (word: string) => ((row: number) => boolean) | undefined {
  // Folded with the first word: who has just read a directory is waiting for something else.
  let sentences: FoldedSentences | undefined
  return (word) => {
    sentences ??= foldedSentences()
    const { reasonSentences, warningSentences } = sentences
    const reasons = reasonSentences.map((sentence) => (sentence.includes(` ${word}`) ? 1 : 0))
    const bits = warningSentences.reduce((sum, sentence, index) => (sentence.includes(` ${word}`) ? sum | (1 << index) : sum), 0)
    if (bits === 0 && !reasons.includes(1)) return undefined
    return (row) => reasons[rows.reasons[row] ?? 0] === 1 || ((rows.warnings[row] ?? 0) & bits) !== 0
  }
}

type FoldedSentences = ReturnType<typeof foldedSentences>

function foldedSentences() {
  return {
    reasonSentences: reasonCodes.map((code) => spaced(`${code} ${reasonText(code, 'update')}`)),
    warningSentences: warningCodes.map((code) => spaced(`${code} ${warningTexts[code]}`))
  }
}

function spaced(sentence: string): string {
  return ` ${foldForSearch(sentence)}`
}
