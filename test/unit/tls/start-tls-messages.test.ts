import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStartTlsAnswer, startTlsRequest } from '../../../src-main/adapters/transport/start-tls-messages.ts'

const agreed = '300c02010178070a010004000400'

describe('the StartTLS request', () => {
  it('is the extended request that every LDAP server knows', () => {
    expect(startTlsRequest().toString('hex')).toBe('301d02010177188016312e332e362e312e342e312e313436362e3230303337')
  })
})

describe('the answer to it', () => {
  it.each<[string, string, object]>([
    ['agrees', agreed, { kind: 'answer', resultCode: 0, text: '', length: 14 }],
    [
      'agrees and names the operation',
      '3024020101781f0a0100040004008a16312e332e362e312e342e312e313436362e3230303337',
      { kind: 'answer', resultCode: 0, length: 38 }
    ],
    [
      'agrees in the long form of Active Directory',
      '308400000010020101788400000007 0a010004000400',
      { kind: 'answer', resultCode: 0, text: '', length: 22 }
    ],
    ['refuses', '300e02010178090a0134040004026e6f', { kind: 'answer', resultCode: 52, text: 'no', length: 16 }],
    [
      'refuses with a final zero byte, as Active Directory does',
      '300f020101780a0a0134040004036e6f00',
      { kind: 'answer', resultCode: 52, text: 'no' }
    ],
    ['ends the session', '300e02010078090a0134040004026e6f', { kind: 'disconnection', resultCode: 52, text: 'no' }],
    ['is for another message', '300c02010278070a010004000400', { kind: 'not-ldap' }],
    ['is the answer to a bind', '300c02010161070a010004000400', { kind: 'not-ldap' }],
    ['is HTTP', Buffer.from('HTTP/1.1 400').toString('hex'), { kind: 'not-ldap' }],
    ['claims to be endless', '30800201010000', { kind: 'not-ldap' }],
    ['claims to be huge', '308401000000020101', { kind: 'not-ldap' }],
    ['has a result code of nine bytes', '3014020101780f0a0900000000000000000004000400', { kind: 'answer', resultCode: -1 }]
  ])('%s', (_title, hexadecimal, expected) => {
    expect(readStartTlsAnswer(Buffer.from(hexadecimal.replaceAll(' ', ''), 'hex'))).toMatchObject(expected)
  })

  it('may come in pieces', () => {
    const bytes = Buffer.from(agreed, 'hex')

    const kinds = Array.from({ length: bytes.length }, (_, length) => readStartTlsAnswer(bytes.subarray(0, length)).kind)

    expect(new Set(kinds)).toEqual(new Set(['partial']))
  })

  it('never throws, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (bytes, looksLikeLdap) => {
        const given = Buffer.from(looksLikeLdap ? [0x30, bytes.length, ...bytes] : bytes)
        expect(['partial', 'answer', 'disconnection', 'not-ldap']).toContain(readStartTlsAnswer(given).kind)
      })
    )
  })
})
