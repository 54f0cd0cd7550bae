import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { metadataAddress, redirectTarget } from '../../../../src-main/adapters/saml/metadata-address.ts'
import { refusalText } from '../../../../src-main/adapters/saml/refusal-text.ts'
import { startCpuClock } from '../../../support/start-cpu-clock.ts'

describe('an address of metadata', () => {
  it('is never taken with another scheme or with credentials, whatever it is', () => {
    const texts = fc.oneof(
      fc.webUrl({ validSchemes: ['http', 'https', 'ftp'], withQueryParameters: true, withFragments: true }),
      fc.string()
    )
    fc.assert(
      fc.property(texts, (text) => {
        const address = metadataAddress(text)
        if (!address.ok) return
        expect(address.value.protocol).toBe('https:')
        expect([address.value.username, address.value.password, address.value.hash]).toEqual(['', '', ''])
      })
    )
  })

  it('keeps its path and its question as they are', () => {
    const text = 'https://login.microsoftonline.com/Contoso/FederationMetadata.xml?appid=A%20b&x='

    const address = metadataAddress(`  ${text}\n`)

    expect(address.ok && address.value.href).toBe(text)
  })
})

describe('an address that two readers would read differently', () => {
  it.each([
    String.raw`https://evil.example\@login.microsoftonline.com/x`,
    String.raw`https:\\login.microsoftonline.com\x`,
    'https://login.micro\nsoftonline.com/x',
    'https://login.microsoftonline.com\t.evil.example/x'
  ])('is not asked: %j', (text) => {
    expect(metadataAddress(text).ok).toBe(false)
  })
})

describe('where a redirect may lead', () => {
  const from = new URL('https://a.example/start')
  const lead = (location: string, hosts: readonly string[] | 'any') => redirectTarget(location, from, 'a.example', hosts).ok

  it('is the first host, and those that are named', () => {
    expect(lead('/next', [])).toBe(true)
    expect(lead('https://A.example/next', [])).toBe(true)
    expect(lead('//b.example/', ['B.example'])).toBe(true)
    expect(lead('https://b.example/', 'any')).toBe(true)
  })

  it('is neither a neighbour of theirs nor another port', () => {
    for (const location of [
      'https://b.example/',
      'https://a.example.evil.example/',
      'https://a.example:8443/',
      'https://b.example:8443/',
      'https://xb.example/'
    ])
      expect(lead(location, ['c.example', 'xb.example.org'])).toBe(false)
  })

  it('is never without https, whoever insists', () => {
    for (const location of ['http://a.example/', 'ftp://a.example/', 'data:text/xml,<x/>', 'https://u@a.example/', 'https://[bad'])
      expect(lead(location, 'any')).toBe(false)
  })
})

describe('what a refusal says', () => {
  it.each([
    [
      '{"error":"invalid_tenant","error_description":"AADSTS90002: Tenant \'x\' not found.\\r\\nTrace ID: 1"}',
      "AADSTS90002: Tenant 'x' not found."
    ],
    ['<html><title> Page  not\nfound </title></html>', 'Page not found'],
    [
      '<title>Sign in</title><script>$Config={"message":"AADSTS900144: The request is wrong.","x":1}</script>',
      'AADSTS900144: The request is wrong.'
    ],
    ['plain text', ''],
    ['<title>404</title>', '']
  ])('%s is “%s”', (body, text) => expect(refusalText(404, body)).toBe(text))

  it('is short however long the page is, and found in no time', () => {
    const usedMs = startCpuClock()

    expect(refusalText(400, `AADSTS1234: ${'x'.repeat(60_000)}`).length).toBeLessThan(400)
    expect(refusalText(400, '<title>'.repeat(8000))).toBe('')
    expect(refusalText(400, '<title'.repeat(10_000))).toBe('')
    expect(usedMs()).toBeLessThan(500)
  })
})
