import { describe, expect, it } from 'vitest'
import { identityRow } from '../../../../src-main/core/identity/identity-rows.ts'
import { identityView } from '../../../../src-main/core/identity/identity-view.ts'
import type { IdentityClass, IdentityRules, IdentityView } from '../../../../src-main/core/identity/identity-views.ts'
import { judgeIdentity } from '../../../../src-main/core/identity/judge-identity.ts'
import { traceIdentity } from '../../../../src-main/core/identity/trace-identity.ts'
import type { SiteUserRecord } from '../../../../src-main/core/preview/site-user-table.ts'
import { aligned, peopleOf, person, type PlainPerson, rulesWith, user, usersOf } from '../../../support/identity-world.ts'

/** What the vendor’s two pages, its troubleshooting and the notes on Entra’s provisioning describe, one case a line. */

interface Case {
  readonly what: string
  readonly people: readonly PlainPerson[]
  readonly users?: readonly SiteUserRecord[]
  readonly rules?: Partial<IdentityRules>
  readonly class: IdentityClass
  /** User names of the account and of the other one. */
  readonly accounts?: readonly string[]
  readonly says: string
}

const ldap = { usernameField: 'sAMAccountName', domain: 'corp.example' }
const annaLi = person({ upn: 'anna.li@corp.example', mail: 'ali@corp.example', name: 'Anna Li', ldapName: 'ali' })
const byMail: Partial<IdentityRules> = { nameId: 'mail' }

const cases: readonly Case[] = [
  {
    what: 'mail and UPN are one, and so is the account',
    people: [aligned('bea@corp.example')],
    users: [user(1, 'bea@corp.example')],
    class: 'same',
    accounts: ['bea@corp.example'],
    says: 'every way in use says the same'
  },
  {
    what: 'only capitals differ',
    people: [aligned('Bea@Corp.example')],
    users: [user(1, 'bea@corp.example')],
    class: 'case-only',
    accounts: ['bea@corp.example'],
    says: 'Only capitals or accents differ.'
  },
  {
    what: 'an accent is encoded in another way',
    people: [aligned('zoe\u0308@corp.example')],
    users: [user(1, 'zoë@corp.example')],
    class: 'case-only',
    accounts: ['zoë@corp.example'],
    says: 'Only capitals or accents differ.'
  },
  {
    what: 'nobody has an account of that name',
    people: [aligned('new@corp.example')],
    users: [user(1, 'other@corp.example')],
    class: 'new',
    says: 'it would be called new@corp.example'
  },
  {
    what: 'a blank mail falls back to the UPN and works (vendor page 000)',
    people: [person({ upn: 'dora@corp.example' })],
    users: [user(1, 'dora@corp.example')],
    rules: byMail,
    class: 'mail-empty',
    accounts: ['dora@corp.example'],
    says: 'takes the user principal name dora@corp.example'
  },
  {
    what: 'a blank mail is nothing that provisioning by mail could send',
    people: [person({ upn: 'dora@corp.example' })],
    users: [],
    rules: { nameId: 'mail', scimUserName: 'mail' },
    class: 'mail-empty',
    says: 'SCIM provisioning has no name'
  },
  {
    what: 'a blank mail does not matter where nothing takes it',
    people: [person({ upn: 'dora@corp.example' })],
    users: [user(1, 'dora@corp.example')],
    class: 'same',
    accounts: ['dora@corp.example'],
    says: 'every way'
  },
  {
    what: 'SAML looks for the mail and SCIM made the UPN: the next sign-in doubles (the vendor’s troubleshooting)',
    people: [annaLi],
    users: [user(1, 'anna.li@corp.example')],
    rules: byMail,
    class: 'mail-unlike-upn',
    accounts: ['anna.li@corp.example'],
    says: 'the sign-in would not find it and make a second one'
  },
  {
    what: 'the account has the name of the mail, and SCIM would make the UPN',
    people: [annaLi],
    users: [user(1, 'ali@corp.example')],
    rules: byMail,
    class: 'mail-unlike-upn',
    accounts: ['ali@corp.example'],
    says: 'provisioning would make a second one'
  },
  {
    what: 'both accounts are there already',
    people: [annaLi],
    users: [user(1, 'anna.li@corp.example'), user(2, 'ALI@corp.example')],
    rules: byMail,
    class: 'mail-unlike-upn',
    accounts: ['ALI@corp.example', 'anna.li@corp.example'],
    says: 'There are two accounts already'
  },
  {
    what: 'neither is there yet',
    people: [annaLi],
    users: [],
    rules: byMail,
    class: 'mail-unlike-upn',
    says: 'There is no account yet'
  },
  {
    what: 'the ways agree on the UPN, and the account has the name of the mail (product, flow 3.1 step 4)',
    people: [annaLi],
    users: [user(1, 'ali@corp.example')],
    class: 'account-under-other-name',
    accounts: ['ali@corp.example'],
    says: 'Anna Li would arrive as anna.li@corp.example, but the account is ali@corp.example. A second account would be made.'
  },
  {
    what: 'the ways agree, and there are two accounts already',
    people: [annaLi],
    users: [user(1, 'ali@corp.example'), user(2, 'anna.li@corp.example')],
    class: 'account-under-other-name',
    accounts: ['anna.li@corp.example', 'ali@corp.example'],
    says: 'has two accounts already'
  },
  {
    what: 'the account is from the time of LDAP',
    people: [person({ upn: 'anna.li@corp.example', mail: 'anna.li@corp.example', ldapName: 'ali' })],
    users: [user(1, 'ali@corp.example')],
    rules: { ldap },
    class: 'account-under-other-name',
    accounts: ['ali@corp.example'],
    says: 'A second account would be made.'
  },
  {
    what: 'only the mail address on the account tells whose it is',
    people: [aligned('anna.li@corp.example', { name: 'Anna Li' })],
    users: [user(1, 'ali', { email: 'Anna.Li@corp.example' })],
    class: 'account-under-other-name',
    accounts: ['ali'],
    says: 'but the account is ali'
  },
  {
    what: 'a local administrator with the mail of a person is nobody’s account',
    people: [aligned('anna.li@corp.example')],
    users: [user(1, 'admin', { email: 'anna.li@corp.example', authenticationMethod: 'password', ssoStrategyId: undefined })],
    class: 'new',
    says: 'There is no account yet'
  },
  {
    what: 'LDAP names people otherwise than Entra signs them in (U12, product PROV-005)',
    people: [person({ upn: 'anna.li@corp.example', mail: 'anna.li@corp.example', ldapName: 'anna' })],
    users: [user(1, 'anna@corp.example')],
    rules: { ldap, ways: ['saml', 'ldap'] },
    class: 'ldap-unlike-sign-in',
    accounts: ['anna@corp.example'],
    says: 'The sign-in says anna.li@corp.example, LDAP says anna@corp.example'
  },
  {
    what: 'LDAP and Entra agree',
    people: [person({ upn: 'anna@corp.example', mail: 'anna.li@corp.example', ldapName: 'anna' })],
    users: [user(1, 'anna@corp.example')],
    rules: { ldap, ways: ['saml', 'ldap'] },
    class: 'mail-unlike-upn',
    accounts: ['anna@corp.example'],
    says: 'Where a sign-in looks for the mail all the same'
  },
  {
    what: 'two people have one mail',
    people: [
      person({ upn: 'a@corp.example', mail: 'info@corp.example', name: 'A' }),
      person({ upn: 'b@corp.example', mail: 'INFO@corp.example', name: 'B' })
    ],
    users: [],
    rules: { nameId: 'mail', ways: ['saml'] },
    class: 'two-people-one-name',
    says: 'A and B would have the same user name'
  },
  {
    what: 'one person’s mail is the other’s UPN',
    people: [person({ upn: 'a@corp.example', mail: 'b@corp.example', name: 'A' }), person({ upn: 'b@corp.example', mail: '', name: 'B' })],
    users: [],
    rules: byMail,
    class: 'two-people-one-name',
    says: 'A and B would have the same user name'
  },
  {
    what: 'one mail of two people is no name that they share where nothing takes it',
    people: [person({ upn: 'a@corp.example', mail: 'info@corp.example' }), person({ upn: 'b@corp.example', mail: 'info@corp.example' })],
    users: [user(1, 'info@corp.example', { authenticationMethod: 'password', ssoStrategyId: undefined })],
    class: 'mail-unlike-upn',
    says: 'There is no account yet'
  },
  {
    what: 'a guest: SAML sends #EXT#, provisioning takes it out (domain facts 5.6)',
    people: [person({ upn: 'gast_partner.example#EXT#@corp.example', mail: 'gast@partner.example', name: 'Gast' })],
    users: [user(1, 'gast_partner.example@corp.example')],
    class: 'guest',
    accounts: ['gast_partner.example@corp.example'],
    says: 'The sign-in says gast_partner.example#EXT#@corp.example, SCIM says gast_partner.example@corp.example'
  },
  {
    what: 'a guest who is named by mail everywhere is like anybody else',
    people: [person({ upn: 'gast_partner.example#EXT#@corp.example', mail: 'gast@partner.example' })],
    users: [user(1, 'gast@partner.example')],
    rules: { nameId: 'mail', scimUserName: 'mail' },
    class: 'same',
    accounts: ['gast@partner.example'],
    says: 'every way'
  },
  {
    what: 'neither UPN nor mail',
    people: [person({ name: 'Room 12', ldapName: 'room12' })],
    users: [],
    class: 'no-name',
    says: 'neither a user principal name nor a mail'
  },
  {
    what: 'no UPN where the sign-in takes it',
    people: [person({ mail: 'a@corp.example' })],
    users: [],
    class: 'no-name',
    says: 'no user principal name, which the sign-in takes'
  },
  {
    what: 'a disabled person',
    people: [aligned('a@corp.example', { disabled: true })],
    users: [user(1, 'a@corp.example')],
    class: 'same',
    accounts: ['a@corp.example'],
    says: 'The person is disabled'
  },
  {
    what: 'nothing is compared',
    people: [aligned('a@corp.example')],
    class: 'new',
    says: 'Would be called a@corp.example.'
  }
]

function judged({ people, users, rules }: Pick<Case, 'people' | 'users' | 'rules'>) {
  return judgeIdentity(peopleOf(people, 'sAMAccountName'), users === undefined ? undefined : usersOf(users), rulesWith(rules))
}

function viewOf(world: Pick<Case, 'people' | 'users' | 'rules'>): IdentityView {
  return identityView(judged(world), {
    identityId: 'i',
    people: 'file',
    users: 'site',
    readAt: '2026-11-22T09:00:00.000Z',
    cutBecause: undefined
  })
}

describe('a documented case', () => {
  it.each(cases.map((each) => [each.what, each] as const))('%s', (_what, each) => {
    const row = identityRow(judged(each), 0)

    expect({
      class: row.class,
      accounts: [row.account, row.otherAccount].flatMap((one) => (one === undefined ? [] : [one.username]))
    }).toEqual({
      class: each.class,
      accounts: each.accounts ?? []
    })
    expect(row.sentence).toContain(each.says)
    expect(row.sentence).toMatch(/\.$/)
    expect(row.sentence).not.toMatch(/undefined|\.\.|\s{2}|\s[.,;]/)
  })

  it('a user of the provider whom nobody claims is an orphan, one who signs in otherwise is not concerned', () => {
    const users = [
      user(1, 'gone@corp.example'),
      user(2, 'other', { ssoStrategyId: 8 }),
      user(3, 'admin', { authenticationMethod: 'password', ssoStrategyId: undefined })
    ]
    const world = { people: [aligned('a@corp.example')], users }

    const ofAll = judged(world)
    const ofSeven = judged({ ...world, rules: { strategyId: 7 } })

    expect([1, 2, 3].map((row) => ofAll.classOf(row))).toEqual(['orphan', 'orphan', 'not-concerned'])
    expect([1, 2, 3].map((row) => ofSeven.classOf(row))).toEqual(['orphan', 'not-concerned', 'not-concerned'])
  })

  it('a third account of a person is said to be one', () => {
    const users = [user(1, 'anna.li@corp.example'), user(2, 'ali@corp.example'), user(3, 'al@corp.example')]
    const people = [person({ upn: 'anna.li@corp.example', mail: 'ali@corp.example', ldapName: 'al', name: 'Anna Li' })]
    const row = identityRow(judged({ people, users, rules: { ldap } }), 1)

    expect(row).toMatchObject({ class: 'orphan', sentence: 'A further account of Anna Li, who has two others.' })
  })
})

describe('what is said about a class', () => {
  it('puts the repair in an order in which nothing is lost: names first, then the sign-in, and last the duplicate', () => {
    const { classes } = viewOf({ people: [annaLi], users: [user(1, 'anna.li@corp.example')], rules: byMail })
    const repair = classes.find((each) => each.class === 'mail-unlike-upn')?.repair.map(({ text }) => text) ?? []

    expect(repair[0]).toContain('Make mail and user principal name the same')
    expect(repair[1]).toContain('Let the person sign in')
    expect(repair[2]).toContain('Only then delete the duplicate')
    expect(classes.find((each) => each.class === 'mail-unlike-upn')?.repair[0]?.who).toBe('entra-administrator')
  })

  it('is whole sentences for every class, with a repair for each that is no good news', () => {
    const worlds = [
      { people: [annaLi], users: [], rules: byMail },
      { people: [annaLi], rules: { nameId: 'mail' as const, scimUserName: 'mail' as const, ways: ['scim' as const] } },
      { people: [person({ upn: 'g#EXT#@corp.example' })], users: [], rules: { ways: ['saml' as const] } },
      { people: [person({ upn: 'g#EXT#@corp.example' })], users: [], rules: { ways: ['scim' as const] } },
      { people: [person({ upn: 'g#EXT#@corp.example' })], users: [] }
    ]
    for (const { classes, assumptions, recommendation } of worlds.map(viewOf)) {
      for (const { what, repair, severity, title } of classes) {
        expect(repair.length > 0).toBe(severity !== 'good')
        expect(title.length).toBeLessThanOrEqual(40)
        for (const text of [what, ...repair.map((step) => step.text), ...assumptions, recommendation]) {
          expect(text).toMatch(/^[A-Z].*\.$/)
          expect(text).not.toMatch(/undefined|\.\.|\s{2}|\s[.,;]/)
        }
      }
    }
  })

  it('calls guests a problem only where the ways in use name them differently', () => {
    const guest = [person({ upn: 'g_x#EXT#@corp.example', mail: 'g@x.example' })]
    const severity = (rules: Partial<IdentityRules>) =>
      viewOf({ people: guest, users: [], rules }).classes.find((each) => each.class === 'guest')

    expect(severity({})).toMatchObject({ count: 1, severity: 'problem' })
    expect(severity({ ways: ['saml'] })).toMatchObject({ count: 1, severity: 'note' })
  })
})

describe('the numbers', () => {
  const people = [aligned('a@corp.example'), aligned('B@corp.example'), annaLi, person({ upn: 'dora@corp.example' })]
  const users = [user(1, 'a@corp.example'), user(2, 'b@corp.example'), user(3, 'anna.li@corp.example'), user(4, 'gone@corp.example')]

  it('stand in the headline, the good ones first', () => {
    expect(viewOf({ people, users, rules: byMail }).headline).toBe('1 same, 1 case only, 1 without mail, 1 differs, 1 account of nobody')
    expect(viewOf({ people: [], users }).headline).toBe('Nobody was read')
    expect(viewOf({ people }).headline).toBe('3 new, 1 differs')
  })

  it('say for each way what it would do alone, the one with the most trouble first', () => {
    const { ways } = viewOf({ people, users, rules: byMail })
    const numbers = ways.map(({ way, kept, doubled, created, failing }) => [way, kept, doubled, created, failing])

    expect(numbers).toEqual([
      ['saml', 2, 1, 1, 0],
      ['oauth', 2, 1, 1, 0],
      ['jit', 2, 1, 1, 0],
      ['scim', 3, 0, 1, 0]
    ])
    expect(ways.map(({ isInUse }) => isInUse)).toEqual([true, false, false, true])
  })

  it('say that nothing is known of LDAP where the people were read from an export without its names', () => {
    const result = judgeIdentity(peopleOf(people, undefined), usersOf(users), rulesWith({ ldap, ways: ['saml', 'ldap'] }))
    const view = identityView(result, { identityId: 'i', people: 'users.csv', users: 'site', readAt: '', cutBecause: undefined })

    expect(view.ways.find(({ way }) => way === 'ldap')).toMatchObject({ kept: 0, failing: 0, isInUse: false })
    expect(view.ways.find(({ way }) => way === 'ldap')?.sentence).toContain('not known')
  })
})

describe('the recommendation', () => {
  it.each([
    ['SCIM where the names agree', [aligned('a@corp.example')], {}, 'so SCIM fits'],
    ['LDAP where mail and UPN cannot be aligned', [annaLi], byMail, 'use LDAP provisioning'],
    ['no SCIM with OAuth', [aligned('a@corp.example')], { ways: ['oauth'] as const }, 'SCIM does not work with OAuth'],
    ['another LDAP field where its names differ', [annaLi], { ldap, ways: ['saml', 'ldap'] as const }, 'change LDAP username field'],
    [
      'the same value before SCIM is switched on',
      [aligned('a@corp.example')],
      { nameId: 'mail', ways: ['saml'] as const },
      'take the same value as the sign-in'
    ]
  ] as const)('is %s', (_what, people, rules, says) => {
    expect(viewOf({ people, users: [], rules }).recommendation).toContain(says)
  })
})

describe('the names of one person', () => {
  it('are each explained with what they were made of', () => {
    const { row, steps } = traceIdentity(judged({ people: [annaLi], users: [], rules: { ...byMail, ldap } }), 0)
    const sentences = steps.map(({ way, sentence }) => `${way}: ${sentence}`)

    expect(row.names).toEqual({
      saml: 'ali@corp.example',
      oauth: 'ali@corp.example',
      jit: 'ali@corp.example',
      scim: 'anna.li@corp.example',
      ldap: 'ali@corp.example'
    })
    expect(sentences).toEqual([
      'saml: SAML takes user.mail.',
      'oauth: OAuth takes user.mail. That OAuth takes the same value is assumed.',
      'jit: Just-in-time provisioning takes user.mail. The first sign-in makes the account.',
      'scim: userName is mapped to userPrincipalName.',
      'ldap: LDAP provisioning takes sAMAccountName and appends @corp.example.'
    ])
    expect(steps.every(({ evidence }) => evidence.some(({ personal }) => personal === true))).toBe(true)
  })

  it('say what an empty value means', () => {
    const { steps } = traceIdentity(
      judged({ people: [person({ upn: 'dora@corp.example' })], users: [], rules: { nameId: 'mail', scimUserName: 'mail' } }),
      0
    )

    expect(steps.map(({ way, sentence }) => `${way}: ${sentence}`)).toEqual(
      expect.arrayContaining([
        'saml: SAML takes user.userprincipalname, because user.mail is empty.',
        'scim: userName is mapped to mail, which is empty: Entra sends no empty attribute, and the person is not provisioned.'
      ])
    )
  })
})
