import { describe, expect, it } from 'vitest'
import { bindProblem, countsAsAttempt } from '../../../../src-main/core/checks/bind-problem.ts'
import type { LdapFailure } from '../../../../src-main/core/model/directory-facts.ts'
import { resultFailure, settings } from './fake-probes.ts'

describe('bindProblem', () => {
  it.each([
    ['525', 'ldap.bind.unknown-user'],
    ['52e', 'ldap.bind.wrong-name-or-password'],
    ['52f', 'ldap.bind.account-restriction'],
    ['530', 'ldap.bind.outside-hours'],
    ['531', 'ldap.bind.workstation-restricted'],
    ['532', 'ldap.bind.password-expired'],
    ['533', 'ldap.bind.account-disabled'],
    ['568', 'ldap.bind.too-many-groups'],
    ['569', 'ldap.bind.logon-type-not-granted'],
    ['51f', 'ldap.bind.no-logon-server'],
    ['57', 'ldap.bind.invalid-parameter'],
    ['0057', 'ldap.bind.invalid-parameter'],
    ['701', 'ldap.bind.account-expired'],
    ['773', 'ldap.bind.must-change-password'],
    ['775', 'ldap.bind.locked-out'],
    ['80090346', 'ldap.bind.channel-binding'],
    ['ppolicy-expired', 'ldap.bind.password-expired'],
    ['ppolicy-locked', 'ldap.bind.locked-out'],
    ['ppolicy-must-change', 'ldap.bind.must-change-password'],
    ['ppolicy-other', 'ldap.bind.wrong-name-or-password'],
    ['0', 'ldap.bind.wrong-name-or-password'],
    ['1234abcd', 'ldap.bind.wrong-name-or-password']
  ])('takes result 49 with sub-code %s for %s', (subCode, code) => {
    expect(problemOf(resultFailure(49, { subCode })).code).toBe(code)
  })

  it.each([
    [1, 'ldap.bind.refused'],
    [2, 'ldap.bind.refused'],
    [7, 'ldap.bind.not-allowed'],
    [8, 'ldap.bind.tls-wanted'],
    [13, 'ldap.bind.tls-wanted'],
    [14, 'ldap.bind.not-allowed'],
    [32, 'ldap.bind.wrong-name-or-password'],
    [34, 'ldap.bind.bad-name-syntax'],
    [48, 'ldap.bind.not-allowed'],
    [49, 'ldap.bind.wrong-name-or-password'],
    [50, 'ldap.bind.not-allowed'],
    [51, 'ldap.bind.busy'],
    [52, 'ldap.bind.busy'],
    [53, 'ldap.bind.not-allowed'],
    [80, 'ldap.bind.refused'],
    [4711, 'ldap.bind.refused']
  ])('takes result %i for %s', (result, code) => {
    expect(problemOf(resultFailure(result)).code).toBe(code)
  })

  it('does not take the “data 0” of a demand for encryption for a sub-code', () => {
    const text = '00002028: LdapErr: DSID-0C090202, comment: The server requires binds to turn on integrity checking, data 0, v4563'

    expect(problemOf(resultFailure(8, { subCode: '0', text })).code).toBe('ldap.bind.tls-wanted')
  })

  it.each<[LdapFailure, string]>([
    [{ kind: 'timed-out', during: 'operation', timeoutMs: 5000 }, 'ldap.bind.no-answer'],
    [{ kind: 'closed', text: 'reset' }, 'ldap.bind.connection-closed'],
    [{ kind: 'network', reason: 'refused', text: 'refused' }, 'ldap.connection-not-opened'],
    [{ kind: 'tls', code: 'CERT_HAS_EXPIRED', text: 'expired' }, 'ldap.connection-not-opened'],
    [{ kind: 'start-tls-refused', code: 2, text: 'unsupported' }, 'ldap.connection-not-opened'],
    [{ kind: 'not-ldap', firstBytes: '48545450' }, 'ldap.not-ldap'],
    [{ kind: 'bad-filter', text: '(x' }, 'ldap.connection-not-opened']
  ])('takes what is no result code for what it is: %o', (failure, code) => {
    expect(problemOf(failure).code).toBe(code)
  })

  it.each([
    ['active-directory', 'svc', 'Active Directory refuses a bare short name: write svc@your.domain or DOMAIN\\svc.'],
    ['active-directory', 'svc@corp.example', 'The name has a form that Active Directory takes; check its spelling and domain.'],
    ['active-directory', 'CORP\\svc', 'The name has a form that Active Directory takes; check its spelling and domain.'],
    ['openldap', 'svc', 'OpenLDAP wants a distinguished name, such as uid=svc,ou=people,dc=example,dc=com.'],
    ['openldap', 'cn=svc,dc=example', 'Check every part of the distinguished name.']
  ] as const)('gives %s, asked with %s, the right hint', (serverType, account, hint) => {
    expect(bindProblem(resultFailure(49), account, serverType, settings).remedy).toContain(hint)
  })

  it('shows what was known before, and then the answer as it came', () => {
    const failure = resultFailure(49, { name: 'invalidCredentials', text: '80090308: data 775', subCode: '775' })

    expect(bindProblem(failure, 'svc', 'active-directory', settings, [{ label: 'Account', value: 'svc' }]).evidence).toEqual([
      { label: 'Account', value: 'svc' },
      { label: 'Result code', value: '49 (invalidCredentials)' },
      { label: 'Server’s text', value: '80090308: data 775' },
      { label: 'Sub-code', value: '775' }
    ])
  })
})

describe('countsAsAttempt', () => {
  it.each<[LdapFailure, boolean]>([
    [resultFailure(49), true],
    [resultFailure(53), true],
    [resultFailure(32), true],
    [resultFailure(80), true],
    [{ kind: 'closed', text: '' }, true],
    [{ kind: 'timed-out', during: 'operation', timeoutMs: 5000 }, true],
    [resultFailure(8), false],
    [resultFailure(13), false],
    [resultFailure(34), false],
    [{ kind: 'tls', code: '', text: '' }, false],
    [{ kind: 'network', reason: 'refused', text: '' }, false]
  ])('%o may have counted against the account: %s', (failure, counts) => {
    expect(countsAsAttempt(failure)).toBe(counts)
  })

  it('counts bytes that are no LDAP: the password has been sent, and the server may have judged it', () => {
    expect(countsAsAttempt({ kind: 'not-ldap', firstBytes: '00' })).toBe(true)
  })
})

function problemOf(failure: LdapFailure) {
  return bindProblem(failure, 'svc@corp.example', 'active-directory', settings)
}
