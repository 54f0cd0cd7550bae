import { describe, expect, it } from 'vitest'
import { attributeValues } from '../../../src-main/adapters/ldap/attribute-values.ts'

function one(name: string, value: Buffer | string): string | undefined {
  return attributeValues(name, [Buffer.from(value)])[0]
}

describe('attributeValues', () => {
  it.each([
    // The built-in Administrators alias, and the well-known group Everyone.
    ['objectsid', '01020000000000052000000020020000', 'S-1-5-32-544'],
    ['objectSid', '010100000000000100000000', 'S-1-1-0'],
    ['sidhistory', '0105000000000005150000000102030405060708090a0b0cf4010000', 'S-1-5-21-67305985-134678021-202050057-500'],
    ['tokengroups', '010500000000000515000000ffffffffffffffffffffffff01020000', 'S-1-5-21-4294967295-4294967295-4294967295-513'],
    ['objectguid', '33221100554477668899aabbccddeeff', '00112233-4455-6677-8899-aabbccddeeff']
  ])('writes %s in the notation people know', (name, hex, text) => {
    expect(one(name, Buffer.from(hex, 'hex'))).toBe(text)
  })

  it.each([
    ['a security identifier of the wrong length', 'objectsid', '0105000000000005'],
    ['a security identifier of another revision', 'objectsid', '020100000000000100000000'],
    ['bytes that are no UTF-8', 'logonhours', 'ffffff'],
    ['a text with NUL in it', 'extrathing', '6100'],
    ['a certificate', 'usercertificate;binary', '616263']
  ])('gives %s as base64', (_case, name, hex) => {
    expect(one(name, Buffer.from(hex, 'hex'))).toBe(`base64:${Buffer.from(hex, 'hex').toString('base64')}`)
  })

  it('takes text as it is, byte order mark and spaces included', () => {
    expect(attributeValues('cn', [Buffer.from(' Björn '), Buffer.from('\uFEFFx'), Buffer.from('')])).toEqual([' Björn ', '\uFEFFx', ''])
  })

  it('takes an objectGUID that a server writes as text as text', () => {
    expect(one('objectguid', '00112233-4455-6677-8899-aabbccddeeff')).toBe('00112233-4455-6677-8899-aabbccddeeff')
  })

  it('keeps the prefix unambiguous', () => {
    expect(one('description', 'base64:abcd')).toBe('base64:YmFzZTY0OmFiY2Q=')
  })

  it('decides each value for itself', () => {
    expect(attributeValues('x', [Buffer.from('a'), Buffer.from([0xff])])).toEqual(['a', 'base64:/w=='])
  })
})
