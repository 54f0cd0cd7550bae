import { NO_ROW } from '../preview/preview-codes.ts'
import type { FoldedBytes } from '../preview/folded-bytes.ts'
import { foldForSearch } from '../preview/fold-for-search.ts'
import { createRowSearch } from '../preview/search-rows.ts'
import { TextSpan } from '../preview/snapshot/text-span.ts'
import { encodeUtf8 } from '../preview/snapshot/utf8.ts'
import { rankedTexts, sortByRank } from '../preview/sort-rows.ts'
import type { Ranks } from '../preview/sort-texts.ts'
import { classTitles } from './class-texts.ts'
import { identityRow } from './identity-rows.ts'
import { identityClasses, type IdentityPage, type IdentityQuery } from './identity-views.ts'
import type { IdentityResult } from './judge-identity.ts'

export type IdentityChoice = Omit<IdentityQuery, 'offset' | 'limit'>

export interface IdentityTable {
  page(query: IdentityQuery): IdentityPage
  /** Rows that the question fits, in its order. */
  indexes(query: IdentityChoice): Uint32Array
  /** One slice of work ahead of the first search; false when there is none left. */
  prepare(): boolean
}

/** Search, order and pages. Words are looked for in name, UPN, mail, LDAP name, accounts and class. */
export function createIdentityTable(result: IdentityResult): IdentityTable {
  const search = createRowSearch(result.rowCount, rowTextWriter(result), classTest(result))
  const ranks = new Map<SortColumn, Ranks>()
  let last: { readonly question: string; readonly indexes: Uint32Array } | undefined

  function ranksOf(column: SortColumn): Ranks {
    const known = ranks.get(column) ?? rankColumn(result, column)
    ranks.set(column, known)
    return known
  }

  function indexes({ classes, search: words, sort }: IdentityChoice): Uint32Array {
    const question = JSON.stringify([classes, words, sort])
    if (last?.question !== question) {
      const fitting = rowsOf(result, classes, search.find(words))
      last = { question, indexes: sort === undefined ? fitting : sortByRank(fitting, ranksOf(sort.column), sort.descending) }
    }
    return last.indexes
  }

  return {
    indexes,
    page(query) {
      const all = indexes(query)
      const rows = all.subarray(query.offset, query.offset + query.limit)
      return { total: all.length, rows: Array.from(rows, (row) => identityRow(result, row)) }
    },
    prepare: () => search.prepare()
  }
}

type SortColumn = NonNullable<IdentityQuery['sort']>['column']

function rowsOf({ rowCount, classes }: IdentityResult, wanted: IdentityQuery['classes'], found: Uint32Array | undefined): Uint32Array {
  const all = found ?? Uint32Array.from({ length: rowCount }, (_, row) => row)
  if (wanted.length === 0) return all
  const isWanted = identityClasses.map((name) => wanted.includes(name))
  return all.filter((row) => isWanted[classes[row] ?? 0] === true)
}

function rankColumn(result: IdentityResult, column: SortColumn): Ranks {
  if (column === 'class') return { rankOf: Uint32Array.from(result.classes), count: identityClasses.length }
  return rankedTexts(result.rowCount, (row, span) => {
    const bytes = encodeUtf8(textOf(result, row, column))
    span.set(bytes, 0, bytes.length)
  })
}

function textOf(result: IdentityResult, row: number, column: Exclude<SortColumn, 'class'>): string {
  if (column === 'account') return userText(result, accountOf(result, row), 'username')
  if (row < result.people.count) return result.people.text(row, column)
  return column === 'name' ? userText(result, accountOf(result, row), 'name') : ''
}

function accountOf({ people, accountOf: accounts, usersAlone }: IdentityResult, row: number): number {
  return (row < people.count ? accounts[row] : usersAlone[row - people.count]) ?? NO_ROW
}

function userText({ users }: IdentityResult, user: number, column: 'username' | 'email' | 'name'): string {
  return users === undefined || user === NO_ROW ? '' : users.text(user, column)
}

function rowTextWriter(result: IdentityResult): (row: number, into: FoldedBytes) => void {
  const { people, otherAccountOf } = result
  const span = new TextSpan()
  return (row, into) => {
    const own = row < people.count ? searchedTexts.map((column) => people.text(row, column)) : []
    const accounts = [accountOf(result, row), row < people.count ? (otherAccountOf[row] ?? NO_ROW) : NO_ROW]
    const texts = [...own, ...accounts.flatMap((user) => searchedOfUser.map((column) => userText(result, user, column)))]
    for (const text of new Set(texts)) {
      const bytes = encodeUtf8(text)
      span.set(bytes, 0, bytes.length)
      into.add(span)
      into.addByte(TAB)
    }
  }
}

const searchedTexts = ['name', 'upn', 'mail', 'ldapName'] as const
const searchedOfUser = ['username', 'name', 'email'] as const
const TAB = 0x09

/** In which titles of classes a word begins is known at once. */
function classTest(result: IdentityResult): (word: string) => ((row: number) => boolean) | undefined {
  const titles = identityClasses.map((name) => ` ${name} ${foldForSearch(classTitles[name])}`)
  return (word) => {
    const fits = titles.map((title) => title.includes(` ${word}`))
    return fits.includes(true) ? (row) => fits[result.classes[row] ?? 0] === true : undefined
  }
}
