import { describe, expect, it } from 'vitest'
import { metadataLimits, readXml, type XmlLimits } from '../../../src-main/adapters/xml/read-xml.ts'
import type { XmlRefusal } from '../../../src-main/core/saml/xml-refusal.ts'

describe('reading XML', () => {
  it('gives the document with its root, its text and its size', () => {
    const read = readXml(Buffer.from('\uFEFF<?xml version="1.0" encoding="utf-8"?>\r\n<a xmlns="urn:a"><b>ü</b></a>'))

    expect(read.ok && [read.value.root.localName, read.value.root.namespaceURI, read.value.root.textContent]).toEqual(['a', 'urn:a', 'ü'])
    expect(read.ok && read.value.text).toBe('<?xml version="1.0" encoding="utf-8"?>\r\n<a xmlns="urn:a"><b>ü</b></a>')
    expect(read.ok && read.value.bytes).toBe(73)
  })

  it.each([
    ['a comment before and after', '<!-- a --><a/><!-- b -->'],
    ['CDATA', '<a><![CDATA[<html> & ]] >]]></a>'],
    ['the five entities and numbers', '<a b="&amp;&#38;&#x26;">&lt;&gt;&quot;&apos;&#13;&#x1F600;</a>'],
    ['single quotation marks and spaces', `<a  b = 'x"y'\n\tc="z" ></a >`],
    ['names in other scripts', '<имя атрибут="1"><名前/><é.1-2·/></имя>'],
    ['a prefix that is declared further on', '<p:a p:b="1" xmlns:p="urn:p"/>'],
    ['a default namespace that is taken back', '<a xmlns="urn:a"><b xmlns=""/></a>'],
    ['xml:lang and xml:id', '<a xml:lang="de" xml:id="x"/>'],
    ['one attribute name in two namespaces', '<a b="1" p:b="2" xmlns:p="urn:p"/>'],
    ['a replacement character that somebody wrote', '<a>\uFFFD</a>'],
    ['a pasted text with lines around it', '\n\n  <?xml version="1.0"?><a/>\n ']
  ])('takes %s', (_what, xml) => {
    expect(readXml(xml)).toMatchObject({ ok: true })
  })

  it('keeps the separators that only XML 1.1 takes for line ends: they may be signed', () => {
    const read = readXml('<a>1\u0085\u2028\r\n2\r3</a>')
    expect(read.ok && read.value.root.textContent).toBe('1\u0085\u2028\n2\n3')
  })
})

describe('encodings', () => {
  const xml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>é€</a>`
  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')

  it.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(xml('UTF-8')), 'é€'],
    ['UTF-8 without a declaration', Buffer.from('<a>é€</a>'), 'é€'],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${xml('utf-8')}`), 'é€'],
    ['UTF-16, little end first', utf16(xml('UTF-16')), 'é€'],
    ['UTF-16, big end first', utf16(xml('UTF-16BE')).swap16(), 'é€'],
    ['UTF-16 without a declaration', utf16('<a>é€</a>'), 'é€'],
    ['ISO-8859-1', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9\x80</a>', 'latin1'), 'é\x80'],
    ['windows-1252', Buffer.from('<?xml version="1.0" encoding="windows-1252"?><a>\xe9\x80</a>', 'latin1'), 'é€'],
    ['US-ASCII', Buffer.from('<?xml version="1.0" encoding="US-ASCII"?><a>&#233;</a>'), 'é']
  ])('are read: %s', (_name, bytes, text) => {
    const read = readXml(bytes)
    expect(read.ok && read.value.root.textContent).toBe(text)
  })

  it('of a text do not matter any more: it is decoded', () => {
    expect(readXml(xml('UTF-16'))).toMatchObject({ ok: true })
  })

  it.each<[string, Uint8Array, Partial<Extract<XmlRefusal, { kind: 'encoding' }>>]>([
    ['UTF-7 by its mark', Buffer.from('+/v8-+ADw-a/+AD4-'), { said: 'UTF-7' }],
    ['UTF-7 by its name', Buffer.from(xml('UTF-7'), 'latin1'), { said: 'UTF-7', because: 'it is not supported' }],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), { said: 'UTF-32' }],
    ['UTF-32 without a mark', Buffer.from([0, 0, 0, 0x3c, 0, 0, 0, 0x61]), { said: 'UTF-32' }],
    ['EBCDIC', Buffer.from([0x4c, 0x6f, 0xa7, 0x94, 0x93]), { said: 'EBCDIC' }],
    ['one that nobody knows', Buffer.from(xml('x-mine')), { said: 'x-mine' }],
    ['UTF-16 without a mark', Buffer.from(xml('UTF-16'), 'utf16le'), { said: 'UTF-16' }],
    ['UTF-16 that is UTF-8', Buffer.from(xml('UTF-16')), { said: 'UTF-16' }],
    [
      'ISO-8859-1 behind the mark of UTF-8',
      Buffer.from(`\uFEFF${xml('ISO-8859-1')}`),
      { said: 'ISO-8859-1', because: 'the first bytes say utf-8' }
    ],
    ['UTF-8 in UTF-16', utf16(xml('UTF-8')), { said: 'UTF-8' }],
    ['bytes that are no UTF-8', Buffer.from('<a>\xe9</a>', 'latin1'), { said: 'UTF-8' }],
    ['UTF-8 in more bytes than needed', Buffer.from('<a>\xc0\xbc</a>', 'latin1'), { said: 'UTF-8' }],
    ['half a character of UTF-16', utf16('<a>x</a>').subarray(0, -1), { said: 'UTF-16LE' }],
    ['half a pair of UTF-16', utf16('<a>\ud800</a>'), { said: 'UTF-16LE' }],
    ['US-ASCII that is more', Buffer.from('<?xml version="1.0" encoding="us-ascii"?><a>\xe9</a>', 'latin1'), { said: 'US-ASCII' }]
  ])('are refused: %s', (_name, bytes, expected) => {
    expect(readXml(bytes)).toMatchObject({ ok: false, error: { kind: 'encoding', ...expected } })
  })
})

describe('what XML must not have here', () => {
  it.each<[string, string, XmlRefusal]>([
    ['nothing', '', { kind: 'empty' }],
    ['white space only', ' \n\t ', { kind: 'empty' }],
    ['a document type', '<?xml version="1.0"?>\n<!DOCTYPE a>\n<a/>', { kind: 'document-type', line: 2 }],
    ['one in another case', '<!doctype a []><a/>', { kind: 'document-type', line: 1 }],
    ['an entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', { kind: 'document-type', line: 1 }],
    ['an entity declaration by itself', '<a>\n<!ENTITY x "y"></a>', { kind: 'document-type', line: 2 }],
    ['a document type inside', '<a><!DOCTYPE b></a>', { kind: 'document-type', line: 1 }],
    ['a parameter entity', '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://h.test/">%p;]><a/>', { kind: 'document-type', line: 1 }],
    ['a style sheet', '<?xml-stylesheet href="a.xsl"?><a/>', { kind: 'processing-instruction', target: 'xml-stylesheet', line: 1 }],
    ['an instruction inside', '<a>\n\n<?php echo 1 ?></a>', { kind: 'processing-instruction', target: 'php', line: 3 }]
  ])('is refused: %s', (_what, xml, error) => {
    expect(readXml(xml)).toEqual({ ok: false, error })
  })

  const small: XmlLimits = {
    mostBytes: 1000,
    mostLevels: 3,
    mostElements: 5,
    mostAttributesOfElement: 3,
    mostAttributes: 6,
    mostComments: 2,
    mostNamespacesInScope: 2
  }

  it.each<[string, string, XmlRefusal]>([
    ['bytes', `<a>${'x'.repeat(1000)}</a>`, { kind: 'too-large', bytes: 1007, mostBytes: 1000 }],
    ['levels', '<a><a>\n<a><a/></a></a></a>', { kind: 'too-deep', mostLevels: 3, line: 2 }],
    ['elements', '<a><b/><b/><b/><b/><b/></a>', { kind: 'too-many', what: 'elements', most: 5 }],
    ['attributes of one element', '<a b="" c="" d="" e=""/>', { kind: 'too-many', what: 'attributes', most: 3 }],
    ['attributes', '<a b="" c="" d=""><a b="" c="" d=""/><a b=""/></a>', { kind: 'too-many', what: 'attributes', most: 6 }],
    ['comments and CDATA sections', '<a><!----><![CDATA[]]><!----></a>', { kind: 'too-many', what: 'comments', most: 2 }],
    ['namespaces', '<a xmlns="urn:1" xmlns:b="urn:2" xmlns:c="urn:3"/>', { kind: 'too-many', what: 'namespaces', most: 2 }]
  ])('is too much of it: %s', (_what, xml, error) => {
    expect(readXml(Buffer.from(xml), small)).toEqual({ ok: false, error })
  })

  it('counts namespaces where they are in force, and what just reaches a limit passes', () => {
    const xml = '<a><b xmlns="urn:1" xmlns:b="urn:2"/><b xmlns="urn:1" xmlns:c="urn:2"/></a>'
    expect(readXml(xml, { ...small, mostElements: 3 })).toMatchObject({ ok: true })
  })
})

describe('what is no XML', () => {
  it.each<[string, string, string]>([
    ['HTML', '<!DOCTYPE html><html><head><title>Sign in &amp;\n stay</title></head></html>', 'Sign in & stay'],
    ['HTML without a document type', '\n<HTML><BODY>x</BODY></HTML>', ''],
    ['HTML behind a comment', '<!-- IE --><!DOCTYPE html PUBLIC "x"><title class="a">Proxy</title>', 'Proxy'],
    ['XHTML, which is XML', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><title>T</title></html>', 'T']
  ])('is told as a web page: %s', (_what, text, title) => {
    expect(readXml(text)).toEqual({ ok: false, error: { kind: 'html-page', title } })
    expect(readXml(Buffer.from(text))).toEqual({ ok: false, error: { kind: 'html-page', title } })
  })

  it('is told as a web page also in an encoding that would be refused', () => {
    const page = Buffer.from('<!DOCTYPE html><html><title>Anmeldung f\xfcr</title></html>', 'latin1')
    expect(readXml(page)).toMatchObject({ ok: false, error: { kind: 'html-page' } })
  })

  it.each<[string, string | Uint8Array, RegExp]>([
    ['JSON', '{"issuer":"https://login.test"}', /JSON/],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----', /certificate \(PEM\)/],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\n', /private key/],
    ['a certificate in binary form', Buffer.from([0x30, 0x82, 0x00, 0x04, 1, 2, 3, 4]), /certificate or key in binary form/],
    ['a certificate in base64', `MIIDBTCC${'A'.repeat(400)}==`, /certificate or key \(base64\)/],
    ['a response in base64', Buffer.from('<samlp:Response xmlns:samlp="x"/>').toString('base64'), /a SAML response in base64/],
    ['XML in base64', Buffer.from('<?xml version="1.0"?><EntityDescriptor/>').toString('base64'), /^XML in base64$/],
    ['XML in base64 with any prefix', Buffer.from('<md:EntityDescriptor xmlns:md="x"/>').toString('base64'), /^XML in base64$/],
    ['words that begin like base64', 'PLEASE PASTE THE METADATA OF YOUR PROVIDER HERE', /a text without any markup/],
    ['a PDF', Buffer.from('%PDF-1.7\n'), /PDF/],
    ['a zip archive', Buffer.from('PK\x03\x04....', 'latin1'), /zip/],
    ['a gzip archive', Buffer.from([0x1f, 0x8b, 8, 0]), /gzip/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d]), /image/],
    ['an address', 'https://login.microsoftonline.com/x/federationmetadata', /address/],
    ['escaped XML', '&lt;a/&gt;', /escaped/],
    ['words', 'hello there', /text without any markup/]
  ])('is named: %s', (_what, content, what) => {
    expect(readXml(content)).toEqual({ ok: false, error: { kind: 'not-xml', what: expect.stringMatching(what) as unknown } })
  })
})

/** Much of this xmldom would let pass. */
describe('broken XML', () => {
  it.each<[string, string, RegExp]>([
    ['a value without quotation marks', '<a b=c/>', /quotation marks/],
    ['an attribute without a value', '<a b/>', /no value/],
    ['no space between attributes', '<a b="1"c="2"/>', /no space/],
    ['an attribute twice', '<a b="1" b="2"/>', /twice/],
    ['an attribute twice by its namespace', '<a xmlns:p="urn:x" xmlns:q="urn:x" p:b="1" q:b="2"/>', /two prefixes of one namespace/],
    ['the same with a namespace that is written differently', '<a xmlns:p="urn:x" xmlns:q="urn:&#120;" p:b="1" q:b="2"/>', /two prefixes/],
    ['two roots', '<a/><b/>', /second element/],
    ['text before the root', 'x<a/>', /./],
    ['text after the root', '<a/>x', /after the end/],
    ['a reference after the root', '<a/>&amp;', /after the end/],
    ['CDATA outside', '<a/><![CDATA[x]]>', /CDATA section stands outside/],
    ['a missing end', '<a><b></b>', /ends inside of <a>/],
    ['a missing end of a tag', '<a><b', /tag/],
    ['a missing end of a value', '<a b="c/>', /does not end/],
    ['the wrong end', '<a><b></a></b>', /<\/a> stands where <\/b> should/],
    ['an end in another case', '<a></A>', /<\/A> stands where <\/a> should/],
    ['an end of nothing', '</a>', /ends nothing/],
    ['an end with attributes', '<a></a b="1">', /not closed/],
    ['an end with spaces before its name', '<a></ a>', /end tag/],
    ['a tag without a name', '<a>< b/></a>', /&lt;/],
    ['a name with a digit first', '<1a/>', /./],
    ['a name with two colons', '<a:b:c xmlns:a="urn:a"/>', /./],
    ['a name that ends in a colon', '<a: xmlns:a="urn:a"/>', /./],
    ['< in a value', '<a b="<"/>', /< in the value/],
    ['a lonely &', '<a>a & b</a>', /& stands alone/],
    ['a reference without its end', '<a>&amp b</a>', /& stands alone/],
    ['an entity of HTML', '<a>&nbsp;</a>', /&nbsp; refers to an entity/],
    ['an entity of HTML in a value', '<a b="&eacute;"/>', /&eacute; refers to an entity/],
    ['a number that is no character', '<a>&#0;</a>', /forbids/],
    ['half a pair by number', '<a>&#xD800;</a>', /forbids/],
    ['a number beyond Unicode', '<a>&#x110000;</a>', /forbids/],
    ['a NUL', '<a>\0</a>', /U\+0000 is forbidden/],
    ['an escape character', '<a>\x1b</a>', /U\+001B is forbidden/],
    ['U+FFFE', '<a>\ufffe</a>', /U\+FFFE is forbidden/],
    ['half a pair', '<a>\ud800</a>', /U\+D800 is forbidden/],
    [']]> in a text', '<a>]]></a>', /\]\]>/],
    ['two hyphens in a comment', '<a><!-- a -- b --></a>', /two hyphens/],
    ['a comment with three at its end', '<a><!-- a ---></a>', /two hyphens/],
    ['a comment without an end', '<a><!-- a', /does not end/],
    ['CDATA without an end', '<a><![CDATA[ a</a>', /CDATA section does not end/],
    ['a prefix that was not declared', '<p:a/>', /prefix p is not declared/],
    ['a prefix of an attribute that was not declared', '<a p:b="1"/>', /prefix p is not declared/],
    ['a prefix that is out of scope', '<a><b xmlns:p="urn:p"/><p:c/></a>', /prefix p is not declared/],
    ['a prefix without a namespace', '<a xmlns:p=""/>', /no namespace/],
    ['xmlns declared', '<a xmlns:xmlns="urn:x"/>', /xmlns/],
    ['an element in xmlns', '<xmlns:a/>', /xmlns is not declared/],
    ['xml declared for something else', '<a xmlns:xml="urn:x"/>', /belong together/],
    ['the namespace of xml under another prefix', '<a xmlns:x="http://www.w3.org/XML/1998/namespace"/>', /belong together/],
    ['the namespace of xmlns as the default', '<a xmlns="http://www.w3.org/2000/xmlns/"/>', /xmlns/],
    ['a declaration in the middle', '<a/><?xml version="1.0"?>', /very beginning/],
    ['a declaration behind an empty line', '<!-- --><?xml version="1.0"?><a/>', /very beginning/],
    ['version 1.1', '<?xml version="1.1"?><a/>', /version 1\.1/],
    ['a declaration without a version', '<?xml encoding="utf-8"?><a/>', /declaration is not one/],
    ['a declaration with something else', '<?xml version="1.0" charset="utf-8"?><a/>', /declaration is not one/],
    ['<! and nothing known', '<a><!x></a>', /neither a comment/],
    ['comments only', '<!-- a -->', /no element/]
  ])('is refused: %s', (_what, xml, because) => {
    // given the bytes as they would come from a file, since a pasted text is trimmed
    const read = readXml(/[\ud800\ufffe]/.test(xml) ? xml : Buffer.from(xml))

    expect(read.ok ? 'read' : read.error.kind).toMatch(/^(?:malformed|not-xml)$/)
    expect(!read.ok && read.error.kind === 'malformed' ? read.error.because : 'not XML').toMatch(because)
  })

  it('is refused with line and column', () => {
    expect(readXml('<?xml version="1.0"?>\r\n<a>\r\n  <b></c>\r\n</a>')).toEqual({
      ok: false,
      error: { kind: 'malformed', line: 3, column: 6, because: '</c> stands where </b> should' }
    })
  })

  it('is refused when the declaration does not stand first in a file', () => {
    expect(readXml(Buffer.from('\n<?xml version="1.0"?><a/>'))).toMatchObject({ ok: false, error: { kind: 'malformed', line: 2 } })
  })

  it('of a truncated document is found wherever it is cut', () => {
    const whole = '<?xml version="1.0"?><a xmlns:p="urn:p"><!-- c --><p:b c="d">e &amp; f<![CDATA[g]]></p:b></a>'
    for (let end = 1; end < whole.length; end += 1) expect(readXml(whole.slice(0, end)).ok).toBe(false)
    expect(readXml(whole).ok).toBe(true)
  })

  it('leaves the limits of a large document generous', () => {
    const xml = `<a>${'<b c="d">e</b>'.repeat(100_000)}</a>`
    expect(readXml(xml, metadataLimits).ok).toBe(true)
  })
})
