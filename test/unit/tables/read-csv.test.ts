import { describe, expect, it } from 'vitest'
import { readCsv } from '../../../src-main/adapters/tables/read-csv.ts'

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return isLittle ? bytes : bytes.swap16()
}

const table = { ok: true, value: { header: ['name', 'mail'], rows: [['Zoë', 'zoe@corp.example']] } }

describe('a table in a file', () => {
  it.each([
    ['commas', utf8('name,mail\nZoë,zoe@corp.example\n')],
    ['semicolons', utf8('name;mail\r\nZoë;zoe@corp.example\r\n')],
    ['tabs', utf8('name\tmail\nZoë\tzoe@corp.example')],
    ['quotes', utf8('"name","mail"\n"Zoë","zoe@corp.example"\n')],
    ['a byte order mark', utf8('\ufeffname,mail\nZoë,zoe@corp.example\n')],
    ['UTF-16, little end first', utf16('name,mail\nZoë,zoe@corp.example\n', true)],
    ['UTF-16, big end first', utf16('name,mail\nZoë,zoe@corp.example\n', false)],
    ['empty lines between', utf8('name,mail\n\nZoë,zoe@corp.example\n\n')],
    ['the line that Excel reads the separator from', utf8('sep=;\nname;mail\nZoë;zoe@corp.example\n')],
    ['the line that Windows PowerShell writes', utf8('#TYPE Selected.System.Object\r\n"name","mail"\r\n"Zoë","zoe@corp.example"\r\n')],
    ['empty values behind the last column', utf8('name,mail\nZoë,zoe@corp.example,,\n')]
  ])('is read with %s', (_what, content) => {
    expect(readCsv(content)).toEqual(table)
  })

  it('keeps separators, quotes and line ends that stand in quotes', () => {
    const read = readCsv(utf8('name,note\n"Li, Anna","said ""hello""\nand went"\n'))

    expect(read).toEqual({ ok: true, value: { header: ['name', 'note'], rows: [['Li, Anna', 'said "hello"\nand went']] } })
  })

  it('is not misled by separators in a quoted heading', () => {
    const read = readCsv(utf8('"a;b;c;d",mail\n1,2\n'))

    expect(read).toEqual({ ok: true, value: { header: ['a;b;c;d', 'mail'], rows: [['1', '2']] } })
  })

  it('fills a row that ends early', () => {
    expect(readCsv(utf8('a,b,c\n1\n'))).toEqual({ ok: true, value: { header: ['a', 'b', 'c'], rows: [['1', '', '']] } })
  })

  it.each([
    ['nothing in it', utf8(''), 'it is empty'],
    ['a value too many', utf8('a,b\n1,2\n3,4,5\n'), 'row 3 has 3 values, and there are 2 columns'],
    ['an open quote', utf8('a,b\n"1,2\n3,4\n'), 'a quote is opened and never closed'],
    ['a stray quote', utf8('a,b\n1"x",2\n'), 'a quote stands inside a value that is not quoted'],
    ['Windows-1252', Uint8Array.of(0x61, 0x2c, 0x62, 0x0a, 0xeb, 0x2c, 0x31), 'it is not written in UTF-8; save it as UTF-8'],
    ['a workbook', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x14), 'it is a workbook of a spreadsheet program']
  ])('is refused with %s, and the reason says so', (_what, content, reason) => {
    const read = readCsv(content)

    expect(read.ok ? '' : read.error).toContain(reason)
  })
})
