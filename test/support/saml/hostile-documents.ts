const MEGABYTE = 1_000_000

/** Made in the process that reads them: each as bytes that somebody could send. */
export const hostileDocuments: Readonly<Record<string, () => Uint8Array>> = {
  'billion laughs': () =>
    text(
      `<!DOCTYPE l [<!ENTITY a "lol">${letters(['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'], (name, before) => `<!ENTITY ${name} "${`&${before};`.repeat(10)}">`)}]><l>&j;</l>`
    ),
  'quadratic blow-up': () => text(`<!DOCTYPE l [<!ENTITY a "${'x'.repeat(100_000)}">]><l>${'&a;'.repeat(100_000)}</l>`),
  'a file of this computer': () => text('<!DOCTYPE l [<!ENTITY f SYSTEM "file:///etc/passwd">]><l>&f;</l>'),
  'an address': () => text('<!DOCTYPE l SYSTEM "http://127.0.0.1:9/l.dtd"><l/>'),
  'parameter entities': () => text('<!DOCTYPE l [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]><l/>'),
  'a document type behind ten megabytes of space': () => Buffer.concat([filled(9 * MEGABYTE, ' '), text('<!DOCTYPE l []><l/>')]),
  '100 MB': () => filled(100 * MEGABYTE, '<a/>'),
  'a million levels': () => filled(3 * MEGABYTE, '<a>'),
  'levels to the limit of bytes': () => filled(9.9 * MEGABYTE, '<a>'),
  elements: () => framed(filled(9.9 * MEGABYTE, '<a/>')),
  'attributes of one element': () => numbered((number) => ` a${number}=""`),
  'attributes of many elements': () =>
    framed(filled(9.8 * MEGABYTE, `<a ${Array.from({ length: 250 }, (_, number) => `a${number}=""`).join(' ')}/>`)),
  'names of one length that begin alike': () => numbered((number) => ` ${'Aa'.repeat(8)}${String(number).padStart(6, '0')}=""`),
  namespaces: () => numbered((number) => ` xmlns:n${number}="urn:${number}"`),
  'namespaces on each level': () =>
    text(
      Array.from(
        { length: 99 },
        (_, level) => `<a ${Array.from({ length: 200 }, (_n, number) => `xmlns:n${level}-${number}="urn:x"`).join(' ')}>`
      ).join('')
    ),
  'endless comments': () => framed(filled(9.9 * MEGABYTE, '<!---->')),
  'endless CDATA': () => framed(filled(9.9 * MEGABYTE, '<![CDATA[]]>')),
  'a comment without an end': () => Buffer.concat([text('<l><!--'), filled(9.9 * MEGABYTE, '- ')]),
  'comments that do not end, over and over': () => filled(9.9 * MEGABYTE, '<!-- '),
  'CDATA without an end': () => Buffer.concat([text('<l><![CDATA['), filled(9.9 * MEGABYTE, ']]')]),
  'a name without an end': () => Buffer.concat([text('<'), filled(9.9 * MEGABYTE, 'a')]),
  'an attribute without an end': () => Buffer.concat([text('<l '), filled(9.9 * MEGABYTE, 'a')]),
  'a value without an end': () => Buffer.concat([text('<l a="'), filled(9.9 * MEGABYTE, 'a ')]),
  'spaces in a tag': () => Buffer.concat([text('<l'), filled(9.9 * MEGABYTE, ' \n')]),
  'nothing but <': () => filled(9.9 * MEGABYTE, '<'),
  'tags that do not end': () => filled(9.9 * MEGABYTE, '<a '),
  'nothing but &': () => framed(filled(9.9 * MEGABYTE, '&')),
  'references without an end': () => framed(filled(9.9 * MEGABYTE, '&#')),
  'a reference of many digits': () => framed(Buffer.concat([text('&#'), filled(9 * MEGABYTE, '0'), text('65;')])),
  'an XML declaration without an end': () => Buffer.concat([text('<?xml version="1.0"'), filled(9.9 * MEGABYTE, ' ')]),
  'a web page without an end': () => Buffer.concat([text('<!-- '), filled(9.9 * MEGABYTE, '-'), text('<html>')]),
  'lines before an error': () => Buffer.concat([text('<l>'), filled(9.9 * MEGABYTE, '\r\n'), text('</m>')]),
  'bytes that are no characters': () => framed(filled(9.9 * MEGABYTE, Buffer.from([0xff]))),
  'UTF-7': () => Buffer.concat([text('+/v8-'), filled(9 * MEGABYTE, '+ADw-')]),
  'UTF-32': () => Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), filled(9 * MEGABYTE, 'a\0\0\0')]),
  'UTF-16 in halves': () => Buffer.concat([Buffer.from([0xff, 0xfe]), filled(9 * MEGABYTE, Buffer.from([0x00, 0xd8]))]),
  'NUL characters': () => framed(filled(9.9 * MEGABYTE, '\0')),
  truncated: () => text(`<l>${'<a b="c">d</a>'.repeat(100_000)}<a b="`)
}

function text(content: string): Uint8Array {
  return Buffer.from(content)
}

function filled(bytes: number, pattern: string | Uint8Array): Uint8Array {
  return Buffer.alloc(bytes, pattern)
}

function framed(content: Uint8Array): Uint8Array {
  return Buffer.concat([text('<l>'), content, text('</l>')])
}

/** One tag of nearly ten megabytes; the texts of its attributes are not kept. */
function numbered(attribute: (number: number) => string): Uint8Array {
  const bytes = Buffer.alloc(9.9 * MEGABYTE, ' ')
  let end = bytes.write('<l')
  for (let number = 0; end < bytes.length - 200; number += 1) end += bytes.write(attribute(number), end)
  bytes.write('/>', end)
  return bytes
}

function letters(names: readonly string[], each: (name: string, before: string) => string): string {
  return names.map((name, index) => each(name, index === 0 ? 'a' : (names[index - 1] ?? ''))).join('')
}
