import { BYTE_ORDER_MARK, csvLine } from '../../preview/export/csv-preview.ts'
import type { RowWriter } from '../../preview/export/preview-writer.ts'
import type { IdentityRow } from '../identity-views.ts'

/** As the CSV of a preview: no cell is a formula. */
export function csvIdentity(): RowWriter<IdentityRow> {
  return {
    begin: () => BYTE_ORDER_MARK + csvLine(columns.map(([heading]) => heading)),
    page: (rows) => rows.map((row) => csvLine(columns.map(([, cell]) => cell(row)))).join(''),
    end: () => ''
  }
}

const columns: readonly (readonly [heading: string, cell: (row: IdentityRow) => string])[] = [
  ['class', (row) => row.class],
  ['name', (row) => row.name],
  ['upn', (row) => row.upn],
  ['mail', (row) => row.mail],
  ['disabled', (row) => (row.isDisabled ? 'yes' : 'no')],
  ['saml', ({ names }) => names.saml ?? ''],
  ['oauth', ({ names }) => names.oauth ?? ''],
  ['jit', ({ names }) => names.jit ?? ''],
  ['scim', ({ names }) => names.scim ?? ''],
  ['ldap', ({ names }) => names.ldap ?? ''],
  ['account_id', ({ account }) => (account === undefined ? '' : String(account.id))],
  ['account', ({ account }) => account?.username ?? ''],
  ['account_email', ({ account }) => account?.email ?? ''],
  ['account_method', ({ account }) => account?.authenticationMethod ?? ''],
  ['other_account_id', ({ otherAccount }) => (otherAccount === undefined ? '' : String(otherAccount.id))],
  ['other_account', ({ otherAccount }) => otherAccount?.username ?? ''],
  ['sentence', (row) => row.sentence]
]
