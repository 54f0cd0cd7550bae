import { describe, expect, it } from 'vitest'
import { identityRow } from '../../../../src-main/core/identity/identity-rows.ts'
import { identityView } from '../../../../src-main/core/identity/identity-view.ts'
import type { IdentityClass, IdentityRules, IdentityView } from '../../../../src-main/core/identity/identity-views.ts'
import { judgeIdentity } from '../../../../src-main/core/identity/judge-identity.ts'
import type { SiteUserRecord } from '../../../../src-main/core/preview/site-user-table.ts'
import { aligned, peopleOf, person, type PlainPerson, rulesWith, user, usersOf } from '../../../support/identity-world.ts'

/** People as no documentation has them: what must never look good, and what must never be lost from sight. */

interface World {
  readonly people: readonly PlainPerson[]
  readonly users?: readonly SiteUserRecord[]
  readonly rules?: Partial<IdentityRules>
}

interface Case extends World {
  readonly what: string
  readonly classes: readonly IdentityClass[]
  /** Of the sentence of the first. */
  readonly says: string
}

const ldap = { usernameField: 'sAMAccountName', domain: 'corp.example' }
const password = { authenticationMethod: 'password', ssoStrategyId: undefined }
const byMail: Partial<IdentityRules> = { nameId: 'mail', ways: ['saml'] }

const cases: readonly Case[] = [
  {
    what: 'the account has the UPN, all is set to the UPN, and the mail is another: the vendor describes exactly this as doubled',
    people: [person({ upn: 'anna.li@corp.example', mail: 'ali@corp.example' })],
    users: [user(1, 'anna.li@corp.example')],
    classes: ['mail-unlike-upn'],
    says: 'the mail is ali@corp.example. The account is anna.li@corp.example. Where a sign-in looks for the mail all the same, it makes a second account.'
  },
  {
    what: 'a mail with a plus is another mail',
    people: [person({ upn: 'anna@corp.example', mail: 'anna+files@corp.example' })],
    users: [user(1, 'anna@corp.example')],
    classes: ['mail-unlike-upn'],
    says: 'anna+files@corp.example'
  },
  {
    what: 'a mail in capitals is not',
    people: [person({ upn: 'anna@corp.example', mail: 'Anna@Corp.Example' })],
    users: [user(1, 'anna@corp.example')],
    classes: ['same'],
    says: 'every way'
  },
  {
    what: 'a Turkish dotless i is another letter, whatever it looks like in capitals',
    people: [aligned('ışık@corp.example')],
    users: [user(1, 'isik@corp.example'), user(2, 'IŞIK@corp.example')],
    classes: ['new', 'orphan', 'orphan'],
    says: 'There is no account yet'
  },
  {
    what: 'blanks at the end are none',
    people: [person({ upn: 'anna@corp.example  ', mail: 'anna@corp.example\u00a0' })],
    users: [user(1, 'anna@corp.example')],
    classes: ['same'],
    says: 'every way'
  },
  {
    what: 'LDAP has no name for somebody who signs in: the sync leaves the person out, and may take away the account',
    people: [aligned('cloud@corp.example')],
    users: [user(1, 'cloud@corp.example')],
    rules: { ldap, ways: ['saml', 'ldap'] },
    classes: ['no-name'],
    says: 'LDAP has no name for this person: the value that it takes is empty. The account is cloud@corp.example.'
  },
  {
    what: 'SCIM has no user principal name to send, and the sign-in takes the mail',
    people: [person({ mail: 'anna@corp.example' })],
    users: [user(1, 'anna@corp.example')],
    rules: { nameId: 'mail' },
    classes: ['no-name'],
    says: 'SCIM has no name for this person'
  },
  {
    what: 'a mail that is the user principal name of a colleague lands in the account of the colleague',
    people: [
      person({ upn: 'a@corp.example', mail: 'b@corp.example', name: 'A' }),
      person({ upn: 'b@corp.example', mail: 'b2@corp.example', name: 'B' })
    ],
    users: [user(1, 'b@corp.example')],
    rules: byMail,
    classes: ['two-people-one-name', 'two-people-one-name'],
    says: 'A would arrive as b@corp.example, which is the user principal name of B.'
  },
  {
    what: 'two people with each other’s mail',
    people: [
      person({ upn: 'a@corp.example', mail: 'b@corp.example', name: 'A' }),
      person({ upn: 'b@corp.example', mail: 'a@corp.example', name: 'B' })
    ],
    users: [user(1, 'a@corp.example'), user(2, 'b@corp.example')],
    rules: byMail,
    classes: ['two-people-one-name', 'two-people-one-name'],
    says: 'which is the user principal name of B'
  },
  {
    what: 'somebody was renamed, and a new colleague got the old name: the account is still the one’s',
    people: [aligned('a.li@corp.example', { name: 'Alex Li' }), aligned('anna.wu@corp.example', { name: 'Anna Wu' })],
    users: [user(1, 'a.li@corp.example', { email: 'Anna.Wu@corp.example' })],
    classes: ['two-people-one-name', 'two-people-one-name'],
    says: 'The account a.li@corp.example is called like Alex Li and has the mail of Anna Wu, who has no account'
  },
  {
    what: 'a guest by SAML alone whose account has the mail gets a second one',
    people: [person({ upn: 'g_x.example#EXT#@corp.example', mail: 'g@x.example' })],
    users: [user(1, 'g@x.example')],
    rules: { ways: ['saml'] },
    classes: ['guest'],
    says: 'The account is g@x.example, which none of the ways would find.'
  },
  {
    what: 'the administrator who is the way back in has a name that is somebody’s mail',
    people: [person({ upn: 'anna.li@corp.example', mail: 'admin@corp.example', name: 'Anna Li' })],
    users: [user(1, 'admin@corp.example', { ...password, siteAdmin: true })],
    classes: ['account-under-other-name'],
    says: 'admin@corp.example is a site administrator who signs in by password: it may be the way back in. See whose it is before anything is renamed or deleted.'
  },
  {
    what: 'the account signs in by password, so that the sign-in would not be let in',
    people: [aligned('anna@corp.example')],
    users: [user(1, 'anna@corp.example', password)],
    classes: ['same'],
    says: 'anna@corp.example signs in by password for now.'
  },
  {
    what: 'the account is of another provider',
    people: [aligned('anna@corp.example')],
    users: [user(1, 'anna@corp.example', { ssoStrategyId: 8 })],
    rules: { strategyId: 7 },
    classes: ['same'],
    says: 'anna@corp.example signs in by another provider for now.'
  },
  {
    what: 'the account is disabled',
    people: [aligned('anna@corp.example')],
    users: [user(1, 'anna@corp.example', { disabled: true })],
    classes: ['same'],
    says: 'anna@corp.example is disabled.'
  },
  {
    what: 'a name that is longer than any',
    people: [aligned(`${'a'.repeat(260)}@corp.example`)],
    users: [],
    classes: ['new'],
    says: 'more than 255 characters'
  },
  {
    what: 'a mark that nobody sees makes another name',
    people: [aligned('anna\u200b@corp.example')],
    users: [user(1, 'anna@corp.example')],
    classes: ['new', 'orphan'],
    says: 'a mark that nobody sees'
  },
  {
    what: 'a short LDAP name with a space is a name',
    people: [person({ upn: 'anna li@corp.example', mail: '', ldapName: 'anna li' })],
    users: [user(1, 'ANNA LI@corp.example')],
    rules: { ldap, ways: ['saml', 'ldap'] },
    classes: ['case-only'],
    says: 'Only capitals or accents differ.'
  },
  {
    what: 'a service account without a mail',
    people: [person({ upn: 'svc-backup@corp.example', name: 'Backup', disabled: true })],
    users: [],
    classes: ['new'],
    says: 'The person is disabled'
  }
]

function judged({ people, users, rules }: World) {
  return judgeIdentity(peopleOf(people, 'sAMAccountName'), users === undefined ? undefined : usersOf(users), rulesWith(rules))
}

function viewOf(world: World): IdentityView {
  const sources = { identityId: 'i', people: 'file', users: 'site', readAt: '2026-11-22T09:00:00.000Z', cutBecause: undefined }
  return identityView(judged(world), sources)
}

function classOf(world: World, name: IdentityClass) {
  return viewOf(world).classes.find((each) => each.class === name)
}

describe('an odd person', () => {
  it.each(cases.map((each) => [each.what, each] as const))('%s', (_what, each) => {
    const result = judged(each)
    const rows = Array.from({ length: result.rowCount }, (_, row) => identityRow(result, row))

    expect(rows.map((row) => row.class)).toEqual(each.classes)
    expect(rows[0]?.sentence).toContain(each.says)
    for (const { sentence } of rows) expect(sentence).not.toMatch(/undefined|\.\.|\s{2}|\s[.,;]/)
  })
})

describe('the order of repair', () => {
  const doubled = { people: [person({ upn: 'anna.li@corp.example', mail: 'ali@corp.example' })], users: [user(1, 'ali@corp.example')] }

  it('aligns mail and user principal name before an account is renamed or deleted, and leaves administrators alone', () => {
    const repair = classOf(doubled, 'account-under-other-name')?.repair.map(({ text }) => text) ?? []
    const place = (words: string): number => repair.findIndex((text) => text.includes(words))

    expect(place('mail and user principal name differ')).toBe(0)
    expect(place('administrator who signs in with a password')).toBe(1)
    expect(place('rename it')).toBeGreaterThan(1)
    expect(place('Only then delete')).toBe(repair.length - 1)
  })

  it('does not call people doubled of whom only the mail differs, and does not call them good', () => {
    const world = { ...doubled, users: [user(1, 'anna.li@corp.example')] }

    expect(classOf(world, 'mail-unlike-upn')).toMatchObject({ count: 1, severity: 'note' })
    expect(classOf({ ...world, rules: { nameId: 'mail' } }, 'mail-unlike-upn')).toMatchObject({ count: 1, severity: 'problem' })
    expect(viewOf(world).headline).toBe('0 same, 1 differs')
  })

  it('calls a guest a problem whose account is called otherwise', () => {
    const guest = { people: [person({ upn: 'g#EXT#@corp.example', mail: 'g@x.example' })], rules: { ways: ['saml' as const] } }

    expect(classOf({ ...guest, users: [] }, 'guest')?.severity).toBe('note')
    expect(classOf({ ...guest, users: [user(1, 'g@x.example')] }, 'guest')?.severity).toBe('problem')
  })
})

describe('the numbers of a way', () => {
  it('count an account of somebody else as failing, not as one to be made', () => {
    const people = [person({ upn: 'a@corp.example', mail: 'b@corp.example' }), person({ upn: 'b@corp.example', mail: '' })]
    const { ways } = viewOf({ people, users: [user(1, 'b@corp.example')], rules: { ways: ['saml'], scimUserName: 'mail' } })

    expect(ways.find(({ way }) => way === 'scim')).toMatchObject({ kept: 0, doubled: 0, created: 0, failing: 2 })
    expect(ways.find(({ way }) => way === 'saml')).toMatchObject({ kept: 1, created: 1, failing: 0 })
  })
})

describe('the recommendation', () => {
  it.each([
    [
      'people whose mail differs',
      { people: [person({ upn: 'a@c.example', mail: 'b@c.example' })], users: [] },
      'For 1 person mail and user principal name differ.'
    ],
    ['nobody with a name', { people: [person({ ldapName: 'room' })], users: [] }, 'nothing can be recommended'],
    [
      'accounts under other names',
      { people: [aligned('a@c.example')], users: [user(1, 'old', { email: 'a@c.example' })] },
      'First repair the 1 account under another name'
    ]
  ] as const)('does not praise SCIM over %s', (_what, world, says) => {
    expect(viewOf(world).recommendation).toContain(says)
  })

  it('does not send people to SCIM whom SCIM doubles as well', () => {
    const people = [
      person({ upn: 'a@corp.example', mail: 'b@corp.example', ldapName: 'b' }),
      person({ upn: 'c@corp.example', mail: '', ldapName: 'd' })
    ]
    const { recommendation } = viewOf({ people, users: [], rules: { ldap, nameId: 'mail', ways: ['saml', 'scim', 'ldap'] } })

    expect(recommendation).not.toContain('or use SCIM')
  })
})
