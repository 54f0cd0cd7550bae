import { describe, expect, it } from 'vitest'
import { createIdentityTable } from '../../../../src-main/core/identity/identity-table.ts'
import type { IdentityQuery } from '../../../../src-main/core/identity/identity-views.ts'
import { judgeIdentity } from '../../../../src-main/core/identity/judge-identity.ts'
import { generatedCompany, PEOPLE } from '../../../support/generated-company.ts'
import { aligned, peopleOf, person, rulesWith, user, usersOf } from '../../../support/identity-world.ts'

const people = [
  aligned('zoë@corp.example', { name: 'Zoë Adler' }),
  person({ upn: 'anna.li@corp.example', mail: 'ali@corp.example', name: 'Anna Li' }),
  aligned('bea@corp.example', { name: 'Bea Muster', ldapName: 'bm17' })
]
const users = [
  user(1, 'zoë@corp.example'),
  user(2, 'ali@corp.example', { email: 'private@old.example' }),
  user(3, 'gone@corp.example', { name: 'Gone Girl' })
]
const table = createIdentityTable(judgeIdentity(peopleOf(people, 'sAMAccountName'), usersOf(users), rulesWith()))

function found(query: Partial<IdentityQuery>): readonly string[] {
  return table.page({ classes: [], search: '', offset: 0, limit: 100, ...query }).rows.map(({ name }) => name)
}

describe('the table of names', () => {
  it('has the people in their order and then the users whom nobody has', () => {
    expect(found({})).toEqual(['Zoë Adler', 'Anna Li', 'Bea Muster', 'Gone Girl'])
  })

  it.each([
    ['a part of a name without its accents', 'zoe adl', ['Zoë Adler']],
    ['a mail', 'ali@corp', ['Anna Li']],
    ['the mail on the account', 'private@old', ['Anna Li']],
    ['an LDAP name', 'bm17', ['Bea Muster']],
    ['a user whom nobody has', 'gone girl', ['Gone Girl']],
    ['a class', 'nobody', ['Gone Girl']],
    ['nothing that is there', 'anna bm17', []]
  ])('finds by %s', (_what, search, names) => {
    expect(found({ search })).toEqual(names)
  })

  it('chooses classes, sorts and pages', () => {
    expect(found({ classes: ['new', 'orphan'] })).toEqual(['Bea Muster', 'Gone Girl'])
    expect(found({ sort: { column: 'name', descending: false } })).toEqual(['Anna Li', 'Bea Muster', 'Gone Girl', 'Zoë Adler'])
    expect(found({ sort: { column: 'mail', descending: true } })[0]).toBe('Zoë Adler')
    expect(found({ sort: { column: 'account', descending: false } })).toEqual(['Bea Muster', 'Anna Li', 'Gone Girl', 'Zoë Adler'])
    expect(found({ sort: { column: 'class', descending: false } })).toEqual(['Anna Li', 'Gone Girl', 'Bea Muster', 'Zoë Adler'])
    expect(found({ offset: 2, limit: 1 })).toEqual(['Bea Muster'])
    expect(table.page({ classes: ['new'], search: '', offset: 5, limit: 10 })).toMatchObject({ total: 1, rows: [] })
  })
})

describe('a company of 100,000', () => {
  it('is judged, searched, sorted and paged', { timeout: 120_000 }, () => {
    const company = generatedCompany()

    const result = judgeIdentity(
      company.people,
      company.users,
      rulesWith({ nameId: 'mail', ldap: { usernameField: 'sAMAccountName', domain: 'corp.example' } })
    )

    const hundredth = PEOPLE / 100
    expect(result.counts).toMatchObject({
      'mail-unlike-upn': hundredth,
      'mail-empty': hundredth,
      guest: hundredth,
      'two-people-one-name': 2 * hundredth,
      'no-name': hundredth,
      'case-only': hundredth,
      'account-under-other-name': hundredth,
      new: hundredth,
      orphan: 3 * hundredth,
      same: PEOPLE - 9 * hundredth
    })
    const big = createIdentityTable(result)
    expect(big.page({ classes: [], search: 'u99911@corp', offset: 0, limit: 10 })).toMatchObject({
      total: 1,
      rows: [{ class: 'account-under-other-name' }]
    })
    const last = big.page({ classes: ['orphan'], search: '', sort: { column: 'account', descending: true }, offset: 0, limit: 1 })
    expect(last.rows[0]?.account?.username).toBe('gone99906@corp.example')
  })
})
