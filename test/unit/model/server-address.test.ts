import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseServerAddress, serverAddressText } from '../../../src-main/core/model/server-address.ts'

describe('a server address', () => {
  it.each([
    ['dc1.corp.example', { host: 'dc1.corp.example', port: 636 }],
    ['dc1.corp.example:3269', { host: 'dc1.corp.example', port: 3269 }],
    [' ldaps://dc1.corp.example:636/ ', { host: 'dc1.corp.example', port: 636 }],
    ['10.0.0.5:389', { host: '10.0.0.5', port: 389 }],
    ['[2001:db8::1]:636', { host: '2001:db8::1', port: 636 }],
    ['[2001:db8::1]', { host: '2001:db8::1', port: 636 }],
    ['2001:db8::1', { host: '2001:db8::1', port: 636 }],
    ['münchen.example', { host: 'münchen.example', port: 636 }]
  ])('is read from %s', (typed, address) => {
    expect(parseServerAddress(typed, 636)).toEqual({ ok: true, value: address })
  })

  it.each([
    '',
    '   ',
    ':636',
    'dc1:',
    'dc1:0',
    'dc1:65536',
    'dc1:x',
    'a b:636',
    'dc1/x:636',
    '[dc1]:636',
    '[::1',
    'https://dc1',
    'C:\\cert.cer',
    'x'.repeat(300)
  ])('is refused for %s', (typed) => {
    const answer = parseServerAddress(typed, 636)

    expect(answer.ok ? '.' : answer.error).toMatch(/^\S.*[^.]$/)
    expect(JSON.stringify(answer).length).toBeLessThan(250)
  })

  it('comes back from its own text', () => {
    const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6())
    fc.assert(
      fc.property(host, fc.integer({ min: 1, max: 65_535 }), (name, port) => {
        expect(parseServerAddress(serverAddressText({ host: name, port }), 636)).toEqual({ ok: true, value: { host: name, port } })
      })
    )
  })
})
