import type { IdentityRow, IdentityTrace } from '../../src-main/core/identity/identity-views.ts'
import { nameOf } from './identity-cells.ts'
import { wayTitles } from './way-words.ts'

/** What the side panel shows, for a ticket or a chat. It names the person: that is what it is copied for. */
export function identityAsText(row: IdentityRow, steps: IdentityTrace['steps'] | undefined): string {
  return [
    `${nameOf(row)}: ${row.sentence}`,
    ...identityFacts(row).map(({ label, value }) => `${label}: ${value}`),
    ...(steps === undefined || steps.length === 0 ? [] : ['', 'How each name comes about:']),
    ...(steps ?? []).flatMap(({ way, sentence, evidence }) => [
      `${wayTitles[way]}: ${row.names[way] ?? 'no name'}. ${sentence}`,
      ...evidence.map(({ label, value }) => `   ${label}: ${value}`)
    ])
  ].join('\n')
}

/** What is known of the person, in the order of the panel. */
export function identityFacts(row: IdentityRow): readonly { readonly label: string; readonly value: string }[] {
  return [
    { label: 'Class', value: row.classText },
    { label: 'User principal name', value: row.upn },
    { label: 'Mail', value: row.mail },
    { label: 'State', value: row.isDisabled ? 'disabled at its source' : '' },
    { label: 'Account', value: accountOf(row.account) },
    { label: 'Second account', value: accountOf(row.otherAccount) }
  ].filter(({ value }) => value !== '')
}

function accountOf(account: IdentityRow['account']): string {
  if (account === undefined) return ''
  const { username, email, authenticationMethod, isDisabled, id } = account
  return [
    username,
    `number ${String(id)}`,
    email === '' ? 'no mail' : `mail ${email}`,
    authenticationMethod === '' ? '' : `signs in by ${authenticationMethod}`,
    isDisabled ? 'disabled' : ''
  ]
    .filter((part) => part !== '')
    .join(', ')
}
