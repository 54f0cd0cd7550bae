import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeResponse } from '../../../src-main/adapters/saml/decode-response.ts'
import { containers, encodings, escapes, har, htmlEscaped } from '../../support/saml/wrap-response.ts'
import { startCpuClock } from '../../support/start-cpu-clock.ts'

const xml =
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"><a b="ü&amp;+ /">Müller &lt; + 100 %</a></samlp:Response>'

describe('what people paste', () => {
  const encoded = names(encodings).filter((name) => name !== 'the XML itself')

  it.each(encoded)('is opened when it is %s', (encoding) => {
    expect(opened(encodings[encoding](xml))).toBe(xml)
  })

  it.each(names(containers))('is opened when it is in %s', (container) => {
    expect(opened(containers[container](encodings.base64(xml)))).toBe(xml)
    expect(opened(containers[container](encodeURIComponent(encodings.base64(xml))))).toBe(xml)
  })

  it.each(names(escapes))('is opened when it is base64 and then: %s', (escape) => {
    expect(opened(escapes[escape](encodings.base64(xml)))).toBe(xml)
  })

  it('survives any chain of wrappings, from text and from bytes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom(...encoded),
        fc.constantFrom(...names(escapes)),
        fc.constantFrom(...names(containers)),
        fc.constantFrom('text', 'utf-8', 'utf-16le'),
        (content, encoding, escape, container, form) => {
          // given a document with any text in it, wrapped one way after the other
          const document = `<Response a="1">${Array.from(content, (each) => `&#${String(each.codePointAt(0) ?? 0)};`).join('')}${plainText(content)}</Response>`
          const value = escapes[escape](encodings[encoding](document))
          fc.pre(!/\s/.test(value) || container === 'nothing')

          // when it is opened
          const text = containers[container](value)
          const given =
            form === 'text'
              ? text
              : new Uint8Array(Buffer.from(form === 'utf-16le' ? `\ufeff${text}` : text, form === 'utf-16le' ? 'utf16le' : 'utf8'))

          // then it is the same document
          expect(opened(given)).toBe(document)
        }
      ),
      { numRuns: 500 }
    )
  })

  it('takes XML as it is, as bytes with the encoding that they claim', () => {
    const latin = new Uint8Array(Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${xml}`, 'latin1'))
    expect(decodeResponse(latin)).toEqual({ ok: true, value: { wrappings: ['xml'], xml: latin } })
    expect(decodeResponse(`\ufeff\n ${xml}\n`)).toEqual({ ok: true, value: { wrappings: ['xml'], xml } })
  })

  it.each<readonly [string, string, readonly string[]]>([
    ['base64', encodings.base64(xml), ['base64', 'xml']],
    [
      'a redirect address',
      `https://sp.example/?SAMLResponse=${encodeURIComponent(encodings.deflated(xml))}`,
      ['address', 'url-encoded', 'base64', 'deflated', 'xml']
    ],
    ['a form', containers['a form in a page'](`${encodings.base64(xml)}+`.slice(0, -1)), ['form', 'base64', 'xml']],
    ['a HAR file', containers['a HAR file'](encodings.base64(xml)), ['har-file', 'base64', 'xml']],
    [
      'a curl command',
      containers['a curl command'](encodeURIComponent(encodings.base64(xml))),
      ['curl-command', 'url-encoded', 'base64', 'xml']
    ],
    ['escaped XML', htmlEscaped(xml), ['html-escaped', 'xml']]
  ])('says step by step how %s was opened', (_what, text, wrappings) => {
    const decoded = decodeResponse(text)
    expect(decoded.ok && withoutDoubts(decoded.value.wrappings)).toEqual(withoutDoubts(wrappings))
  })

  it('keeps a plus sign that was never percent-encoded, and brings back one that became a space', () => {
    const base64 = Buffer.from('<Response>~~~>>>~~~</Response >').toString('base64')
    expect(base64).toContain('+')
    expect(opened(`SAMLResponse=${base64}&RelayState=x`)).toBe('<Response>~~~>>>~~~</Response >')
    expect(opened(base64.replaceAll('+', ' '))).toBe('<Response>~~~>>>~~~</Response >')
  })

  it('takes a request as well, so that it can be told apart from a response', () => {
    expect(opened(`https://login.example/saml2?SAMLRequest=${encodeURIComponent(encodings.deflated('<AuthnRequest/>'))}`)).toBe(
      '<AuthnRequest/>'
    )
  })
})

describe('a record with several responses', () => {
  const other = encodings.base64(xml.replace('_1', '_2'))

  it('is refused with the time of each', () => {
    const record = har([
      { value: encodings.base64(xml), at: '2026-11-22T05:25:01.000Z' },
      { value: other, at: '2026-11-22T05:26:01.000Z' }
    ])
    expect(decodeResponse(record)).toEqual({
      ok: false,
      error: { kind: 'several-responses', at: ['2026-11-22T05:25:01.000Z', '2026-11-22T05:26:01.000Z'] }
    })
  })

  it('opens bodies that the tool wrote in base64', () => {
    const page = containers['a form in a page'](encodings.base64(xml))
    const content = { mimeType: 'text/html', encoding: 'base64', text: Buffer.from(page).toString('base64') }

    expect(opened(JSON.stringify({ log: { entries: [{ response: { content } }] } }))).toBe(xml)
  })

  it.each<readonly [string, () => string]>([
    ['lists in lists', () => `${'['.repeat(20_000_000)}${']'.repeat(20_000_000)}`],
    ['lists that do not end', () => '['.repeat(40_000_000)],
    ['a number in every second character', () => `[${'0,'.repeat(20_000_000)}0]`],
    ['empty objects', () => `[${'{},'.repeat(13_000_000)}{}]`],
    ['a string without an end', () => `["${'\\"'.repeat(20_000_000)}`]
  ])('does not take more time and memory than it is worth for %s', (_what, text) => {
    const content = text()
    const [usedMs, before] = [startCpuClock(), process.memoryUsage().heapUsed]

    expect(decodeResponse(content)).toMatchObject({ ok: false, error: { kind: 'no-response' } })
    expect(usedMs()).toBeLessThan(1500)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000_000)
  })

  it('gives the only one that went to Files.com', () => {
    const record = har([
      { value: other, at: '2026-11-22T05:25:01.000Z', url: 'https://other.example/acs' },
      { value: encodings.base64(xml), at: '2026-11-22T05:26:01.000Z' }
    ])
    expect(opened(record)).toBe(xml)
  })

  it('counts the same response once, however it is written', () => {
    const record = har([
      { value: encodings.base64(xml), at: '2026-11-22T05:25:01.000Z' },
      { value: encodeURIComponent(encodings['base64 without padding'](xml)), at: '2026-11-22T05:25:02.000Z' }
    ])
    expect(opened(record)).toBe(xml)
  })
})

describe('a text without a response', () => {
  it.each<readonly [string, string | Uint8Array, string]>([
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', 'a certificate or key in PEM form'],
    ['a web token', `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln`, 'a JSON Web Token, which belongs to OAuth and not to SAML'],
    ['an address', 'https://acme.files.com/login', 'an address without a response in it'],
    ['prose', 'It does not work!', 'a text of 17 characters'],
    ['base64 of something else', Buffer.from('not a document!').toString('base64'), 'base64 that holds no XML, or is cut off'],
    [
      'a HAR file of other pages',
      JSON.stringify({ log: { entries: [{ request: { url: 'https://x.example' } }] } }),
      'a record of a browser (HAR) without a SAML response'
    ],
    ['JSON', '{"a": 1}', 'JSON without a SAML response'],
    ['JSON that is cut off', '{"log": {"entries": [', 'JSON that is cut off or damaged'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'a picture']
  ])('is described: %s', (_what, content, found) => {
    expect(decodeResponse(content)).toEqual({ ok: false, error: { kind: 'no-response', found } })
  })

  it('is empty', () => {
    expect(decodeResponse(' \n')).toEqual({ ok: false, error: { kind: 'xml', refusal: { kind: 'empty' } } })
    expect(decodeResponse(new Uint8Array())).toEqual({ ok: false, error: { kind: 'xml', refusal: { kind: 'empty' } } })
  })

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.base64String(), fc.uint8Array({ maxLength: 300 }), fc.webUrl({ withQueryParameters: true })),
        (content) => {
          expect(['boolean']).toContain(typeof decodeResponse(content).ok)
        }
      ),
      { numRuns: 1000 }
    )
  })
})

describe('a hostile text', () => {
  it.each<readonly [string, () => string | Uint8Array]>([
    ['100 MB of base64', () => 'QUJD'.repeat(25_000_000)],
    ['100 MB of bytes', () => new Uint8Array(100_000_000).fill(0x41)],
    ['5 MB of base64', () => 'QUJD'.repeat(1_400_000)],
    ['5 MB of spaces in base64', () => `QUJD${' '.repeat(5_000_000)}QUJD`],
    ['5 MB of line breaks behind a field', () => `SAMLResponse: QUJD${'\n'.repeat(5_000_000)}QUJD`],
    ['5 MB of spaces behind a field', () => `SAMLResponse=QUJD${' '.repeat(5_000_000)}HTTP`],
    ['a million open inputs', () => `<p ${'<input name=SAMLResponse '.repeat(230_000)}`],
    ['a deflate bomb of 200 MB', () => deflateRawSync(Buffer.alloc(200_000_000, 0x3c)).toString('base64')],
    ['a bomb in a bomb', () => deflateRawSync(deflateRawSync(Buffer.alloc(100_000_000)).toString('base64')).toString('base64')],
    ['deep JSON', () => '['.repeat(2_000_000)],
    ['deep JSON that is complete', () => '['.repeat(100_000) + ']'.repeat(100_000)],
    ['percent signs', () => '%25'.repeat(1_900_000)],
    ['entities', () => '&amp;'.repeat(1_100_000)],
    ['quotes', () => '"'.repeat(5_000_000)]
  ])('%s is refused within a second', (_what, make) => {
    const content = make()
    const usedMs = startCpuClock()
    const decoded = decodeResponse(content)

    // What begins with an angle bracket goes on to the XML reader, which refuses it in turn.
    expect(decoded.ok).toBe(typeof content === 'string' && content.startsWith('<'))
    // Of the processor, not of the clock on the wall: other tests run at the same time.
    expect(usedMs()).toBeLessThan(1000)
  })
})

function opened(content: string | Uint8Array): string {
  const decoded = decodeResponse(content)
  if (!decoded.ok) throw new TypeError(`Not opened: ${JSON.stringify(decoded.error)}`)
  const { xml: found } = decoded.value
  return typeof found === 'string'
    ? found
    : Buffer.from(found)
        .toString('utf8')
        .replace(/^\ufeff/, '')
}

/** Base64 without `+`, `/` and `=` needs no escaping, so whether such a step is there depends on the document. */
function withoutDoubts(wrappings: readonly string[]): readonly string[] {
  return wrappings.filter((wrapping) => !['url-encoded', 'html-escaped'].includes(wrapping) || wrappings.length === 2)
}

function plainText(text: string): string {
  return text.replace(/[^\w äöü+%=/-]/g, '')
}

function names<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[]
}
