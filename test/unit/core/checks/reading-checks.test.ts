import { describe, expect, it } from 'vitest'
import { attributesPresent } from '../../../../src-main/core/checks/ldap/attributes-present.ts'
import { backupHostAgrees } from '../../../../src-main/core/checks/ldap/backup-host-agrees.ts'
import { baseExists } from '../../../../src-main/core/checks/ldap/base-exists.ts'
import { groupsFound } from '../../../../src-main/core/checks/ldap/groups-found.ts'
import { limitsKnown } from '../../../../src-main/core/checks/ldap/limits-known.ts'
import { membershipsReadable } from '../../../../src-main/core/checks/ldap/memberships-readable.ts'
import { referralsHarmless } from '../../../../src-main/core/checks/ldap/referrals-harmless.ts'
import { usernamesUnique } from '../../../../src-main/core/checks/ldap/usernames-unique.ts'
import { usersFound } from '../../../../src-main/core/checks/ldap/users-found.ts'
import { neverCancelled } from '../../../../src-main/core/cancel.ts'
import type { LdapFailure } from '../../../../src-main/core/model/directory-facts.ts'
import type { BaseFacts, GroupFacts, PeopleFacts } from '../../../../src-main/core/model/directory-readings.ts'
import { fail } from '../../../../src-main/core/result.ts'
import { type FakeAnswers, fakeProbes, groups, people, resultFailure, rootDse, verdictOf } from './fake-probes.ts'

const silence: LdapFailure = { kind: 'timed-out', during: 'operation', timeoutMs: 10_000 }
const noGroups: GroupFacts = { ...groups, count: 0, samples: [], memberValues: 0, ranged: [] }

describe('ldap.base-exists', () => {
  const missing = (more: Partial<Extract<BaseFacts, { kind: 'missing' }>> = {}): BaseFacts => ({
    kind: 'missing',
    childrenOfNearest: [],
    failure: resultFailure(32),
    ...more
  })

  it.each<[string, string, BaseFacts, string]>([
    ['DC=corp,DC=example', 'found', { kind: 'found', dn: 'DC=corp,DC=example', objectClasses: ['domain'] }, 'pass'],
    [
      'OU=Staf,DC=corp,DC=example',
      'missing',
      missing({ nearest: 'DC=corp,DC=example', childrenOfNearest: ['OU=Staff'] }),
      'fail ldap.base.missing'
    ],
    ['DC=example', 'above the domain', missing(), 'fail ldap.base.above-domain'],
    ['DC=other,DC=example', 'beside the domain', missing(), 'fail ldap.base.above-domain'],
    ['DC=corp,DC=example', 'hidden', { kind: 'hidden' }, 'fail ldap.base.hidden'],
    ['DC=corp,DC=example', 'malformed', { kind: 'cut', failure: resultFailure(34) }, 'fail ldap.base.syntax'],
    [
      'DC=corp,DC=example',
      'elsewhere',
      { kind: 'cut', failure: resultFailure(10, { referrals: ['ldap://b.example'] }) },
      'fail ldap.base.other-domain'
    ],
    ['DC=corp,DC=example', 'forbidden', { kind: 'cut', failure: resultFailure(50) }, 'fail ldap.base.hidden'],
    ['DC=corp,DC=example', 'refused otherwise', { kind: 'cut', failure: resultFailure(80) }, 'fail ldap.users.refused'],
    ['DC=corp,DC=example', 'not answered', { kind: 'cut', failure: silence }, 'fail ldap.no-answer']
  ])('judges %s that is %s', async (baseDn, _what, base, verdict) => {
    expect(await verdictOf(baseExists, fakeProbes({ settings: { baseDn }, base }))).toBe(verdict)
  })

  it('calls a base missing, not outside, when the server hides what it holds', async () => {
    const probes = fakeProbes({ settings: { baseDn: 'DC=example' }, base: missing(), rootDse: fail(resultFailure(50)) })

    expect(await verdictOf(baseExists, probes)).toBe('fail ldap.base.missing')
  })
})

describe('ldap.users-found and ldap.groups-found', () => {
  it.each<[string, LdapFailure, string]>([
    ['size limit', resultFailure(4), 'fail ldap.users.size-limit'],
    ['time limit', resultFailure(3), 'fail ldap.users.time-limit'],
    ['administrative limit', resultFailure(11), 'fail ldap.users.admin-limit'],
    ['refusal', resultFailure(53), 'fail ldap.users.refused'],
    ['forgotten sign-in of Active Directory', resultFailure(1, { text: '000004DC: LdapErr' }), 'fail ldap.users.not-signed-in'],
    ['forgotten sign-in of Samba', resultFailure(1, { text: '00002020: Operation unavailable' }), 'fail ldap.users.not-signed-in'],
    ['broken connection', { kind: 'closed', text: 'reset' }, 'fail ldap.connection-closed'],
    ['silence', silence, 'fail ldap.no-answer']
  ])('name whose limit ended the search: %s', async (_what, failure, verdict) => {
    const end = { kind: 'cut', failure } as const

    const verdicts = [
      await verdictOf(usersFound, fakeProbes({ people: { ...people, end } })),
      await verdictOf(groupsFound, fakeProbes({ groups: { ...groups, end } }))
    ]

    expect(verdicts).toEqual([verdict, verdict])
  })

  it('pass when they are found to the end', async () => {
    expect([await verdictOf(usersFound, fakeProbes()), await verdictOf(groupsFound, fakeProbes())]).toEqual(['pass', 'pass'])
  })

  it('tell nobody from no group', async () => {
    const probes = fakeProbes({ people: { ...people, count: 0, samples: [], anyEntries: 12 }, groups: noGroups })

    expect([await verdictOf(usersFound, probes), await verdictOf(groupsFound, probes)]).toEqual([
      'fail ldap.users.none',
      'warn ldap.groups.none'
    ])
  })

  it.each([
    [1, 'Without that filter there is 1 entry below the base.'],
    [12, 'Without that filter there are 12 entries below the base.'],
    [0, 'Without that filter there are 0 entries below the base.']
  ])('say what is there without the filter: %i', async (anyEntries, sentence) => {
    const verdict = await usersFound.run(fakeProbes({ people: { ...people, count: 0, samples: [], anyEntries } }), neverCancelled)

    expect(verdict.status === 'fail' && verdict.problem.cause.endsWith(sentence)).toBe(true)
  })

  it('mark samples of people as personal, with nothing about them in the label', async () => {
    const verdict = await usersFound.run(fakeProbes(), neverCancelled)

    const samples = verdict.status === 'pass' ? verdict.evidence.filter(({ personal }) => personal === true) : []
    expect(samples.map(({ label, value }) => [label, value.split(',')[0]])).toEqual([
      ['For example', 'sAMAccountName ada'],
      ['For example', 'sAMAccountName (none)']
    ])
  })
})

describe('ldap.attributes-present', () => {
  const filled = (...pairs: readonly (readonly [string, number])[]): PeopleFacts => ({ ...people, filled: new Map(pairs) })

  it.each<[string, PeopleFacts, string]>([
    ['everybody has user name and mail', filled(['samaccountname', 300], ['mail', 300]), 'pass'],
    ['some have no mail', filled(['samaccountname', 300], ['mail', 299]), 'warn ldap.attributes.missing'],
    ['some have no user name', filled(['samaccountname', 299], ['mail', 300]), 'warn ldap.attributes.missing'],
    ['nobody has the user name field', filled(['uid', 300], ['mail', 300]), 'fail ldap.attributes.username-absent']
  ])('judges that %s', async (_what, facts, verdict) => {
    expect(await verdictOf(attributesPresent, fakeProbes({ people: facts }))).toBe(verdict)
  })

  it('offers the fields that are filled', async () => {
    const verdict = await attributesPresent.run(fakeProbes({ people: filled(['uid', 300], ['mail', 300]) }), neverCancelled)

    expect(verdict).toMatchObject({ problem: { remedy: 'Choose another user name field. These are filled: uid.' } })
  })
})

describe('ldap.usernames-unique', () => {
  it.each<[string, Partial<FakeAnswers>, string]>([
    ['unique names', {}, 'pass'],
    [
      'two of a name',
      { people: { ...people, duplicateCount: 1, duplicates: [{ username: 'ada', count: 2 }] } },
      'fail ldap.usernames.duplicate'
    ],
    ['a domain appended to plain names', { settings: { domain: 'corp.example' } }, 'pass'],
    ['names with a domain and none appended', { people: { ...people, usernamesWithAt: 300 } }, 'pass'],
    [
      'a domain appended to names that have one',
      { settings: { domain: 'corp.example' }, people: { ...people, usernamesWithAt: 1 } },
      'warn ldap.usernames.double-suffix'
    ]
  ])('judges %s', async (_what, answers, verdict) => {
    expect(await verdictOf(usernamesUnique, fakeProbes(answers))).toBe(verdict)
  })

  it('shows what a user would be called', async () => {
    const verdict = await usernamesUnique.run(fakeProbes({ settings: { domain: 'corp.example' } }), neverCancelled)

    expect(verdict).toMatchObject({ evidence: [{ label: 'Compared' }, { value: 'ada@corp.example', personal: true }] })
  })
})

describe('ldap.memberships-readable', () => {
  it.each<[string, Partial<GroupFacts>, string]>([
    ['members by every way', {}, 'pass'],
    ['members by memberUid only', { memberValues: 0, memberUids: 9 }, 'pass'],
    ['no group', noGroups, 'skip'],
    ['no member anywhere', { memberValues: 0, memberUids: 0, ranged: [] }, 'warn ldap.memberships.none-readable'],
    [
      'a range without end',
      { ranged: [{ name: 'All', members: 3000, parts: 2, isComplete: false }] },
      'fail ldap.memberships.range-incomplete'
    ]
  ])('judges %s', async (_what, facts, verdict) => {
    expect(await verdictOf(membershipsReadable, fakeProbes({ groups: { ...groups, ...facts } }))).toBe(verdict)
  })
})

describe('ldap.limits-known', () => {
  it.each<[string, Partial<FakeAnswers>, string]>([
    ['nothing met', {}, 'pass'],
    ['nothing met and no policy to read', { limits: { policy: new Map() } }, 'pass'],
    ['the size limit for people', { people: { ...people, end: cut(resultFailure(4)) } }, 'fail ldap.limits.met'],
    ['the time limit for groups', { groups: { ...groups, end: cut(resultFailure(3)) } }, 'fail ldap.limits.met'],
    ['an administrative limit', { groups: { ...groups, end: cut(resultFailure(11)) } }, 'fail ldap.limits.met'],
    ['another refusal', { people: { ...people, end: cut(resultFailure(53)) } }, 'not-provable-here'],
    ['silence', { people: { ...people, end: cut(silence) } }, 'not-provable-here']
  ])('judges %s', async (_what, answers, verdict) => {
    expect(await verdictOf(limitsKnown, fakeProbes(answers))).toBe(verdict)
  })
})

describe('ldap.referrals-harmless', () => {
  it.each<[string, readonly string[], string]>([
    ['none', [], 'pass'],
    [
      'those of every domain',
      [
        'ldap://corp.example/CN=Configuration,DC=corp,DC=example',
        'ldap://DomainDnsZones.corp.example/DC=DomainDnsZones,DC=corp,DC=example',
        'ldap://ForestDnsZones.corp.example/DC=ForestDnsZones,DC=corp,DC=example'
      ],
      'pass'
    ],
    ['an escaped one of those', ['ldap://corp.example/CN%3DConfiguration,DC%3Dcorp'], 'pass'],
    ['a child domain', ['ldap://child.corp.example/DC=child,DC=corp,DC=example'], 'warn ldap.referrals.hide-people'],
    ['one that is no address', ['%E0%A4%A'], 'warn ldap.referrals.hide-people']
  ])('judges %s', async (_what, references, verdict) => {
    expect(await verdictOf(referralsHarmless, fakeProbes({ people: { ...people, references } }))).toBe(verdict)
  })
})

describe('ldap.backup-host-agrees', () => {
  const counting = (count: number) => fakeProbes({ people: { ...people, count } })

  it.each<[string, Partial<FakeAnswers>, string]>([
    ['the same', {}, 'pass'],
    ['a person more of 300', { people: { ...people, count: 301 } }, 'pass'],
    ['four people more of 300', { people: { ...people, count: 304 } }, 'warn ldap.backup.differs'],
    ['nobody', { people: { ...people, count: 0 } }, 'warn ldap.backup.differs'],
    ['another product', { rootDse: { ok: true, value: { ...rootDse, product: 'openldap' } } }, 'warn ldap.backup.differs'],
    [
      'another domain',
      { rootDse: { ok: true, value: { ...rootDse, defaultNamingContext: 'DC=b,DC=example' } } },
      'warn ldap.backup.differs'
    ],
    ['the same domain in capitals', { rootDse: { ok: true, value: { ...rootDse, defaultNamingContext: 'dc=CORP,dc=Example' } } }, 'pass'],
    ['a root entry that is hidden', { rootDse: fail(resultFailure(50)) }, 'skip'],
    ['no sign-in', { bind: { kind: 'refused', failure: resultFailure(49) } }, 'not-provable-here'],
    ['no base', { base: { kind: 'hidden' } }, 'not-provable-here'],
    ['people not read to the end', { people: { ...people, end: cut(silence) } }, 'not-provable-here']
  ])('judges %s', async (_what, answers, verdict) => {
    expect(await verdictOf(backupHostAgrees, fakeProbes({ first: counting(300), ...answers }))).toBe(verdict)
  })

  it('has nothing to compare with when the first host is dead', async () => {
    expect(await verdictOf(backupHostAgrees, fakeProbes({ first: fakeProbes({ rootDse: fail(silence) }) }))).toBe('skip')
  })

  it('never signs in by itself, on neither host', async () => {
    const bind = () => Promise.reject(new Error('signed in'))
    const notSignedIn = { bind, hasSignedIn: async () => false }

    const probes = { ...fakeProbes(), ...notSignedIn, first: { ...fakeProbes(), ...notSignedIn } }

    expect(await verdictOf(backupHostAgrees, probes)).toBe('not-provable-here')
  })
})

function cut(failure: LdapFailure): PeopleFacts['end'] {
  return { kind: 'cut', failure }
}
