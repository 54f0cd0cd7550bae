import type { PeopleTable, PersonText } from './directory-snapshot.ts'
import { incompleteBecause } from './judge-preview.ts'
import { comparableText } from './name-person.ts'
import { nearRows } from './near-names.ts'
import { placePersonTexts, placeUserTexts } from './person-texts.ts'
import type { Trace } from './preview-result.ts'
import type { RowText } from './row-texts.ts'
import type { Preview } from './run-preview.ts'
import { createDnTest, createTextTest } from './same-text.ts'
import { TextSpan } from './snapshot/text-span.ts'
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
    sentence: `${incompleteFirst(preview)}Neither the directory as it was read nor the site knows “${typed.trim()}”: outside the base, not a person for the filter, hidden from the service account, or spelled differently.`,
    nearest: nearRows(preview, wanted, mostNearest).map((row) => ({ row, username: preview.username(row), name: preview.nameOf(row) }))
  }
}

/** Nobody can be told that she is missing where not everybody was read. */
function incompleteFirst(preview: Preview): string {
  return incompleteBecause(preview) === undefined ? '' : 'The reading is incomplete, so that this proves nothing. '
}

const MOST_NEAREST = 5

interface Way {
  readonly by: string
  find(preview: Preview, wanted: string, typed: string): readonly number[]
}

const ways: readonly Way[] = [
  { by: 'user name', find: (preview, wanted) => rowsWith(preview, 'username', createTextTest(wanted)) },
  { by: 'user name on the site', find: (preview, wanted) => siteRows(preview, wanted, 'username') },
  { by: 'DN', find: (preview, _, typed) => (typed.includes('=') ? rowsWith(preview, 'dn', createDnTest(typed)) : []) },
  { by: 'user name field', find: (preview, wanted) => peopleWith(preview, wanted, ['username']) },
  { by: 'mail', find: (preview, wanted) => rowsWith(preview, 'mail', createTextTest(wanted)) },
  { by: 'mail on the site', find: (preview, wanted) => siteRows(preview, wanted, 'email') },
  { by: 'name in the directory', find: (preview, wanted) => peopleWith(preview, wanted, ['uid', 'principalName', 'commonName'], true) },
  { by: 'full name', find: (preview, wanted) => rowsWith(preview, 'name', createTextTest(wanted)) }
]

function rowsWith({ rowCount, placeText }: Preview, column: RowText, fits: (span: TextSpan) => boolean): readonly number[] {
  const span = new TextSpan()
  return rowsWhere(rowCount, (row) => {
    placeText(row, column, span)
    return span.length > 0 && fits(span)
  })
}

function siteRows(preview: Preview, wanted: string, column: 'username' | 'email'): readonly number[] {
  const fits = createTextTest(wanted)
  const place = placeUserTexts(preview.site)
  const span = new TextSpan()
  const users = rowsWhere(preview.site?.count ?? 0, (user) => {
    place(user, column, span)
    return fits(span)
  })
  return users.map((user) => preview.rowOfUser(user))
}

function peopleWith(
  { snapshot: { people } }: Preview,
  wanted: string,
  columns: readonly Exclude<PersonText, 'stableId'>[],
  orStableId = false
): readonly number[] {
  const fits = createTextTest(wanted)
  const place = placePersonTexts(people)
  const span = new TextSpan()
  const hasText = (person: number): boolean =>
    columns.some((column) => {
      place(person, column, span)
      return fits(span)
    })
  const hasStableId = orStableId ? stableIdTest(people, wanted) : () => false
  return rowsWhere(people.count, (person) => hasText(person) || hasStableId(person))
}

function stableIdTest(people: PeopleTable, wanted: string): (person: number) => boolean {
  const rows = people.rowsOfStableId === undefined ? undefined : new Set(people.rowsOfStableId(wanted))
  return (person) => rows?.has(person) ?? comparableText(people.text(person, 'stableId')) === wanted
}

function rowsWhere(count: number, fits: (row: number) => boolean): readonly number[] {
  const rows: number[] = []
  for (let row = 0; row < count; row += 1) if (fits(row)) rows.push(row)
  return rows
}
