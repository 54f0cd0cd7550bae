import { comparableText } from './name-person.ts'
import { equalDn } from '../model/distinguished-name.ts'
import type { PersonText } from './directory-snapshot.ts'
import type { Preview } from './run-preview.ts'
import { foldForSearch } from './fold-for-search.ts'
import type { Trace } from './preview-result.ts'
import { headlineOf, traceRow } from './trace.ts'

export type Explanation =
  | {
      readonly kind: 'found'
      readonly row: number
      /** `DN`, `user name`, `mail`, ...: what was equal. */
      readonly by: string
      /** The answer in one sentence. */
      readonly sentence: string
      readonly trace: Trace
      /** Rows of others who fit as well. */
      readonly others: readonly number[]
    }
  | { readonly kind: 'not-found'; readonly sentence: string; readonly nearest: readonly NearName[] }

export interface NearName {
  readonly row: number
  readonly username: string
  readonly name: string
}

/** “Why not Anna?”: finds a person or user by user name, DN, mail, directory name or full name, in that order, and says what becomes of her. */
export function explainPerson(preview: Preview, typed: string, mostNearest: number = MOST_NEAREST): Explanation {
  const wanted = comparableText(typed)
  if (wanted === '') return { kind: 'not-found', sentence: 'Nobody was named.', nearest: [] }
  for (const { by, find } of ways) {
    const [row, ...others] = find(preview, wanted, typed)
    if (row !== undefined) return { kind: 'found', row, by, sentence: headlineOf(preview, row), trace: traceRow(preview, row), others }
  }
  return {
    kind: 'not-found',
    sentence: `Neither the directory as it was read nor the site knows “${typed.trim()}”: outside the base, not a person for the filter, hidden from the service account, or spelled differently.`,
    nearest: nearestNames(preview, wanted, mostNearest)
  }
}

const MOST_NEAREST = 5

interface Way {
  readonly by: string
  find(preview: Preview, wanted: string, typed: string): readonly number[]
}

const ways: readonly Way[] = [
  { by: 'user name', find: (preview, wanted) => rowsWhere(preview, (row) => comparableText(preview.username(row)) === wanted) },
  { by: 'user name on the site', find: (preview, wanted) => siteRows(preview, wanted, 'username') },
  { by: 'DN', find: byDn },
  { by: 'user name field', find: (preview, wanted) => peopleWith(preview, wanted, ['username']) },
  { by: 'mail', find: (preview, wanted) => rowsWhere(preview, (row) => comparableText(preview.mailOf(row)) === wanted) },
  { by: 'mail on the site', find: (preview, wanted) => siteRows(preview, wanted, 'email') },
  {
    by: 'name in the directory',
    find: (preview, wanted) => peopleWith(preview, wanted, ['uid', 'principalName', 'commonName', 'stableId'])
  },
  { by: 'full name', find: (preview, wanted) => rowsWhere(preview, (row) => comparableText(preview.nameOf(row)) === wanted) }
]

function rowsWhere({ rowCount }: Preview, fits: (row: number) => boolean): readonly number[] {
  const rows: number[] = []
  for (let row = 0; row < rowCount; row += 1) if (fits(row)) rows.push(row)
  return rows
}

function siteRows(preview: Preview, wanted: string, column: 'username' | 'email'): readonly number[] {
  const rows: number[] = []
  for (let user = 0; user < (preview.site?.count ?? 0); user += 1)
    if (comparableText(preview.site?.text(user, column) ?? '') === wanted) rows.push(preview.rowOfUser(user))
  return rows
}

function peopleWith(preview: Preview, wanted: string, columns: readonly PersonText[]): readonly number[] {
  const { people } = preview.snapshot
  return rowsWhere(preview, (row) => row < people.count && columns.some((column) => comparableText(people.text(row, column)) === wanted))
}

function byDn(preview: Preview, _wanted: string, typed: string): readonly number[] {
  if (!typed.includes('=')) return []
  const { people } = preview.snapshot
  return rowsWhere(preview, (row) => row < people.count && equalDn(people.text(row, 'dn'), typed))
}

/** By pairs of neighbouring letters in common: quick enough for everybody, and a slip of the pen still comes out on top. */
function nearestNames(preview: Preview, wanted: string, most: number): readonly NearName[] {
  const pairs = pairsOf(foldForSearch(wanted))
  const best: { readonly row: number; readonly likeness: number }[] = []
  for (let row = 0; row < preview.rowCount; row += 1) {
    const likeness = Math.max(alike(pairs, preview.username(row)), alike(pairs, preview.nameOf(row)))
    if (likeness < LEAST_LIKENESS || (best.length === most && likeness <= (best.at(-1)?.likeness ?? 0))) continue
    const place = best.findIndex((other) => other.likeness < likeness)
    best.splice(place === -1 ? best.length : place, 0, { row, likeness })
    best.length = Math.min(best.length, most)
  }
  return best.map(({ row }) => ({ row, username: preview.username(row), name: preview.nameOf(row) }))
}

const LEAST_LIKENESS = 0.3

/** Much like Dice's coefficient. The part before `@` counts alone unless a domain was typed, so that a domain makes nobody alike. */
function alike(pairs: ReadonlySet<number>, text: string): number {
  const folded = ` ${foldForSearch(text)} `
  const at = folded.indexOf('@')
  const length = at === -1 || pairs.has(WITH_DOMAIN) ? folded.length : at + 1
  let common = 0
  for (let index = 0; index + 1 < length; index += 1) if (pairs.has(pairAt(folded, index))) common += 1
  return (2 * common) / (pairs.size + length - 1)
}

const WITH_DOMAIN = -1

function pairsOf(text: string): ReadonlySet<number> {
  const padded = ` ${text} `
  const pairs = new Set(Array.from({ length: padded.length - 1 }, (_, index) => pairAt(padded, index)))
  if (text.includes('@')) pairs.add(WITH_DOMAIN)
  return pairs
}

/** Two neighbouring letters as one number, because making a text of each pair of each name takes too long. */
function pairAt(text: string, index: number): number {
  return text.charCodeAt(index) * 0x10000 + text.charCodeAt(index + 1)
}
