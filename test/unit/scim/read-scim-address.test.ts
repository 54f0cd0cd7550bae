import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secretWorthyAddress } from '../../../src-main/adapters/https/https-address.ts'
import { readScimAddress } from '../../../src-main/core/scim/read-scim-address.ts'

describe('the SCIM address', () => {
  it('is the documented one, letter by letter', () => {
    expect(readScimAddress(' https://app.files.com/api/scim ')).toMatchObject({
      kind: 'usable',
      base: 'https://app.files.com/api/scim',
      isFilesCom: true,
      differences: [],
      flags: []
    })
  })

  it.each([
    ['https://app.files.com/api/scim/', 'final slash'],
    ['https://app.files.com/api/scim/v2', '/v2'],
    ['https://app.files.com/api/scim/Users', '/Users'],
    ['https://app.files.com/api/scim/Groups/', '/Groups'],
    ['https://acme.files.com/api/scim', 'acme.files.com'],
    ['https://app.files.com', 'is missing'],
    ['https://app.files.com/scim', '/scim instead of /api/scim'],
    ['https://app.files.com/API/SCIM', 'capitals'],
    ['HTTPS://App.Files.com/api/scim', 'capitals'],
    ['https://app.files.com/api/scim?x=1', 'question mark'],
    ['https://app.files.com/api/scim#top', '#'],
    ['https://app.files.com:8443/api/scim', 'port 8443']
  ])('%s is not it: %s', (typed, word) => {
    const address = readScimAddress(typed)
    expect(address).toMatchObject({ kind: 'usable', isFilesCom: true })
    expect(address.kind === 'usable' ? address.differences.join() : '').toContain(word)
  })

  it.each([
    ['', 'unreadable'],
    ['app.files.com/api/scim', 'unreadable'],
    ['https://user:secret@app.files.com/api/scim', 'unreadable'],
    ['https://app.files.com\\@evil.example/api/scim', 'unreadable'],
    ['https://host:99999/scim', 'unreadable'],
    ['https://ho%st/scim', 'unreadable'],
    ['https://app.ｆiles.com/api/scim', 'unreadable'],
    ['https://app.files。com/api/scim', 'unreadable'],
    ['http://app.files.com/api/scim', 'not-https'],
    ['ftp://app.files.com/api/scim', 'not-https'],
    ['http://127.0.0.1:8080/scim', 'usable'],
    ['http://localhost:8080/scim', 'usable'],
    ['http://127.0.0.1.evil.example/scim', 'not-https'],
    ['http://[::1]:8080/scim', 'unreadable']
  ])('%s is %s', (typed, kind) => {
    const address = readScimAddress(typed)
    expect(address.kind).toBe(kind)
    expect(address.shown).not.toContain('secret@')
  })

  it('knows the flags of Entra ID, in any capitals, and what is odd elsewhere', () => {
    expect(readScimAddress('https://app.files.com/api/scim?aadoptscim062020')).toMatchObject({
      differences: [],
      flags: ['aadOptscim062020']
    })
    expect(readScimAddress('https://scim.example/v2/')).toMatchObject({
      isFilesCom: false,
      base: 'https://scim.example/v2',
      differences: [expect.stringContaining('final slash')]
    })
    expect(readScimAddress('https://scim.example/Users')).toMatchObject({ differences: [expect.stringContaining('/Users')] })
    expect(readScimAddress('https://files.com.evil.example/api/scim')).toMatchObject({ isFilesCom: false })
  })

  it('is one that a token may be sent to, whenever it is usable', () => {
    const texts = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string(),
      fc
        .tuple(fc.constantFrom('https://', 'http://', 'http://127.0.0.1', 'https://app.files.com'), fc.string())
        .map((parts) => parts.join(''))
    )
    fc.assert(
      fc.property(texts, (typed) => {
        const address = readScimAddress(typed)
        if (address.kind !== 'usable') return
        const url = `${address.base}/Users?filter=x`
        if (!URL.canParse(url)) return
        expect(secretWorthyAddress(url)).toMatchObject({ ok: true })
        // Judged and asked are the same host, or a write could end at Files.com.
        expect(/(?:^|\.)files\.com$/.test(new URL(url).hostname)).toBe(address.isFilesCom)
      }),
      { numRuns: 5000 }
    )
  })
})
