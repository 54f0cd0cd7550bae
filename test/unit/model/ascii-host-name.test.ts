import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asciiHostName } from '../../../src-main/core/model/ascii-host-name.ts'

it.each([
  'bücher.example',
  'BÜCHER.example',
  'straße.example',
  '例え.テスト',
  'пример.испытание',
  'παράδειγμα.δοκιμή',
  'dc1.corp.example',
  'ドメイン。例え',
  '😀.example',
  'a\u0308.example'
])('writes %s as Node does', (host) => {
  expect(asciiHostName(host)).toBe(domainToASCII(host))
})

it('leaves the final dot aside', () => {
  expect(asciiHostName('DC1.Corp.Example.')).toBe('dc1.corp.example')
})

it('agrees with Node for any letters of many alphabets', () => {
  const letter = fc.constantFrom(...Array.from('abcxyz019äöüéñøåłşžабвгджяΑΒΓαβγאבגあいう漢字한글'))
  fc.assert(
    fc.property(fc.array(fc.string({ unit: letter, minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 }), (labels) => {
      const host = labels.join('.')
      const expected = domainToASCII(host)
      // Node refuses mixtures of writing directions, which IDNA forbids; a comparison need not.
      if (expected !== '' && !/^\d/.test(host)) expect(asciiHostName(host)).toBe(expected)
    })
  )
})

it('gives up on a label that does not fit into the DNS', () => {
  expect(asciiHostName(`${'ä'.repeat(64)}.example`)).toBeUndefined()
})
