import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLdif } from '../../../src-main/adapters/ldif/read-ldif.ts'
import { Cancelled } from '../../../src-main/core/cancel.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { outcome, readText } from './as-ldif.ts'

const anna = 'dn: uid=anna,dc=test\nobjectClass: top\nobjectClass: person\ncn: Anna\n'
const annaEntry = { dn: 'uid=anna,dc=test', attributes: { objectclass: ['top', 'person'], cn: ['Anna'] } }

describe('an LDIF file', () => {
  it.each([
    ['a plain entry', `${anna}\n`],
    ['a version, with and without an empty line behind it', `version: 1\n${anna}\n`],
    ['several empty lines around', `\n\nversion: 1\n\n${anna}\n\n\n`],
    ['line breaks of Windows', `${anna}\n`.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${anna}\n`],
    ['comments, folded ones too', `# made by hand\n# and long,\n  so folded\n${anna.replace('cn', '# inside\ncn')}\n# the end\n`],
    ['folded lines', 'dn: uid=an\n na,dc=\n test\nobjectClass: top\nobjectClass: per\n s\n on\ncn: Anna\n\n'],
    ['names of attributes in any case', `${anna.replaceAll('objectClass', 'OBJECTCLASS')}\n`],
    ['no space after the colon, and several', `${anna.replace('cn: ', 'cn:').replace('dn: ', 'dn:   ')}\n`],
    ['base64 for the name and a value', 'dn:: dWlkPWFubmEsZGM9dGVzdA==\nobjectClass: top\nobjectClass:: cGVyc29u\ncn: Anna\n\n'],
    ['base64 that is folded', 'dn:: dWlkPWFu\n bmEsZGM9dG\n VzdA==\nobjectClass: top\nobjectClass: person\ncn: Anna\n\n'],
    ['records of ldifde, which all say that they are additions', `${anna.replace('\n', '\nchangetype: add\n')}\n`],
    [
      'what ldapsearch writes without -LLL',
      `# extended LDIF\n#\n\n${anna}\n# search result\nsearch: 2\nresult: 0 Success\n\n# numEntries: 1\n`
    ]
  ])('is read: %s', async (_what, text) => {
    const read = await readText(text)

    expect(read.entries).toEqual([annaEntry])
    expect(outcome(read)).toBe('complete 1')
  })

  it('gives values as a live directory does: identifiers in their notation, other bytes in base64, options on their names', async () => {
    const text = [
      'dn: cn=x',
      'objectGUID:: MyIRAFVEd2aImaq7zN3u/w==',
      'objectSid:: AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAAUQQAAA==',
      'jpegPhoto:: /9j/4AA=',
      'userCertificate;binary:: YWJj',
      'cn;lang-de: Jürgen',
      'member;range=0-1499: cn=y',
      'description: base64:really',
      'sn:',
      'l:: Ww9yYQ==',
      '\n'
    ].join('\n')

    expect((await readText(text)).entries).toEqual([
      {
        dn: 'cn=x',
        attributes: {
          objectguid: ['00112233-4455-6677-8899-aabbccddeeff'],
          objectsid: ['S-1-5-21-1-2-3-1105'],
          jpegphoto: ['base64:/9j/4AA='],
          'usercertificate;binary': ['base64:YWJj'],
          'cn;lang-de': ['Jürgen'],
          'member;range=0-1499': ['cn=y'],
          description: ['base64:YmFzZTY0OnJlYWxseQ=='],
          sn: [''],
          l: ['[\u000fra']
        }
      }
    ])
  })

  it('passes over attributes that nobody wants, whatever is in them', async () => {
    const text = 'dn: cn=x\nsn: X\njpegPhoto:: not base64\njpegPhoto:< file:///tmp/photo-1\nCN;lang-de: Y\n\n'
    const read = await readText(text, { attributes: ['cn'] })

    expect(read.entries).toEqual([{ dn: 'cn=x', attributes: { 'cn;lang-de': ['Y'] } }])
  })

  it.each([
    ['dn: cn=x\nchangetype: modify\nadd: cn\n', 'preview.ldif.change-record', 'line 2 (“modify”)'],
    ['dn: cn=x\nchangetype: delete\n\n', 'preview.ldif.change-record', 'line 2 (“delete”)'],
    ['dn: cn=x\ncontrol: 1.2.3 true\nchangetype: add\n\n', 'preview.ldif.change-record', 'line 2 (“control”)'],
    ['dn: cn=x\njpegPhoto:< file:///etc/passwd\n\n', 'preview.ldif.url-value', 'value of jpegphoto in line 2'],
    ['dn:< file:///etc/passwd\n\n', 'preview.ldif.unreadable', 'line 1 has a name'],
    ['dn: cn=x\ncn:: a-b\n\n', 'preview.ldif.unreadable', 'line 2 has a value that is no base64'],
    ['dn: cn=x\nno colon here\n\n', 'preview.ldif.unreadable', 'line 2 has no colon'],
    ['dn: cn=x\nna me: x\n\n', 'preview.ldif.unreadable', 'line 2 does not begin with the name'],
    ['cn: x\n\n', 'preview.ldif.unreadable', 'line 1 begins an entry'],
    ['dn: cn=x\ncn: x\ndn: cn=y\n\n', 'preview.ldif.unreadable', 'line 3 begins another entry'],
    ['dn: cn=x\n folded\n\n oops\n\n', 'preview.ldif.unreadable', 'line 4 begins with a space'],
    ['version: 2\n\n', 'preview.ldif.unreadable', 'line 1 names a version'],
    ['', 'preview.ldif.unreadable', 'it holds no entry'],
    ['# nothing\n', 'preview.ldif.unreadable', 'it holds no entry']
  ])('is refused with its line: %j', async (text, code, words) => {
    const { end } = await readText(text)

    expect(end.kind === 'refused' && end.problem.code).toBe(code)
    expect(end.kind === 'refused' && end.problem.cause).toContain(words)
  })

  it.each([
    ['UTF-16', Buffer.from('\ufeffdn: cn=x\n\n', 'utf16le'), 'UTF-16'],
    ['an old eight-bit encoding', Buffer.from('dn: cn=x\ncn: J\u00fcrgen\n\n', 'latin1'), 'line 2 has text that is not in UTF-8'],
    ['UTF-16 without a mark before it', Buffer.from('dn: cn=x\n\n', 'utf16le'), 'ldifde: without -u'],
    ['UTF-16 the other way round', Buffer.from('dn: cn=x\n\n', 'utf16le').swap16(), 'ldifde: without -u'],
    ['gzip', gzipSync('dn: cn=x\n\n'), 'it is packed with gzip: unpack it'],
    ['gzip, and broken off', gzipSync('dn: cn=x\n\n').subarray(0, 12), 'it is packed with gzip'],
    ['a zip archive', Buffer.from('504b03041400', 'hex'), 'it is packed with zip'],
    ['line breaks of old Macintosh computers', Buffer.from('dn: cn=x\rcn: x\r\r'), 'its lines end with CR alone'],
    ['a program', Buffer.from('7f454c4602010100', 'hex'), 'binary']
  ])('is refused in %s', async (_what, bytes, words) => {
    const { end } = await readText(bytes)

    expect(end.kind === 'refused' && end.problem.cause).toContain(words)
  })

  it('counts its lines from 1 with a byte order mark too', async () => {
    const { end } = await readText('\ufeffdn: cn=x\noops\n\n')

    expect(end.kind === 'refused' && end.problem.cause).toContain('line 2 has no colon')
  })

  it('is refused when it is not there, or is a folder', async () => {
    await using folder = await temporaryFolder()

    const reasons = [join(folder.path, 'missing.ldif'), folder.path].map(async (path) => {
      const end = await readLdif(path, () => undefined, new AbortController().signal)
      return end.kind === 'refused' ? end.problem.cause.slice(path.length) : end.kind
    })

    expect(await Promise.all(reasons)).toEqual([expect.stringContaining('ENOENT'), expect.stringContaining('EISDIR')])
  })

  it('is refused when a line or an entry is beyond its limit, before it fills the memory', async () => {
    const long = await readText(`dn: cn=x\ncn: ${'a'.repeat(5000)}`, { lineLimitBytes: 1000, pieceBytes: 64 })
    const large = await readText(`dn: cn=x\n${'cn: aaaaaaaaaa\n'.repeat(500)}\n`, { entryLimitBytes: 1000, pieceBytes: 64 })

    expect([outcome(long), outcome(large)]).toEqual(['preview.ldif.too-large', 'preview.ldif.too-large'])
  })

  it('says so when the search that wrote it did not come to its end', async () => {
    const read = await readText(`${anna}\nsearch: 2\nresult: 4 Size limit exceeded\n\n`)

    expect(outcome(read)).toBe('cut 1')
    expect(read.end.kind === 'cut' && read.end.problem.cause).toContain('4 Size limit exceeded')
  })

  it('counts pointers to other servers', async () => {
    const { end } = await readText(`${anna}\nref: ldap://other.test/dc=x\n\n`)

    expect(end).toMatchObject({ kind: 'complete', entries: 1, references: 1 })
  })

  it('cut at any byte is told as cut with its line, and only whole entries are handed out', async () => {
    const text = Buffer.from('dn: cn=Zoë\ncn:: Wm/Dqw==\nsn: folded\n  here\n\n# note\ndn: cn=b\r\ncn: B\r\n\r\ndn: cn=c\ncn: C\n\n')
    const wholeUntil = [...text.keys(), text.length].filter((at) => /\n\r?\n$/.test(text.subarray(0, at).toString('latin1')))
    const commentEnd = text.indexOf('# note\n') + '# note\n'.length

    for (let at = 1; at <= text.length; at += 1) {
      const cut = await readText(text.subarray(0, at), { pieceBytes: 7 })
      const entries = wholeUntil.filter((whole) => whole <= at).length
      const isWhole = wholeUntil.includes(at) || at === commentEnd
      expect(outcome(cut), `cut after ${at} bytes`).toBe(`${isWhole ? 'complete' : 'cut'} ${entries}`)
      expect(cut.entries.length).toBe(entries)
      const line = text.subarray(0, at).toString('latin1').split('\n').length - (text[at - 1] === 0x0a ? 1 : 0)
      if (cut.end.kind === 'cut' && !text.subarray(0, at).toString().includes('folded'))
        expect(cut.end.problem.cause).toContain(`line ${line}`)
    }
  })

  it.each([15, 16, 17])('may have a line break of Windows at the end of the first %i bytes', async (pieceBytes) => {
    const read = await readText('dn: cn=x,dc=abc\r\ncn: x\r\n\r\n', { pieceBytes })

    expect(outcome(read)).toBe('complete 1')
  })

  it('stops when it is cancelled, and closes the file', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'export.ldif')
    await writeFile(path, `${anna}\n`.repeat(50))
    const controller = new AbortController()

    const reading = readLdif(path, () => controller.abort(), controller.signal, { pieceBytes: 256 })

    await expect(reading).rejects.toThrow(Cancelled)
  })

  it('tells how far it is', async () => {
    const progress: (readonly [number, number | undefined])[] = []
    const text = `${anna}\n`.repeat(20)

    await readText(text, { pieceBytes: 500, onProgress: (read, total) => progress.push([read, total]) })

    expect(progress.length).toBeGreaterThan(2)
    expect(progress.at(-1)).toEqual([text.length, text.length])
  })
})

describe('whatever is written', () => {
  const value = fc.string({ unit: 'binary', maxLength: 60 })
  const name = fc.constantFrom('cn', 'description', 'mail', 'cn;lang-fr', 'objectClass')
  const attributes = fc.uniqueArray(fc.tuple(name, fc.array(value, { minLength: 1, maxLength: 4 })), {
    selector: ([key]) => key,
    maxLength: 4
  })
  const entries = fc.array(fc.record({ dn: value, attributes }), { minLength: 1, maxLength: 6 })
  const style = fc.record({
    width: fc.integer({ min: 2, max: 90 }),
    lineBreak: fc.constantFrom('\n', '\r\n'),
    pieceBytes: fc.integer({ min: 16, max: 300 })
  })

  it('is read back the same', async () => {
    await fc.assert(
      fc.asyncProperty(entries, style, async (written, { width, lineBreak, pieceBytes }) => {
        const lines = written.flatMap(({ dn, attributes: pairs }) => [
          ...folded(attributeLine('dn', dn), width),
          ...pairs.flatMap(([key, values]) => values.flatMap((each) => folded(attributeLine(key, each), width))),
          ''
        ])

        const read = await readText(lines.map((line) => line + lineBreak).join(''), { pieceBytes })

        expect(outcome(read)).toBe(`complete ${written.length}`)
        expect(read.entries).toEqual(
          written.map(({ dn, attributes: pairs }) => ({
            dn: utf8(dn),
            attributes: Object.fromEntries(pairs.map(([key, values]) => [key.toLowerCase(), values.map(asGiven)]))
          }))
        )
      }),
      { numRuns: 300 }
    )
  })

  it('as bytes at random never throws, and ends', async () => {
    const garbage = fc.array(
      fc.constantFrom('dn: cn=x', 'cn: ', ' x', '\n', '\r\n', ':: ', ':<', '#', 'changetype: add\n', '\u0000', 'é', 'result: 4\n')
    )
    await fc.assert(
      fc.asyncProperty(garbage, async (parts) => {
        expect(['complete', 'cut', 'refused']).toContain((await readText(parts.join(''), { pieceBytes: 16 })).end.kind)
      }),
      { numRuns: 300 }
    )
  })
})

/** RFC 2849: only what is safe stands as it is. */
function attributeLine(name: string, value: string): string {
  // eslint-disable-next-line no-control-regex -- RFC 2849 calls them safe
  const isSafe = /^(?![ :<])[\x01-\x09\x0b\x0c\x0e-\x7f]*$/.test(value) && !value.endsWith(' ')
  return isSafe ? `${name}: ${value}` : `${name}:: ${Buffer.from(value, 'utf8').toString('base64')}`
}

function folded(line: string, width: number): readonly string[] {
  const pieces = [line.slice(0, width)]
  for (let at = width; at < line.length; at += width - 1) pieces.push(` ${line.slice(at, at + width - 1)}`)
  return pieces
}

function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}

function asGiven(value: string): string {
  const text = utf8(value)
  return text.includes('\0') || text.startsWith('base64:') ? `base64:${Buffer.from(text).toString('base64')}` : text
}
