import { describe, expect, it } from 'vitest'
import { pageCookie, passwordPolicyAnswer } from '../../../src-main/adapters/ldap/response-controls.ts'
import type { ResponseControl } from '../../../src-main/adapters/ldap/server-message.ts'
import { ber, integer } from '../../support/stub-ldap-server.ts'

function policy(...parts: readonly Buffer[]): readonly ResponseControl[] {
  return [{ oid: '1.3.6.1.4.1.42.2.27.8.5.1', value: ber(0x30, ...parts) }]
}

function paging(value: Buffer): readonly ResponseControl[] {
  return [{ oid: '1.2.840.113556.1.4.319', value }]
}

describe('passwordPolicyAnswer', () => {
  it('reads the seconds until the end, and the logins that are left', () => {
    expect(passwordPolicyAnswer(policy(ber(0xa0, integer(86_400, 0x80))))).toEqual({ passwordEndsInSeconds: 86_400 })
    expect(passwordPolicyAnswer(policy(ber(0xa0, ber(0x81, Buffer.from([3])))))).toEqual({ graceLoginsLeft: 3 })
  })

  it('tells the error from the logins left, which carry the same tag inside a warning', () => {
    expect(passwordPolicyAnswer(policy(ber(0xa0, ber(0x81, Buffer.from([0]))), ber(0x81, Buffer.from([2]))))).toEqual({
      graceLoginsLeft: 0,
      error: 'must-change'
    })
  })

  it('has nothing to say without the control, and with an empty one', () => {
    expect([
      passwordPolicyAnswer([]),
      passwordPolicyAnswer(policy()),
      passwordPolicyAnswer([{ oid: '1.3.6.1.4.1.42.2.27.8.5.1', value: Buffer.alloc(0) }])
    ]).toEqual([{}, {}, {}])
  })
})

describe('pageCookie', () => {
  it('tells a cookie, the last page, no paging, and nonsense apart', () => {
    expect(pageCookie(paging(ber(0x30, integer(0), ber(0x04, 'next'))))).toEqual(Buffer.from('next'))
    expect(pageCookie(paging(ber(0x30, integer(0), ber(0x04))))).toEqual(Buffer.alloc(0))
    expect(pageCookie([])).toBeUndefined()
    expect(pageCookie(paging(Buffer.from('nonsense')))).toBe('malformed')
  })
})
