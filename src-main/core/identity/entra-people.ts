import { problem, type Problem } from '../errors.ts'
import { seen } from '../evidence.ts'
import type { Table } from '../model/table.ts'
import { fail, type Result, succeed } from '../result.ts'
import type { IdentityPeople } from './identity-people.ts'

/** Users as Entra ID exports them, in columns. */
export interface EntraUsers {
  /** `usernameField`: the attribute of the directory that LDAP provisioning would take; the export may have it under another name, or not at all. */
  people(usernameField: string | undefined): IdentityPeople
}

/**
 * Users of a CSV export: the portal’s “Download users”, Microsoft Graph, PowerShell, or the directory’s own tools. The names of the columns count
 * in any order, case and spacing. An export in another language is refused: a column that is not known could be anything.
 */
export function readEntraUsers(file: string, { header, rows }: Table): Result<EntraUsers, Problem> {
  const found = header.map(columnKey)
  const placeOf = (column: Column): number => found.findIndex((key) => columns[column].includes(key))
  const missing = (['upn', 'mail'] as const).filter((column) => placeOf(column) === -1)
  if (missing.length > 0) {
    const wanted = missing.map((column) => columnTitles[column]).join(' and ')
    const evidence = [
      seen('Columns looked for', wanted),
      seen(
        'Columns found',
        header
          .map((name) => name.trim())
          .join(', ')
          .slice(0, 1000)
      )
    ]
    return fail(problem('identity.entra-file.other-columns', { file, wanted }, evidence))
  }
  if (rows.length === 0) return fail(problem('identity.entra-file.empty', { file }))
  const disabled = disabledFlags(rows, placeOf('enabled'), placeOf('blocked'))
  if (!disabled.ok) return fail(problem('identity.entra-file.unreadable', { file, reason: disabled.error }))
  const texts = (column: Column): readonly string[] => {
    const place = placeOf(column)
    return place === -1 ? [] : rows.map((row) => (row[place] ?? '').trim())
  }
  const upns = texts('upn')
  const mails = texts('mail')
  const names = texts('name')
  return succeed({
    people(usernameField) {
      const column = usernameField === undefined ? undefined : ldapColumns[usernameField.toLowerCase()]
      const isKnown = column !== undefined && placeOf(column) !== -1
      const ldapNames = isKnown ? texts(column) : []
      const of = { upn: upns, mail: mails, name: names, ldapName: ldapNames }
      return {
        count: rows.length,
        text: (person, wanted) => of[wanted][person] ?? '',
        isDisabled: (person) => disabled.value[person] === 1,
        usernameField: isKnown ? usernameField : undefined,
        source: 'entra'
      }
    }
  })
}

type Column = 'upn' | 'mail' | 'name' | 'enabled' | 'blocked' | 'samAccountName' | 'onPremisesUpn'

/** What a column is called, reduced to letters and digits: `User principal name` and `userPrincipalName` are one. */
const columns: Readonly<Record<Column, readonly string[]>> = {
  upn: ['userprincipalname', 'upn'],
  mail: ['mail', 'email', 'emailaddress', 'primarysmtpaddress'],
  name: ['displayname', 'name'],
  enabled: ['accountenabled', 'enabled'],
  blocked: ['blockcredential', 'blocksignin', 'signinblocked'],
  samAccountName: ['onpremisessamaccountname', 'samaccountname'],
  onPremisesUpn: ['onpremisesuserprincipalname']
}

const columnTitles = { upn: 'userPrincipalName', mail: 'mail' } as const

/** By the attribute of the directory in lower case. What is synchronised arrives under another name. */
const ldapColumns: Readonly<Record<string, Column | undefined>> = {
  samaccountname: 'samAccountName',
  userprincipalname: 'onPremisesUpn',
  mail: 'mail'
}

/** The templates of the portal write `User name [userPrincipalName] Required`. */
function columnKey(name: string): string {
  const inBrackets = /\[([^\]]+)\]/.exec(name)?.[1]
  return (inBrackets ?? name).toLowerCase().replace(/[^a-z0-9]+/g, '')
}

/** 1 for who is disabled. The error is half a sentence that quotes no value. */
function disabledFlags(rows: Table['rows'], enabledPlace: number, blockedPlace: number): Result<Uint8Array, string> {
  const flags = new Uint8Array(rows.length)
  for (const [place, meansDisabled, title] of [
    [enabledPlace, false, 'accountEnabled'],
    [blockedPlace, true, 'Block credential']
  ] as const) {
    if (place === -1) continue
    for (const [index, row] of rows.entries()) {
      const text = (row[place] ?? '').trim().toLowerCase()
      if (text === '') continue
      const value = truth[text]
      if (value === undefined) return fail(`row ${String(index + 2)} has neither true nor false in the column ${title}`)
      if (value === meansDisabled) flags[index] = 1
    }
  }
  return succeed(flags)
}

const truth: Readonly<Record<string, boolean | undefined>> = { true: true, yes: true, '1': true, false: false, no: false, '0': false }
