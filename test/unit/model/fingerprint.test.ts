import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fingerprintNotations, parseFingerprint } from '../../../src-main/core/model/fingerprint.ts'

const hex = createHash('sha256').update('a certificate').digest('hex')
const sha256 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))

describe('fingerprintNotations', () => {
  it('writes one fingerprint in every notation', () => {
    expect(fingerprintNotations('00ff'.repeat(16))).toEqual({
      openssl: `sha256 Fingerprint=${Array.from({ length: 16 }, () => '00:FF').join(':')}`,
      colonUpper: Array.from({ length: 16 }, () => '00:FF').join(':'),
      plainLower: '00ff'.repeat(16),
      plainUpper: '00FF'.repeat(16),
      base64: 'AP8A/wD/AP8A/wD/AP8A/wD/AP8A/wD/AP8A/wD/AP8='
    })
  })

  it('agrees with Node’s base64 for any fingerprint', () => {
    fc.assert(fc.property(sha256, (bytes) => fingerprintNotations(bytes.toString('hex')).base64 === bytes.toString('base64')))
  })
})

describe('parseFingerprint', () => {
  it('reads back every notation it writes', () => {
    fc.assert(
      fc.property(sha256, (bytes) => {
        const wanted = bytes.toString('hex')
        for (const text of Object.values(fingerprintNotations(wanted)))
          expect(parseFingerprint(String(text))).toEqual({ ok: true, value: wanted })
      })
    )
  })

  const upper = hex.toUpperCase()
  const colons = upper.match(/../g)?.join(':') ?? ''
  const base64 = Buffer.from(hex, 'hex').toString('base64')
  it.each([
    ['the line of OpenSSL 1.1', `SHA256 Fingerprint=${colons}`],
    ['the line of OpenSSL 3 with its line break', `sha256 Fingerprint=${colons}\n`],
    ['a label with a dash and a colon', `SHA-256 Fingerprint: ${colons}`],
    ['a label in brackets', `Fingerprint (SHA-256): ${colons}`],
    ['the Windows dialog with its invisible mark', `\u200e${hex.match(/../g)?.join(' ') ?? ''}`],
    ['a PowerShell list', `Thumbprint   : ${upper}`],
    ['dashes between the bytes', colons.replaceAll(':', '-')],
    ['lower-case colons', colons.toLowerCase()],
    ['no-break spaces', hex.match(/../g)?.join('\u00a0') ?? ''],
    ['two lines', `${hex.slice(0, 32)}\r\n${hex.slice(32)}`],
    ['quotation marks', `"${hex}"`],
    ['a hexadecimal number', `0x${hex}`],
    ['SSH style', `SHA256:${base64.replace('=', '')}`],
    ['base64url', Buffer.from(hex, 'hex').toString('base64url')],
    ['a lower-case prefix', `sha256:${hex}`]
  ])('reads %s', (_, text) => {
    expect(parseFingerprint(text)).toEqual({ ok: true, value: hex })
  })

  it.each([
    ['plain', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['with colons and a label', 'SHA1 Fingerprint=A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9D'],
    ['from the Windows dialog', '\u200ea9 99 3e 36 47 06 81 6a ba 3e 25 71 78 50 c2 6c 9c d0 d8 9d'],
    ['in base64', 'qZk+NkcGgWq6PiVxeFDCbJzQ2J0=']
  ])('recognises a SHA-1 thumbprint %s', (_, text) => {
    expect(parseFingerprint(text)).toEqual({ ok: false, error: { code: 'certificate.fingerprint.sha1', digits: 40 } })
  })

  it.each([
    ['nothing', ' \u200e ', 'there is nothing to read'],
    ['an MD5 fingerprint', '900150983cd24fb0d6963f7d28e17f72', 'it has 32 hexadecimal digits, and a SHA-256 fingerprint has 64'],
    ['a digit too few', hex.slice(1), 'it has 63 hexadecimal digits, and a SHA-256 fingerprint has 64'],
    ['a sentence', 'please see attachment!', 'it is written neither in hexadecimal digits nor in base64'],
    ['a whole file', 'A'.repeat(5000), 'it is 5,000 characters long']
  ])('refuses %s and says why', (_, text, reason) => {
    expect(parseFingerprint(text)).toEqual({ ok: false, error: { code: 'certificate.fingerprint.not-a-fingerprint', reason } })
  })

  it('gives a fingerprint or a refusal for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 1200 }),
          fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdefABCDEF:= -+/sha256')), maxLength: 200 })
        ),
        (text) => {
          const parsed = parseFingerprint(text)
          expect(parsed.ok ? /^[0-9a-f]{64}$/.test(parsed.value) : parsed.error.code.startsWith('certificate.fingerprint.')).toBe(true)
        }
      )
    )
  })
})
