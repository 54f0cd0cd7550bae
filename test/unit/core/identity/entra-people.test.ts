import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../../src-main/adapters/tables/read-csv.ts'
import { readEntraUsers } from '../../../../src-main/core/identity/entra-people.ts'

function read(text: string) {
  const table = readCsv(new TextEncoder().encode(text))
  if (!table.ok) throw new Error(table.error)
  return readEntraUsers('users.csv', table.value)
}

function peopleIn(text: string, usernameField?: string) {
  const users = read(text)
  if (!users.ok) throw new Error(users.error.cause)
  return users.value.people(usernameField)
}

describe('users as Entra ID exports them', () => {
  it.each([
    [
      'the portal’s “Download users”',
      'userPrincipalName,displayName,surname,mail,givenName,id,userType,accountEnabled,onPremisesSamAccountName\nanna@corp.example,Anna Li,Li,ali@corp.example,Anna,1,Member,False,ali\n'
    ],
    [
      'PowerShell',
      '"DisplayName","Id","Mail","UserPrincipalName","AccountEnabled","OnPremisesSamAccountName"\n"Anna Li","1"," ali@corp.example ","anna@corp.example","FALSE","ali"\n'
    ],
    ['Get-ADUser', 'SamAccountName;Name;EmailAddress;UserPrincipalName;Enabled\nali;Anna Li;ali@corp.example;anna@corp.example;False\n'],
    [
      'an administration page with spaces in the headings',
      'Display name\tUser principal name\tEmail address\tBlock credential\tOn-premises SAM account name\nAnna Li\tanna@corp.example\tali@corp.example\tTrue\tali\n'
    ],
    [
      'a template with the attribute in brackets',
      'Name [displayName] Required,User name [userPrincipalName] Required,Mail [mail],Block sign in (Yes/No) [accountEnabled],SAM [onPremisesSamAccountName]\nAnna Li,anna@corp.example,ali@corp.example,No,ali\n'
    ]
  ])('are read from %s', (_what, text) => {
    const people = peopleIn(text, 'sAMAccountName')

    expect((['upn', 'mail', 'name', 'ldapName'] as const).map((column) => people.text(0, column))).toEqual([
      'anna@corp.example',
      'ali@corp.example',
      'Anna Li',
      'ali'
    ])
    expect({ count: people.count, isDisabled: people.isDisabled(0), field: people.usernameField }).toEqual({
      count: 1,
      isDisabled: true,
      field: 'sAMAccountName'
    })
  })

  it('have no LDAP names where the export has no column for the field', () => {
    const text = 'userPrincipalName,mail\na@corp.example,\n'

    expect(peopleIn(text, 'sAMAccountName').usernameField).toBeUndefined()
    expect(peopleIn(text, 'uid').usernameField).toBeUndefined()
    expect(peopleIn(text).usernameField).toBeUndefined()
    expect(peopleIn(text, 'mail').usernameField).toBe('mail')
  })

  it('are refused in another language, with the columns that were looked for and those that are there', () => {
    const users = read('Benutzerprinzipalname;Anzeigename;Konto aktiviert\na;b;Ja\n')

    expect(users).toMatchObject({ ok: false, error: { code: 'identity.entra-file.other-columns' } })
    expect(users.ok ? [] : users.error.evidence.map(({ value }) => value)).toEqual([
      'userPrincipalName and mail',
      'Benutzerprinzipalname, Anzeigename, Konto aktiviert'
    ])
  })

  it('are refused without the mail, because then everybody would look as if they had none', () => {
    expect(read('userPrincipalName,displayName\na@corp.example,A\n')).toMatchObject({
      ok: false,
      error: { code: 'identity.entra-file.other-columns', cause: expect.stringContaining('no column mail') as string }
    })
  })

  it('are refused when there are none', () => {
    expect(read('userPrincipalName,mail\n')).toMatchObject({ ok: false, error: { code: 'identity.entra-file.empty' } })
  })

  it('are refused with a word for “enabled” that nobody knows, and the word is not repeated', () => {
    const users = read('userPrincipalName,mail,accountEnabled\na@corp.example,,True\nb@corp.example,,Falsch\n')

    expect(users).toMatchObject({ ok: false, error: { code: 'identity.entra-file.unreadable' } })
    expect(users.ok ? '' : users.error.cause).toContain('row 3 has neither true nor false in the column accountEnabled')
    expect(JSON.stringify(users)).not.toContain('Falsch')
  })
})
