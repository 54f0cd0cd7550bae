import type { IdentityRow, NamingWay } from '../../src-main/core/identity/identity-views.ts'
import type { TableCells } from '../lib/table/table-cells.ts'
import type { TableColumn } from '../lib/table/table-column.ts'
import type { IdentitySort } from '../state/identity-rows-state.svelte.ts'
import { wayTitles } from './way-words.ts'

export type IdentityColumn = 'class' | 'name' | 'upn' | 'mail' | 'called' | 'account'

/** Class and name stay while the rest is scrolled sideways. */
const columns: readonly TableColumn<IdentityColumn, IdentitySort>[] = [
  { id: 'class', title: 'Class', sort: 'class', usualWidth: 200 },
  { id: 'name', title: 'Name', sort: 'name', usualWidth: 180 },
  { id: 'upn', title: 'User principal name', sort: 'upn', usualWidth: 220 },
  { id: 'mail', title: 'Mail', sort: 'mail', usualWidth: 220 },
  { id: 'called', title: 'Would be called', sort: undefined, usualWidth: 300 },
  { id: 'account', title: 'Account', sort: 'account', usualWidth: 220 }
]

/** `ways`: those in use, whose names are shown. */
export function identityCells(ways: readonly NamingWay[]): TableCells<IdentityRow, IdentityColumn, IdentitySort> {
  const texts: Readonly<Record<IdentityColumn, (row: IdentityRow) => string>> = {
    class: ({ classText }) => classText,
    name: nameOf,
    upn: ({ upn }) => upn,
    mail: ({ mail }) => mail,
    called: (row) => calledText(row, ways),
    account: accountText
  }
  return { columns, textOf: (row, column) => texts[column](row), isNameless: ({ name }) => name === '' }
}

/** Whoever has no name has to be found in the row all the same. */
export function nameOf({ name, upn, mail, account }: IdentityRow): string {
  return [name, upn, mail, account?.username ?? ''].find((text) => text !== '') ?? 'No name'
}

/** `anna@corp.example`, or with the ways where they differ: `anna@corp.example (SAML sign-in), a.li@corp.example (SCIM)`. */
function calledText({ names, class: name }: IdentityRow, ways: readonly NamingWay[]): string {
  // A user whom nobody of the people claims would not be called anything.
  if (name === 'orphan' || name === 'not-concerned') return ''
  const used = ways.length === 0 ? (['saml'] as const) : ways
  const found = new Map<string, readonly NamingWay[]>()
  for (const way of used) found.set(names[way] ?? '', [...(found.get(names[way] ?? '') ?? []), way])
  const spelled = [...found].map(([text, by]) => ({ text: text === '' ? 'no name' : text, by: by.map((way) => wayTitles[way]).join(', ') }))
  return spelled.length === 1 ? (spelled[0]?.text ?? '') : spelled.map(({ text, by }) => `${text} (${by})`).join(', ')
}

function accountText({ account, otherAccount }: IdentityRow): string {
  if (account === undefined) return ''
  return otherAccount === undefined ? account.username : `${account.username} and ${otherAccount.username}`
}
