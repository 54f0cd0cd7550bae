import { describe, expect, it } from 'vitest'
import { disconnectionFailure, resultCodeName, resultFailure } from '../../../src-main/adapters/ldap/ldap-errors.ts'
import type { ServerResult } from '../../../src-main/adapters/ldap/server-message.ts'
import { decodeMessage } from '../../../src-main/adapters/ldap/server-message.ts'
import type { ResultParts } from '../../support/stub-ldap-server.ts'
import { ber, passwordPolicyControl, resultMessage } from '../../support/stub-ldap-server.ts'

function result(parts: ResultParts): ServerResult {
  const decoded = decodeMessage(resultMessage(1, 'bind', parts))
  if (decoded?.kind !== 'result') throw new TypeError('The stub did not write a result.')
  return decoded
}

describe('resultFailure', () => {
  it.each([
    ['80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data 52e, v2580\0', '52e'],
    ['80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 52E, v1db1', '52e'],
    ['80090308: LdapErr: DSID-0C0903D0, comment: AcceptSecurityContext error, data 57, v2580', '57'],
    ['80090346: LdapErr: DSID-0C090569, comment: AcceptSecurityContext error, data 80090346, v4563', '80090346'],
    ['80090346: LdapErr: DSID-0C090569, comment: AcceptSecurityContext error, data 57, v4563', '80090346'],
    ['000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a bind must be completed, data 0, v4563', undefined],
    ['the metadata 52e is not one', undefined],
    ['', undefined]
  ])('finds the sub-code in “%s”', (text, subCode) => {
    const failure = resultFailure(result({ code: 49, text }))
    expect(failure.kind === 'result' ? failure.subCode : failure).toBe(subCode)
  })

  it('drops the NUL that Active Directory appends, and adds nothing', () => {
    expect(resultFailure(result({ code: 8, text: 'Transport encryption required.\n\0' }))).toEqual({
      kind: 'result',
      code: 8,
      name: 'strongerAuthRequired',
      text: 'Transport encryption required.',
      matchedDn: ''
    })
  })

  it('keeps matched name and referrals', () => {
    expect(resultFailure(result({ code: 10, matchedDn: 'dc=corp', referrals: ['ldap://other.test/dc=other'] }))).toEqual({
      kind: 'result',
      code: 10,
      name: 'referral',
      text: '',
      matchedDn: 'dc=corp',
      referrals: ['ldap://other.test/dc=other']
    })
  })

  it('finds the nearest parent inside the text when the field is empty', () => {
    const text = "0000208D: NameErr: DSID-03100245, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'DC=corp,DC=test'\n\0"
    expect(resultFailure(result({ code: 32, text }))).toMatchObject({ matchedDn: 'DC=corp,DC=test' })
  })

  it.each([
    [0, 'ppolicy-expired'],
    [1, 'ppolicy-locked'],
    [2, 'ppolicy-must-change'],
    [7, 'ppolicy-other']
  ])('reads error %i of the password policy', (error, subCode) => {
    const controls = [passwordPolicyControl(ber(0x81, Buffer.from([error])))]
    expect(resultFailure(result({ code: 49, controls }))).toMatchObject({ code: 49, subCode })
  })

  it('ignores a password policy answer that cannot be read', () => {
    expect(resultFailure(result({ code: 49, controls: [passwordPolicyControl(ber(0x81))] }))).not.toHaveProperty('subCode')
  })
})

describe('resultCodeName', () => {
  it('knows the names of RFC 4511, and gives the number of any other', () => {
    expect([0, 8, 12, 49, 80, 4096].map(resultCodeName)).toEqual([
      'success',
      'strongerAuthRequired',
      'unavailableCriticalExtension',
      'invalidCredentials',
      'other',
      'resultCode 4096'
    ])
  })
})

describe('disconnectionFailure', () => {
  it('says why the server hung up', () => {
    expect(disconnectionFailure(result({ code: 52, text: 'shutting down' }))).toEqual({
      kind: 'closed',
      text: 'The server ended the connection: unavailable (52): shutting down'
    })
  })
})
