import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secretOption, secretOptionMessage, withoutQuotedValues } from '../../../src-main/cli/refused-options.ts'

describe('a secret as an argument', () => {
  it.each([
    ['--password', 'hunter2'],
    ['--password=hunter2'],
    ['--bind-password', 'hunter2'],
    ['--passwd=hunter2'],
    ['-password', 'hunter2'],
    ['--person-password', 'hunter2'],
    ['--ldap-password=hunter2'],
    ['--pw=hunter2'],
    ['--secret', 'hunter2'],
    ['--token=hunter2'],
    ['--api-key', 'hunter2'],
    ['--password-value', 'hunter2'],
    ['--files-api-key=hunter2'],
    ['--apikey', 'hunter2']
  ])('is recognised in %s and never repeated', (...args: readonly string[]) => {
    const option = secretOption(['check', '--host', 'dc1', ...args])

    expect(option).toBe(args[0]?.replace(/=.*/, ''))
    expect(secretOptionMessage(option ?? '').join('\n')).not.toContain('hunter2')
  })

  it('is answered with the ways for that kind of secret', () => {
    expect(secretOptionMessage('--api-key').join('\n')).toContain('FILES_API_KEY')
    expect(secretOptionMessage('--ldap-password').join('\n')).toContain('--ldap-password-file')
  })

  it.each([
    ['--password-file', 'f'],
    ['--password-file=f'],
    ['--password-stdin'],
    ['--person-password-file', 'f'],
    ['--ldap-password-file', 'f'],
    ['--ldap-password-stdin'],
    ['--api-key-file', 'f'],
    ['--api-key-stdin'],
    ['--keep-key'],
    ['--', '--password']
  ])('is not seen in %s', (...args: readonly string[]) => {
    expect(secretOption(['check', ...args])).toBeUndefined()
  })
})

describe('messages about unknown arguments', () => {
  it('keep the name of the option and drop its value, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), (value) => {
        const secret = `Kanari-${value}`
        const messages = [
          `error: unknown option '--user=${secret}'\n`,
          `error: unknown option '-w${secret}'\n`,
          `error: too many arguments for 'check'. Expected 0 arguments but got 1: ${secret}.\n`
        ].map(withoutQuotedValues)

        expect(messages).toEqual([
          "error: unknown option '--user'\n",
          "error: unknown option '-w'\n",
          "error: too many arguments for 'check'. Expected 0 arguments but got 1.\n"
        ])
      })
    )
  })

  it('keep a suggestion for an option that was only misspelt', () => {
    const message = "error: unknown option '--hots'\n(Did you mean --host?)\n"

    expect(withoutQuotedValues(message)).toBe(message)
  })
})
