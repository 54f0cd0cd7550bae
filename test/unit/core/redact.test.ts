import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor, type Redactor } from '../../../src-main/core/redact.ts'
import { MASK, Secret } from '../../../src-main/core/secret.ts'

/** The ways in which a text turns up in logs, addresses, headers and dumps, written down a second time and by other means. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  JSON: (text) => JSON.stringify(text).slice(1, -1),
  'JSON in ASCII': (text) => inAscii(JSON.stringify(text).slice(1, -1)),
  'JSON in ASCII, in capitals': (text) =>
    inAscii(JSON.stringify(text).slice(1, -1)).replaceAll(/\\u[0-9a-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`),
  'JSON with escaped slashes': (text) => JSON.stringify(text).slice(1, -1).split('/').join('\\/'),
  URL: (text) => encodeURIComponent(text),
  'URL in small letters': (text) => encodeURIComponent(text).replaceAll(/%../g, (code) => code.toLowerCase()),
  form: (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  HTML: (text) => text.replace(/[&<>"]/g, (character) => htmlEntities[character] ?? character),
  'HTML, single quotes too': (text) => text.replace(/[&<>"']/g, (character) => htmlEntities[character] ?? character),
  base64: (text) => Buffer.from(text, 'utf8').toString('base64'),
  'base64 in JSON with escaped slashes': (text) => Buffer.from(text, 'utf8').toString('base64').split('/').join('\\/'),
  'base64 for addresses': (text) => Buffer.from(text, 'utf8').toString('base64url'),
  'base64 in an address': (text) => encodeURIComponent(Buffer.from(text, 'utf8').toString('base64')),
  'base64 without padding': (text) => Buffer.from(text, 'utf8').toString('base64').replaceAll('=', ''),
  hexadecimal: (text) => Buffer.from(text, 'utf8').toString('hex'),
  'hexadecimal in capitals': (text) => Buffer.from(text, 'utf8').toString('hex').toUpperCase()
}
/** As programs write JSON that leave no letter beyond ASCII. */
function inAscii(json: string): string {
  return Array.from({ length: json.length }, (_, at) => {
    const code = json.charCodeAt(at)
    return code > 0x7e ? `\\u${code.toString(16).padStart(4, '0')}` : json.charAt(at)
  }).join('')
}

const htmlEntities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Passwords as people and generators make them; what is part of the mask itself cannot be told from it. */
const passwords = fc.string({ unit: 'grapheme', minLength: 3, maxLength: 40 }).filter((text) => !MASK.includes(text))
const somewhere = fc.string({ unit: 'grapheme', maxLength: 30 })

describe('redactText', () => {
  it.each(Object.keys(encodings))('leaves no registered secret in any text: %s', (encoding) => {
    const encoded = encodings[encoding] ?? String
    fc.assert(
      fc.property(passwords, somewhere, somewhere, (password, before, after) => {
        const redactor = knowing(password)

        expect(redactor.redactText(before + encoded(password) + after)).not.toContain(encoded(password))
      })
    )
  })

  it('leaves none of several secrets, however they overlap', () => {
    fc.assert(
      fc.property(fc.array(passwords, { minLength: 2, maxLength: 5 }), fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (all, order) => {
        const text = order.map((index) => all[index % all.length] ?? '').join('')

        const redacted = knowing(...all).redactText(text)

        for (const password of all) expect(redacted).not.toContain(password)
      })
    )
  })

  it.each([
    ['the end of one is the beginning of the other', ['hunter-two', 'two-of-us'], 'say hunter-two-of-us now', `say ${MASK} now`],
    ['one holds the other', ['hunter', 'hunter-two'], 'hunter-two, hunter', `${MASK}, ${MASK}`],
    ['one holds the other in its middle', ['unte', 'hunter'], 'hunter unte', `${MASK} ${MASK}`],
    ['one overlaps itself', ['aaa'], 'baaaab', `b${MASK}b`],
    ['a long one begins inside a short one', ['abc', 'bcdefgh'], 'xabcdefghx', `x${MASK}x`]
  ])('leaves no piece behind when %s', (_what, secrets, text, redacted) => {
    expect(knowing(...secrets).redactText(text)).toBe(redacted)
  })

  it('does not go over its own masks again', () => {
    expect(knowing('secret', 'ret', 'hunter2').redactText('hunter2 and secret')).toBe(`${MASK} and ${MASK}`)
  })

  it('does not search for texts of one or two letters, which would tell the reader where they are', () => {
    expect(knowing('ab', '').redactText('abracadabra')).toBe('abracadabra')
  })

  it('leaves other texts alone', () => {
    fc.assert(
      fc.property(passwords, somewhere, (password, text) => {
        fc.pre(Object.values(encodings).every((encode) => !text.includes(encode(password))))

        expect(knowing(password).redactText(text)).toBe(text)
      })
    )
  })

  it('survives what is no well-formed text', () => {
    const password = 'half\uD83D-a-face'

    expect(knowing(password).redactText(`it was ${password}`)).toBe(`it was ${MASK}`)
  })
})

describe('redact', () => {
  it('leaves no registered secret in values and keys of anything nested', () => {
    fc.assert(
      fc.property(passwords, fc.object({ maxDepth: 4 }), fc.constantFrom(...Object.values(encodings)), (password, around, encode) => {
        const value = {
          around,
          list: [{ [`key ${encode(password)}`]: 1 }, encode(password)],
          deep: { deeper: [[`a ${encode(password)} b`]] }
        }

        const redacted = knowing(password).redact(value)

        const texts = everyText(redacted)
        expect(texts.filter((text) => text.includes(encode(password)) && !everyText(around).includes(text))).toEqual([])
      })
    )
  })

  it('leaves none in errors, their causes and their properties', () => {
    const password = 'Correct-Horse-1'
    const error = Object.assign(new Error(`refused ${password}`, { cause: new TypeError(`because ${password}`) }), { sent: [password] })

    expect(knowing(password).redact({ error })).toEqual({
      error: {
        name: 'Error',
        message: `refused ${MASK}`,
        cause: { name: 'TypeError', message: `because ${MASK}` },
        sent: [MASK]
      }
    })
  })

  it('masks wrapped secrets that nobody registered', () => {
    expect(createRedactor().redact([new Secret('x'), { a: new Secret('y') }])).toEqual([MASK, { a: MASK }])
  })

  it.each([
    'password',
    'Password',
    'personPassword',
    'bind_password',
    'bind-password',
    'passphrase',
    'clientSecret',
    'secret',
    'accessToken',
    'token',
    'api-key',
    'apiKey',
    'x_api_key',
    'authorization',
    'credentials',
    'privateKey',
    'private_key',
    'pin'
  ])('masks whatever stands under “%s”', (key) => {
    expect(createRedactor().redact({ [key]: 'anything', nested: { [key]: ['a'] } })).toEqual({ [key]: MASK, nested: { [key]: MASK } })
  })

  it.each(['passwordEnds', 'secretary', 'tokens left', 'shipping', 'badPasswordCount', 'keyboard'])(
    'shows what stands under “%s”',
    (key) => {
      expect(createRedactor().redact({ [key]: 'anything' })).toEqual({ [key]: 'anything' })
    }
  )

  it('keeps the answer yes or no under such a name', () => {
    expect(createRedactor().redact({ password: true, token: undefined })).toEqual({ password: true, token: undefined })
  })

  it('copies: what was given stays as it is', () => {
    const given = { list: ['hunter-two'] }

    expect(knowing('hunter-two').redact(given)).toEqual({ list: [MASK] })
    expect(given).toEqual({ list: ['hunter-two'] })
  })

  it('comes to an end on what contains itself', () => {
    const circle: Record<string, unknown> = { text: 'hunter-two' }
    circle['self'] = circle

    const redacted = knowing('hunter-two').redact(circle)

    expect(redacted).toMatchObject({ text: MASK, self: { text: MASK, self: { text: MASK } } })
  })

  it('takes a key like __proto__ for a key', () => {
    const redacted = knowing('hunter-two').redact(JSON.parse('{"__proto__":{"a":"hunter-two"}}'))

    expect(JSON.stringify(redacted)).toBe(`{"__proto__":{"a":"${MASK}"}}`)
  })

  it.each([[undefined], [null], [0], [1.5], [true], [12n]])('hands back %s as it is', (value) => {
    expect(createRedactor().redact(value)).toBe(value)
  })
})

function knowing(...secrets: readonly string[]): Redactor {
  const redactor = createRedactor()
  for (const text of secrets) redactor.register(new Secret(text))
  return redactor
}

function everyText(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [key, ...everyText(item)])
}
