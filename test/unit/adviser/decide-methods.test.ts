import { describe, expect, it } from 'vitest'
import { is, type Situation, situationOf } from '../../../src-main/core/adviser/adviser-questions.ts'
import { type Decision, decideMethods } from '../../../src-main/core/adviser/decide-methods.ts'
import { everySituation } from './every-situation.ts'

const situations = everySituation()

describe('whatever is answered', () => {
  it.each<[string, (decision: Decision, situation: Situation) => boolean]>([
    ['OAuth never comes with SCIM', ({ signIn, provisioning }) => signIn === 'oauth' && provisioning === 'scim'],
    ['SCIM comes with SAML only', ({ signIn, provisioning }) => provisioning === 'scim' && signIn !== 'saml'],
    [
      'LDAP sign-in is for company passwords outside the browser only, and needs a directory',
      ({ signIn }, situation) => signIn === 'ldap' && !(is(situation, 'password-ways', 'company-password') && is(situation, 'ldaps', 'yes'))
    ],
    [
      'nothing reads a directory that cannot be reached',
      ({ provisioning }, situation) => provisioning === 'ldap' && is(situation, 'ldaps', 'no')
    ],
    [
      'filters of Files.com lead to LDAP provisioning wherever a directory can be reached',
      ({ provisioning }, situation) =>
        is(situation, 'group-filters', 'at-files-com') && is(situation, 'ldaps', 'yes') && provisioning !== 'ldap'
    ],
    [
      'nobody gets a second account by SCIM, because sign-in goes by the mail',
      ({ provisioning }, situation) => provisioning === 'scim' && is(situation, 'mail-upn', 'by-mail')
    ],
    ['SCIM is not advised to the free edition', ({ provisioning }, situation) => provisioning === 'scim' && is(situation, 'licence', 'no')],
    [
      'no account makes itself where that is not wanted',
      ({ provisioning }, situation) => provisioning === 'jit' && is(situation, 'first-sign-in', 'no')
    ],
    [
      'OAuth is for whoever cannot make an enterprise application, in the global cloud',
      ({ signIn }, situation) =>
        signIn === 'oauth' && !(is(situation, 'entra-rights', 'registrations-only') && !is(situation, 'tenants', 'other-cloud'))
    ],
    [
      'groups arrive by their ids only where nothing else can be had',
      ({ provisioning, signIn }, situation) =>
        provisioning === 'jit' &&
        is(situation, 'group-names', 'yes') &&
        (is(situation, 'ldaps', 'yes') || (signIn === 'saml' && is(situation, 'licence', 'yes') && !is(situation, 'mail-upn', 'by-mail')))
    ],
    [
      'somebody makes accounts by hand only where nothing else can be had',
      ({ provisioning }, situation) =>
        provisioning === 'by-hand' && (is(situation, 'ldaps', 'yes') || is(situation, 'first-sign-in', 'yes'))
    ]
  ])('%s', (_rule, breaks) => {
    expect(situations.filter((situation) => breaks(decideMethods(situation), situation))).toEqual([])
  })

  it('has been asked in every combination, and each method is advised in some', () => {
    expect(situations).toHaveLength(3 * 3 * 4 * 2 * 3 * 2 * 2 * 3 * 2 * 3)
    const decisions = situations.map(decideMethods)
    expect(new Set(decisions.map(({ signIn }) => signIn))).toEqual(new Set(['saml', 'oauth', 'ldap']))
    expect(new Set(decisions.map(({ provisioning }) => provisioning))).toEqual(new Set(['scim', 'jit', 'ldap', 'by-hand']))
  })
})

describe('another answer', () => {
  const after = (situation: Situation, question: keyof Situation, value: string): Decision =>
    decideMethods({ ...situation, [question]: value })

  it('that passwords are needed outside the browser never leads to OAuth', () => {
    const moved = situations.filter(
      (situation) => decideMethods(situation).signIn !== 'oauth' && after(situation, 'password-ways', 'company-password').signIn === 'oauth'
    )
    expect(moved).toEqual([])
  })

  it('that filters decide at Files.com never leads to SCIM', () => {
    const moved = situations.filter(
      (situation) =>
        decideMethods(situation).provisioning === 'ldap' && after(situation, 'group-filters', 'at-files-com').provisioning === 'scim'
    )
    expect(moved).toEqual([])
  })

  it('that groups or an automatic end are wanted never leads to accounts that make themselves', () => {
    for (const [question, value] of [
      ['group-names', 'yes'],
      ['leavers', 'hour'],
      ['leavers', 'now']
    ] as const) {
      const moved = situations.filter(
        (situation) => decideMethods(situation).provisioning !== 'jit' && after(situation, question, value).provisioning === 'jit'
      )
      expect(moved).toEqual([])
    }
  })

  it('that more can be done never takes a better method away: a directory, a licence, rights', () => {
    const byHand = situations.filter(
      (situation) =>
        decideMethods(situation).provisioning !== 'by-hand' &&
        (after(situation, 'ldaps', 'yes').provisioning === 'by-hand' || after(situation, 'licence', 'yes').provisioning === 'by-hand')
    )
    const toOauth = situations.filter(
      (situation) => decideMethods(situation).signIn !== 'oauth' && after(situation, 'entra-rights', 'ours').signIn === 'oauth'
    )
    expect([byHand, toOauth]).toEqual([[], []])
  })
})

describe('the vendor’s own cases', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['who does not know', {}, 'saml scim'],
    ['mail and UPN that are the same', { 'mail-upn': 'same' }, 'saml scim'],
    ['no groups needed, leavers closed by hand', { 'group-names': 'no', leavers: 'by-hand' }, 'saml jit'],
    ['group filters at Files.com', { 'group-filters': 'at-files-com' }, 'saml ldap'],
    ['groups assigned in Entra ID', { 'group-filters': 'in-entra' }, 'saml scim'],
    ['mail and UPN that cannot be made the same', { 'mail-upn': 'by-mail' }, 'saml ldap'],
    ['the same without a directory', { 'mail-upn': 'by-mail', ldaps: 'no' }, 'saml jit'],
    ['mail and UPN that can be made the same', { 'mail-upn': 'can-align' }, 'saml scim'],
    ['company passwords by SFTP', { 'password-ways': 'company-password' }, 'ldap ldap'],
    ['company passwords by SFTP without a directory', { 'password-ways': 'company-password', ldaps: 'no' }, 'saml scim'],
    ['SSH keys by SFTP', { 'password-ways': 'keys' }, 'saml scim'],
    ['the free edition with a directory', { licence: 'no' }, 'saml ldap'],
    ['the free edition without a directory', { licence: 'no', ldaps: 'no' }, 'saml jit'],
    ['the same, and no account by itself', { licence: 'no', ldaps: 'no', 'first-sign-in': 'no' }, 'saml by-hand'],
    ['app registrations only, and groups wanted', { 'entra-rights': 'registrations-only' }, 'saml scim'],
    [
      'app registrations only, and nothing else wanted',
      { 'entra-rights': 'registrations-only', 'group-names': 'no', leavers: 'by-hand' },
      'oauth jit'
    ],
    ['app registrations only, and filters', { 'entra-rights': 'registrations-only', 'group-filters': 'at-files-com' }, 'oauth ldap'],
    [
      'app registrations only, in another cloud',
      { 'entra-rights': 'registrations-only', 'group-names': 'no', leavers: 'by-hand', tenants: 'other-cloud' },
      'saml jit'
    ]
  ])('%s', (_case, answers, expected) => {
    const { signIn, provisioning } = decideMethods(situationOf(answers))
    expect(`${signIn} ${provisioning}`).toBe(expected)
  })
})
