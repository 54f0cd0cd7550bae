import { describe, expect, it } from 'vitest'
import { comparableText, hasDoubleSuffix, serviceUsername, usernameFault } from '../../../../src-main/core/preview/name-person.ts'
import { comparableUsername } from '../../../../src-main/core/plan/username.ts'
import fc from 'fast-check'

describe('the user name that the service makes', () => {
  it.each([
    ['anna', '', 'anna'],
    ['anna', 'corp.example', 'anna@corp.example'],
    ['anna', '@corp.example', 'anna@corp.example'],
    [' anna ', ' corp.example ', 'anna@corp.example'],
    ['Anna', 'corp.example', 'Anna@corp.example'],
    ['anna@corp.example', 'corp.example', 'anna@corp.example@corp.example'],
    ['', 'corp.example', ''],
    ['  ', 'corp.example', '']
  ])('of %j with the domain %j is %j', (value, domain, expected) => {
    expect(serviceUsername(value, domain)).toBe(expected)
  })

  it.each([
    ['anna@corp.example', 'corp.example', true],
    ['anna@other.example', 'corp.example', true],
    ['anna', 'corp.example', false],
    ['anna@corp.example', '', false],
    ['anna@corp.example', '@', false]
  ])('has two suffixes: %j with %j is %j', (value, domain, expected) => {
    expect(hasDoubleSuffix(value, domain)).toBe(expected)
  })

  it.each([
    ['anna', undefined],
    ['Åsa Ö', undefined],
    ['李娜', undefined],
    ["o'neil+x=y;z#1", undefined],
    ['😀'.repeat(255), undefined],
    ['😀'.repeat(256), 'username-too-long'],
    ['a'.repeat(255), undefined],
    ['a'.repeat(256), 'username-too-long'],
    ['', 'no-username'],
    ['a/b', 'username-forbidden-characters'],
    ['a\\b', 'username-forbidden-characters'],
    ['a,b', 'username-forbidden-characters'],
    ['a\nb', 'username-forbidden-characters'],
    ['a\u0000b', 'username-forbidden-characters'],
    ['a\u200bb', 'username-forbidden-characters'],
    ['a\u202eb', 'username-forbidden-characters'],
    ['a\ud800b', 'username-forbidden-characters']
  ])('%j: %j', (username, fault) => {
    expect(usernameFault(username)).toBe(fault)
  })

  it('is compared by the rule of the plan, letter by letter', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('ZOË', 'zoe\u0308', 'İ', 'ẞ', ' a\u00a0', 'Å', 'Ǆ'))
    fc.assert(
      fc.property(text, (name) => {
        expect(comparableText(name)).toBe(comparableUsername(name))
      }),
      { numRuns: 5000 }
    )
  })
})
