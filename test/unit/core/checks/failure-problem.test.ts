import { describe, expect, it } from 'vitest'
import { failureEvidence, readProblem } from '../../../../src-main/core/checks/failure-problem.ts'
import type { LdapFailure } from '../../../../src-main/core/model/directory-facts.ts'
import { resultFailure, settings } from './fake-probes.ts'

const failures: readonly (readonly [LdapFailure, string, readonly string[]])[] = [
  [resultFailure(50, { name: 'insufficientAccessRights' }), 'ldap.users.refused', ['Result code: 50 (insufficientAccessRights)']],
  [
    resultFailure(10, { name: 'referral', text: '0000202B: RefErr', matchedDn: 'DC=corp', referrals: ['ldap://b.example'] }),
    'ldap.users.refused',
    ['Result code: 10 (referral)', 'Server’s text: 0000202B: RefErr', 'Nearest entry: DC=corp', 'Referral: ldap://b.example']
  ],
  [
    resultFailure(1, { name: 'operationsError', text: '000004DC: LdapErr: DSID-0C090A5C, comment: a successful bind must be completed' }),
    'ldap.users.not-signed-in',
    ['Result code: 1 (operationsError)', 'Server’s text: 000004DC: LdapErr: DSID-0C090A5C, comment: a successful bind must be completed']
  ],
  [
    resultFailure(1, { name: 'operationsError', text: '00002020: Operation unavailable without authentication' }),
    'ldap.users.not-signed-in',
    ['Result code: 1 (operationsError)', 'Server’s text: 00002020: Operation unavailable without authentication']
  ],
  [
    resultFailure(1, { name: 'operationsError', text: 'other' }),
    'ldap.users.refused',
    ['Result code: 1 (operationsError)', 'Server’s text: other']
  ],
  [{ kind: 'timed-out', during: 'operation', timeoutMs: 2500 }, 'ldap.no-answer', ['Waited: 2500 ms', 'Waiting for: an answer']],
  [{ kind: 'timed-out', during: 'connect', timeoutMs: 2500 }, 'ldap.no-answer', ['Waited: 2500 ms', 'Waiting for: the connection']],
  [{ kind: 'timed-out', during: 'tls', timeoutMs: 2500 }, 'ldap.no-answer', ['Waited: 2500 ms', 'Waiting for: the TLS handshake']],
  [{ kind: 'closed', text: '' }, 'ldap.connection-closed', []],
  [{ kind: 'closed', text: 'busy' }, 'ldap.connection-closed', ['Last words: busy']],
  [{ kind: 'network', reason: 'refused', text: 'ECONNREFUSED' }, 'ldap.connection-not-opened', ['Network: refused: ECONNREFUSED']],
  [{ kind: 'tls', code: 'CERT_HAS_EXPIRED', text: 'expired' }, 'ldap.connection-not-opened', ['TLS library: CERT_HAS_EXPIRED: expired']],
  [
    { kind: 'start-tls-refused', code: 2, text: 'unsupported' },
    'ldap.connection-not-opened',
    ['Result code: 2', 'Server’s text: unsupported']
  ],
  [{ kind: 'not-ldap', firstBytes: '4854' }, 'ldap.not-ldap', ['First bytes: 4854']],
  [{ kind: 'bad-filter', text: 'a closing bracket is missing' }, 'ldap.connection-not-opened', ['Filter: a closing bracket is missing']]
]

describe('readProblem', () => {
  it.each(failures)('takes %o for %s, and shows it as it came', (failure, code, evidence) => {
    const problem = readProblem(failure, 'the search', settings, [{ label: 'Before', value: 'it' }])

    expect([problem.code, problem.evidence.map(({ label, value }) => `${label}: ${value}`)]).toEqual([code, ['Before: it', ...evidence]])
    expect(failureEvidence(failure)).toEqual(problem.evidence.slice(1))
  })

  it('says whose clock ran out, in seconds', () => {
    const problem = readProblem({ kind: 'timed-out', during: 'operation', timeoutMs: 2500 }, 'the search', settings)

    expect(problem.cause).toContain('did not answer the search within 2.5 seconds. This application’s clock ran out, not the directory’s.')
  })
})
