import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { samlResponseChecks } from '../../../src-main/core/checks/saml-response/registry.ts'
import { claimNote, shortName } from '../../../src-main/core/saml/claims.ts'
import { exactDifference } from '../../../src-main/core/saml/exact-difference.ts'
import { indentXml } from '../../../src-main/core/saml/indent-xml.ts'
import { readMoment } from '../../../src-main/core/saml/read-moment.ts'
import { methodText, statusText, wrappingsText } from '../../../src-main/core/saml/response-words.ts'
import { durationText, samlTimeMs } from '../../../src-main/core/saml/saml-time.ts'

describe('the ladder of a response', () => {
  const ids = samlResponseChecks.map(({ id }) => id)

  it('has rungs that occur once, have a file of their name, and need only earlier ones', () => {
    expect(new Set(ids).size).toBe(ids.length)
    for (const [index, { id, needs, title }] of samlResponseChecks.entries()) {
      expect(existsSync(join('src-main/core/checks', `${id.replace('.', '/')}.ts`))).toBe(true)
      expect((needs ?? []).filter((need) => !ids.slice(0, index).includes(need))).toEqual([])
      expect(title).toMatch(/^[A-Z].{1,69}[^.?!:]$/)
    }
  })
})

describe('a moment that somebody types', () => {
  it.each([
    ['2026-11-22T05:30:00Z', '2026-11-22T05:30:00.000Z'],
    ['2026-11-22 05:30', '2026-11-22T05:30:00.000Z'],
    ['2026-11-22 05:30:10.1234567 UTC', '2026-11-22T05:30:10.123Z'],
    ['2026-11-22T06:30+01:00', '2026-11-22T05:30:00.000Z'],
    ['2026-11-22T06:30:00+0100', '2026-11-22T05:30:00.000Z'],
    ['yesterday', undefined],
    ['2026-13-22 05:30', undefined],
    ['', undefined]
  ])('%s is %s', (text, moment) => {
    expect(readMoment(text)).toBe(moment)
  })
})

describe('a time of SAML', () => {
  it.each([
    ['2026-11-22T05:30:00Z', '2026-11-22T05:30:00.000Z'],
    ['2026-11-22T05:30:00.1234567Z', '2026-11-22T05:30:00.123Z'],
    ['2026-11-22T05:30:00', '2026-11-22T05:30:00.000Z'],
    ['2026-11-22T07:30:00+02:00', '2026-11-22T05:30:00.000Z'],
    ['2026-11-22', undefined],
    ['22.11.2026 05:30', undefined]
  ])('%s is %s, on a computer in any time zone', (written, moment) => {
    const ms = samlTimeMs(written)
    expect(ms === undefined ? undefined : new Date(ms).toISOString()).toBe(moment)
  })

  it.each([
    [1, '1 second'],
    [119_000, '119 seconds'],
    [4_200_000, '70 minutes'],
    [-7_200_000, '2 hours'],
    [400_000_000, '4 days']
  ])('%d ms is %s', (ms, text) => {
    expect(durationText(ms)).toBe(text)
  })
})

describe('how two addresses differ', () => {
  const wanted = 'https://app.files.com/saml/metadata'
  it.each([
    ['https://app.files.com/saml/metadata/', 'final slash'],
    ['https://App.Files.com/saml/metadata', 'capital letters'],
    ['http://app.files.com/saml/metadata', 'http instead of https'],
    [' https://app.files.com/saml/metadata', 'White space'],
    ['spn:1111', 'spn:'],
    ['https://acme.files.com', 'single site'],
    ['https://app.files.com/saml/consume', 'mixed up'],
    ['https://x.example', 'different services']
  ])('%s: %s', (found, word) => {
    expect(exactDifference(found, wanted)).toContain(word)
  })
})

describe('words for identifiers', () => {
  it('are there for what is known, and the identifier itself for what is not', () => {
    expect(statusText('urn:oasis:names:tc:SAML:2.0:status:RequestDenied')).toBe('the request was understood and refused')
    expect(statusText('urn:x')).toBe('urn:x')
    expect(methodText('urn:oasis:names:tc:SAML:2.0:ac:classes:X509')).toContain('Windows Hello')
    expect(methodText('urn:x:Palm')).toBe('Palm')
    expect(shortName('http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress')).toBe('emailaddress')
    expect(wrappingsText(['har-file', 'url-encoded', 'base64', 'xml'])).toBe('HAR file, percent-encoding, base64, XML')
    expect(claimNote({ name: 'x', friendlyName: undefined, nameFormat: undefined, values: [] })).toContain('Not used')
  })
})

describe('XML laid out for reading', () => {
  it('has a line for each element and keeps texts whole', () => {
    expect(indentXml(`<a x=">"><b>t &lt; <!-- c --> u</b><c/><d><e></e></d><![CDATA[<x>]]></a>`)).toBe(
      '<a x=">">\n  <b>t &lt; <!-- c --> u</b>\n  <c/>\n  <d>\n    <e></e>\n  </d>\n  <![CDATA[<x>]]>\n</a>'
    )
  })

  it('ends for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '/', '!', '-', 'a', ' ', '[', ']') }),
        (text) => typeof indentXml(text) === 'string'
      )
    )
  })
})
