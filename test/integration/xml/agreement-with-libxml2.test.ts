import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { INCLUSIVE } from '../../../src-main/adapters/xml/canonicalization-method.ts'
import { canonicalize } from '../../../src-main/adapters/xml/canonicalize.ts'
import { readXml } from '../../../src-main/adapters/xml/read-xml.ts'
import { makeSigningKey } from '../../support/saml/signing-key.ts'
import { signatureTemplate, transform, uris } from '../../support/saml/signature-template.ts'
import { trusted, verdictOf, xmlDocument } from '../../support/saml/signed-samples.ts'
import { canonicalByXmllint, isWellFormedByXmllint, signByXmlsec1 } from '../../support/saml/xmlsec1.ts'

const prefixes = ['', 'a', 'b', 'c\u00e9'] as const
const text = fc.string({
  unit: fc.constantFrom(
    'x',
    ' ',
    '\n',
    '\t',
    '&amp;',
    '&lt;',
    '&gt;',
    '&quot;',
    '&apos;',
    '&#13;',
    '&#10;',
    '&#9;',
    '\u00e9',
    '\u2028',
    '\u0085',
    '\u{1f600}',
    '<![CDATA[<&>"]]>',
    '<!-- c -->'
  ),
  maxLength: 6
})
const value = fc.string({
  unit: fc.constantFrom(
    'x',
    ' ',
    '\n',
    '\t',
    '&amp;',
    '&lt;',
    '>',
    '&quot;',
    "'",
    '&#13;',
    '&#10;',
    '&#9;',
    '\u00e9',
    '\ufffd',
    '\u{1f600}'
  ),
  maxLength: 6
})
// None with &: libxml2 writes it as it is, which is no XML any more.
const namespace = fc.constantFrom('urn:1', 'urn:2', 'urn:3?a=&apos;&#x62;', '')
const attribute = fc.tuple(
  fc.constantFrom('', 'a:', 'b:', 'c\u00e9:', 'xml:'),
  fc.constantFrom('lang', 'm', 'n', '\ue000', '\u{10000}'),
  value
)

/** XML with declarations that come and go; every prefix is declared at the root. */
const element: fc.Memo<string> = fc.memo((depth) =>
  fc
    .tuple(
      fc.constantFrom(...prefixes),
      fc.constantFrom('e', 'f'),
      fc.array(fc.tuple(fc.constantFrom(...prefixes), namespace), { maxLength: 3 }),
      fc.array(attribute, { maxLength: 4 }),
      depth <= 1 ? fc.array(text, { maxLength: 2 }) : fc.array(fc.oneof(text, element(depth - 1)), { maxLength: 4 })
    )
    .map(([prefix, name, declared, attributes, content]) => {
      const declarations = [...new Map(declared)].flatMap(([key, uri]) =>
        key === '' ? [`xmlns="${uri}"`] : uri === '' ? [] : [`xmlns:${key}="${uri}"`]
      )
      const named = new Map(attributes.map(([of, local, written]) => [`${of}${local}`, written]))
      const tag = prefix === '' ? name : `${prefix}:${name}`
      return `<${[tag, ...declarations, ...[...named].map(([key, written]) => `${key}="${written}"`)].join(' ')}>${content.join('')}</${tag}>`
    })
)
const rooted = element(4).map((inner) => `<r xmlns:a="urn:a" xmlns:b="urn:b" xmlns:c\u00e9="urn:c">${inner}</r>`)

describe('the canonical form', () => {
  it.each(['exclusive', 'inclusive'] as const)('of any document is that of libxml2: %s', async (kind) => {
    await fc.assert(
      fc.asyncProperty(rooted, async (xml) => {
        const read = readXml(xml)
        // Two prefixes may have come to mean one namespace, with the same attribute under both.
        fc.pre(read.ok)
        const ours = canonicalize(read.value.root, { ...INCLUSIVE, isExclusive: kind === 'exclusive', withComments: true })
        expect(ours).toBe((await canonicalByXmllint(xml, kind)).trimEnd())
      }),
      { numRuns: 150 }
    )
  })

  it('of a part of any document is what xmlsec1 signs', async () => {
    const key = await makeSigningKey()
    const list = fc.subarray(['#default', 'a', 'b', 'c\u00e9', 'none'])
    await fc.assert(
      fc.asyncProperty(rooted, list, fc.constantFrom('exclusive', 'inclusive'), async (inner, prefixList, kind) => {
        const content = `<ec:InclusiveNamespaces xmlns:ec="${uris.exclusive}" PrefixList="${prefixList.join(' ')}"/>`
        const signature = signatureTemplate({
          algorithm: `${uris.more}rsa-sha256`,
          uri: '#p',
          transforms: transform(uris.enveloped) + (kind === 'exclusive' ? transform(uris.exclusive, content) : ''),
          canonicalization: kind === 'exclusive' ? uris.exclusive : uris.inclusive
        })
        const template = `<o xmlns="urn:o" xmlns:a="urn:2" xmlns:z="urn:z" xml:lang="en" xml:base="x"><part xmlns="urn:test" ID="p">${signature}${withoutIdsAndComments(inner)}</part></o>`
        fc.pre(readXml(template).ok)
        expect(verdictOf(await signByXmlsec1(template, key.privatePem), trusted(key))).toEqual({ kind: 'valid', by: key.sha256 })
      }),
      { numRuns: 100 }
    )
  })
})

describe('what is well-formed', () => {
  it('is so for libxml2 as well, whatever is changed in a document', async () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '&',
      ';',
      '=',
      ' ',
      ':',
      '-->',
      '<!--',
      '<![CDATA[',
      ']]>',
      '&#1;',
      '&#x41;',
      '&amp;',
      'xmlns:p="urn:p"',
      'xmlns=""',
      'a="1"',
      'p:',
      '</r>',
      '<e/>',
      '\u00b7',
      '1',
      '\u0001'
    )
    await fc.assert(
      fc.asyncProperty(rooted, fc.array(fc.tuple(fc.nat(), fc.nat(2), pieces), { minLength: 1, maxLength: 2 }), async (xml, changes) => {
        let changed = xml
        for (const [place, removed, piece] of changes) {
          const at = place % (changed.length + 1)
          changed = changed.slice(0, at) + piece + changed.slice(at + removed)
        }
        // A cut may have gone through a character of two halves, which no bytes can hold.
        changed = Buffer.from(changed).toString()
        if (!readXml(changed).ok) return
        const theirs = await isWellFormedByXmllint(changed)
        // It wants namespaces to be addresses; for us they are names, as for the standard.
        if (theirs.said.includes('is not a valid URI') || theirs.said.includes('is not absolute')) return
        expect([changed, theirs]).toEqual([changed, { isWellFormed: true, said: '' }])
        const canonical = await canonicalUnlessNotAnAddress(changed)
        if (canonical === undefined) return
        expect(canonicalize(xmlDocument(changed).root, { ...INCLUSIVE, withComments: true })).toBe(rootOnly(canonical))
      }),
      { numRuns: 200 }
    )
  })
})

/** Some namespaces that are no addresses, such as relative ones, it refuses only now. */
async function canonicalUnlessNotAnAddress(xml: string): Promise<string | undefined> {
  try {
    return await canonicalByXmllint(xml, 'inclusive')
  } catch (error) {
    if (error instanceof Error && /is not a valid URI|Relative namespace/.test(error.message)) return undefined
    throw error
  }
}

/** Comments in values are refused by our verification, whatever their canonical form is. */
function withoutIdsAndComments(xml: string): string {
  return xml.replaceAll('<!-- c -->', '')
}

/** Without the comments around the root. */
function rootOnly(canonical: string): string {
  return canonical
    .replace(/^(?:<!--[^>]*-->\n)+/, '')
    .replace(/(?:\n<!--[^>]*-->)+$/, '')
    .trimEnd()
}
