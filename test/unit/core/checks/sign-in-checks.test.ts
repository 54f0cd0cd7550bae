import { describe, expect, it } from 'vitest'
import { accountSafe, triesLeft } from '../../../../src-main/core/checks/ldap/account-safe.ts'
import { bindAccepted } from '../../../../src-main/core/checks/ldap/bind-accepted.ts'
import { identityProved } from '../../../../src-main/core/checks/ldap/identity-proved.ts'
import { personExplained } from '../../../../src-main/core/checks/ldap/person-explained.ts'
import { personPasswordAccepted } from '../../../../src-main/core/checks/ldap/person-password-accepted.ts'
import { rootDseAnswers } from '../../../../src-main/core/checks/ldap/root-dse-answers.ts'
import { typeAsChosen } from '../../../../src-main/core/checks/ldap/type-as-chosen.ts'
import { neverCancelled } from '../../../../src-main/core/cancel.ts'
import type { BindProbe } from '../../../../src-main/core/checks/probes.ts'
import type { DirectoryProduct, LdapFailure } from '../../../../src-main/core/model/directory-facts.ts'
import type { AccountFacts, IdentityFacts, PersonExplanation, PersonTest } from '../../../../src-main/core/model/directory-readings.ts'
import type { ChosenServerType } from '../../../../src-main/core/model/directory-settings.ts'
import { fail } from '../../../../src-main/core/result.ts'
import { fakeProbes, resultFailure, rootDse, verdictOf } from './fake-probes.ts'

const silence: LdapFailure = { kind: 'timed-out', during: 'operation', timeoutMs: 10_000 }
const wrongPassword = resultFailure(49, { name: 'invalidCredentials', subCode: '52e' })

describe('ldap.root-dse-answers', () => {
  it.each<[string, LdapFailure, string]>([
    ['a refusal', resultFailure(50), 'warn ldap.root-dse.hidden'],
    ['silence', silence, 'fail ldap.no-answer'],
    ['a closed connection', { kind: 'closed', text: '' }, 'fail ldap.connection-closed'],
    ['another protocol', { kind: 'not-ldap', firstBytes: '4854' }, 'fail ldap.not-ldap'],
    ['a broken handshake', { kind: 'tls', code: 'X', text: 'broken' }, 'fail ldap.connection-not-opened']
  ])('judges %s', async (_what, failure, verdict) => {
    expect(await verdictOf(rootDseAnswers, fakeProbes({ rootDse: fail(failure) }))).toBe(verdict)
  })

  it('passes and shows what the server says of itself', async () => {
    expect(await rootDseAnswers.run(fakeProbes(), neverCancelled)).toMatchObject({
      status: 'pass',
      detail: 'This is Active Directory (Windows).',
      evidence: [
        { label: 'Product', value: 'Active Directory (Windows)' },
        { label: 'Calls itself', value: 'dc1.corp.example' },
        { label: 'Naming context', value: 'DC=corp,DC=example' },
        { label: 'Naming context', value: 'CN=Configuration,DC=corp,DC=example' },
        { label: 'Offers', value: 'paged results, StartTLS, “who am I”' }
      ]
    })
  })
})

describe('ldap.type-as-chosen', () => {
  it.each<[ChosenServerType, DirectoryProduct, string]>([
    ['auto', 'windows-active-directory', 'pass'],
    ['auto', 'samba-active-directory', 'pass'],
    ['auto', 'ad-lds', 'pass'],
    ['auto', 'openldap', 'pass'],
    ['auto', 'other', 'warn ldap.type-unknown'],
    ['active-directory', 'samba-active-directory', 'pass'],
    ['active-directory', 'openldap', 'fail ldap.type-mismatch'],
    ['openldap', 'openldap', 'pass'],
    ['openldap', 'windows-active-directory', 'fail ldap.type-mismatch'],
    ['openldap', 'other', 'skip']
  ])('judges %s chosen and %s found', async (serverType, product, verdict) => {
    const probes = fakeProbes({ settings: { serverType }, rootDse: { ok: true, value: { ...rootDse, product } } })

    expect(await verdictOf(typeAsChosen, probes)).toBe(verdict)
  })

  it('has nothing to compare when the server hides its root entry', async () => {
    expect(await verdictOf(typeAsChosen, fakeProbes({ rootDse: fail(resultFailure(50)) }))).toBe('skip')
  })
})

describe('ldap.bind-accepted', () => {
  it.each<[string, BindProbe, string]>([
    ['a success', { kind: 'bound', answer: {}, durationMs: 3 }, 'pass'],
    [
      'a success with a password that must be changed',
      { kind: 'bound', answer: { policyError: 'must-change' }, durationMs: 3 },
      'fail ldap.bind.must-change-password'
    ],
    ['an empty password', { kind: 'not-sent', because: 'empty-password' }, 'fail ldap.bind.empty-password'],
    [
      'a password that would travel in clear',
      { kind: 'not-sent', because: 'cleartext-not-allowed' },
      'fail ldap.bind.cleartext-not-allowed'
    ],
    ['a wrong password', { kind: 'refused', failure: wrongPassword }, 'fail ldap.bind.wrong-name-or-password'],
    ['silence', { kind: 'refused', failure: silence }, 'fail ldap.bind.no-answer'],
    [
      'a connection that did not open',
      { kind: 'not-opened', failure: { kind: 'tls', code: 'X', text: 'broken' } },
      'fail ldap.connection-not-opened'
    ],
    [
      'a refusal elsewhere',
      { kind: 'refused-elsewhere', host: 'dc1.corp.example', checkId: 'ldap.bind-accepted' },
      'blocked by ldap.bind-accepted'
    ]
  ])('judges %s', async (_what, bind, verdict) => {
    expect(await verdictOf(bindAccepted, fakeProbes({ bind }))).toBe(verdict)
  })

  it('passes on what the server warns of', async () => {
    const bind: BindProbe = { kind: 'bound', answer: { passwordEndsInSeconds: 86_401, graceLoginsLeft: 2 }, durationMs: 3 }

    expect(await bindAccepted.run(fakeProbes({ bind }), neverCancelled)).toMatchObject({
      status: 'pass',
      evidence: [
        { label: 'Account' },
        { label: 'Result code', value: '0 (success)' },
        { label: 'Connection', value: 'encrypted and verified' },
        { label: 'Password ends', value: 'in 2 days, says the server' },
        { label: 'Sign-ins left with the expired password', value: '2' }
      ]
    })
  })
})

describe('ldap.identity-proved', () => {
  it.each<[string, string, IdentityFacts, string]>([
    ['svc@corp.example', 'a Windows name', { kind: 'named', identity: 'u:CORP\\svc' }, 'pass'],
    ['cn=Reader,dc=corp', 'the same entry, spelt otherwise', { kind: 'named', identity: 'dn:CN=reader, DC=corp' }, 'pass'],
    ['cn=reader,dc=corp', 'another entry', { kind: 'named', identity: 'dn:cn=proxy,dc=corp' }, 'warn ldap.identity.other'],
    ['svc@corp.example', 'nobody', { kind: 'anonymous', saw: 'nobody' }, 'fail ldap.identity.anonymous'],
    ['svc@corp.example', 'a difference to a guest', { kind: 'proved-by-read', entry: 'DC=corp', guestSaw: 'nothing' }, 'pass'],
    ['svc@corp.example', 'no difference', { kind: 'unproved', because: 'guests see the same' }, 'not-provable-here'],
    ['svc@corp.example', 'silence', { kind: 'cut', failure: silence }, 'fail ldap.no-answer']
  ])('judges, for %s, %s', async (username, _what, identity, verdict) => {
    expect(await verdictOf(identityProved, fakeProbes({ settings: { username }, identity }))).toBe(verdict)
  })
})

describe('ldap.account-safe', () => {
  const dn = 'CN=svc,DC=corp'
  it.each<[string, AccountFacts, string]>([
    ['nothing known', { powerfulGroups: [] }, 'not-provable-here'],
    ['only the entry known', { dn, powerfulGroups: [] }, 'not-provable-here'],
    ['no power', { dn, powerfulGroups: [], groupsReadBy: 'nested membership' }, 'pass'],
    ['too much power', { dn, powerfulGroups: ['Domain Admins'], groupsReadBy: 'nested membership' }, 'warn ldap.account.too-powerful'],
    ['power found before the search was cut', { dn, powerfulGroups: ['Domain Admins'] }, 'warn ldap.account.too-powerful'],
    [
      'two tries left',
      { lockoutThreshold: 5, lockoutWindowMinutes: 30, badPasswordCount: 3, powerfulGroups: [] },
      'warn ldap.account.few-tries-left'
    ],
    ['three tries left', { lockoutThreshold: 5, lockoutWindowMinutes: 30, badPasswordCount: 2, powerfulGroups: [] }, 'pass'],
    [
      'a strict limit and no wrong password',
      { lockoutThreshold: 2, lockoutWindowMinutes: 30, badPasswordCount: 0, powerfulGroups: [] },
      'pass'
    ],
    ['no lock-out at all', { lockoutThreshold: 0, badPasswordCount: 9, powerfulGroups: [] }, 'pass'],
    [
      'a password that ends in 30 days',
      { passwordEnds: '2026-12-21T12:00:00.000Z', powerfulGroups: [] },
      'warn ldap.account.password-ends-soon'
    ],
    ['a password that ends in 31 days', { passwordEnds: '2026-12-22T12:00:00.000Z', powerfulGroups: [] }, 'pass'],
    ['a password that never ends', { passwordEnds: 'never', powerfulGroups: [] }, 'pass']
  ])('judges %s', async (_what, account, verdict) => {
    expect(await verdictOf(accountSafe, fakeProbes({ account }))).toBe(verdict)
  })

  it.each([
    [5, 2, 3],
    [5, 9, 0],
    [0, 3, undefined],
    [undefined, 3, undefined],
    [5, undefined, undefined]
  ])('counts the tries left of %s after %s', (lockoutThreshold, badPasswordCount, left) => {
    const known = {
      ...(lockoutThreshold === undefined ? {} : { lockoutThreshold }),
      ...(badPasswordCount === undefined ? {} : { badPasswordCount })
    }

    expect(triesLeft(known)).toBe(left)
  })
})

describe('ldap.person-explained', () => {
  const dn = 'CN=Ada Lovelace,DC=corp,DC=example'

  it.each<[string, PersonExplanation, string]>([
    ['in scope', { kind: 'in-scope', dn, username: 'ada@corp.example', mail: '', states: [] }, 'pass'],
    [
      'in scope, but disabled',
      { kind: 'in-scope', dn, username: 'ada', mail: '', states: ['disabled', 'locked'] },
      'warn ldap.person.inactive'
    ],
    ['known by another name', { kind: 'other-name', dn, matchedBy: 'mail', username: 'ada' }, 'fail ldap.person.other-name'],
    ['a contact', { kind: 'not-a-person', dn, objectClasses: ['top', 'contact'] }, 'fail ldap.person.not-a-person'],
    ['elsewhere', { kind: 'outside-base', dn }, 'fail ldap.person.outside-base'],
    ['nowhere', { kind: 'not-found', searched: 'DC=corp,DC=example' }, 'fail ldap.person.not-found'],
    ['several', { kind: 'ambiguous', count: 2 }, 'fail ldap.person.ambiguous'],
    ['cut off', { kind: 'cut', failure: { kind: 'closed', text: '' } }, 'fail ldap.connection-closed']
  ])('judges somebody who is %s', async (_what, explanation, verdict) => {
    expect(await verdictOf(personExplained('ada'), fakeProbes({ explanation }))).toBe(verdict)
  })
})

describe('ldap.person-password-accepted', () => {
  const dn = 'CN=Ada Lovelace,DC=corp,DC=example'
  it.each<[string, PersonTest, string]>([
    ['a success', { kind: 'accepted', dn }, 'pass'],
    ['a wrong password', { kind: 'refused', dn, failure: wrongPassword, triesLeft: 4 }, 'fail ldap.bind.wrong-name-or-password'],
    ['a locked account', { kind: 'refused', dn, failure: resultFailure(49, { subCode: '775' }) }, 'fail ldap.bind.locked-out'],
    ['nobody', { kind: 'not-found' }, 'fail ldap.person.not-found'],
    ['two people', { kind: 'ambiguous', count: 2 }, 'fail ldap.person.ambiguous'],
    ['one try before a lock-out', { kind: 'too-few-tries', dn, triesLeft: 1, threshold: 5 }, 'skip'],
    ['an empty password', { kind: 'not-sent', because: 'empty-password' }, 'fail ldap.bind.empty-password'],
    ['no encryption', { kind: 'not-sent', because: 'cleartext-not-allowed' }, 'fail ldap.bind.cleartext-not-allowed'],
    ['a search without answer', { kind: 'cut', failure: silence }, 'fail ldap.no-answer']
  ])('judges %s', async (_what, person, verdict) => {
    expect(await verdictOf(personPasswordAccepted('ada'), fakeProbes({ person }))).toBe(verdict)
  })

  it('marks what names the person, so that reports leave it out', async () => {
    const person: PersonTest = { kind: 'refused', dn, failure: wrongPassword }

    const verdict = await personPasswordAccepted('ada').run(fakeProbes({ person }), neverCancelled)

    expect(verdict).toMatchObject({
      problem: {
        evidence: [
          { label: 'Person', value: 'ada', personal: true },
          { label: 'Entry', value: dn, personal: true },
          { label: 'Result code', value: '49 (invalidCredentials)' },
          { label: 'Sub-code', value: '52e' }
        ]
      }
    })
  })
})
