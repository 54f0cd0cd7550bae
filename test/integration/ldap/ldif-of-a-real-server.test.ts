import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findProgram, runCommand } from '../../../scripts/run-command.mjs'
import { readLdif } from '../../../src-main/adapters/ldif/read-ldif.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { generateDirectory } from '../../bench/directory-generator.ts'
import { baseLdif, slapdConfig } from '../../support/slapd-config.ts'
import { startSlapd } from '../../support/slapd.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { readFile, readText } from '../../unit/ldif/as-ldif.ts'

const suffix = 'dc=corp,dc=example,dc=test'
const photo = Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 7) % 256))
const people: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'uid=anna,ou=people': {
    cn: ['Anna Ångström', 'Anna'],
    sn: ['Ångström'],
    mail: ['anna@corp.test'],
    description: [' begins with a space', ': colon', '< less']
  },
  'uid=名前,ou=people': { cn: ['名前'], sn: ['名前'], description: ['x'.repeat(500), 'two\nlines', 'ends with a space '] },
  'cn=Smith\\2C Bob \\2B \\22quoted\\22 \\23,ou=people': { cn: ['Smith, Bob + "quoted" #'], sn: ['Smith'], description: ['base64:no'] }
}

const written = Object.entries(people)
  .map(([dn, attributes]) =>
    [
      `dn:: ${inBase64(`${dn},${suffix}`)}`,
      'objectClass: inetOrgPerson',
      ...Object.entries(attributes).flatMap(([name, values]) => values.map((value) => `${name}:: ${inBase64(value)}`)),
      `jpegPhoto:: ${photo.toString('base64')}`,
      ''
    ].join('\n')
  )
  .join('\n')

const expected = Object.values(people).map((attributes) => ({
  ...Object.fromEntries(
    Object.entries(attributes).map(([name, values]) => [
      name,
      values.map((value) => (value === 'base64:no' ? `base64:${inBase64(value)}` : value))
    ])
  ),
  jpegphoto: [`base64:${photo.toString('base64')}`]
}))

describe('an export of a real directory', () => {
  it.each([
    ['ldapsearch -LLL', ['-LLL']],
    ['ldapsearch -LLL without folding', ['-LLL', '-o', 'ldif-wrap=no']],
    ['ldapsearch with its remarks', []],
    ['ldapsearch in pages', ['-E', 'pr=2/noprompt']]
  ])('is read as it was written: %s', async (_what, options) => {
    await using slapd = await startSlapd({ ldif: written })

    const { stdout, code } = await runCommand('ldapsearch', [
      ...asReader(slapd),
      ...options,
      '-b',
      slapd.peopleDn,
      '(objectClass=inetOrgPerson)'
    ])

    expect(code).toBe(0)
    const { entries, end } = await readText(stdout)
    expect(
      entries.map(({ attributes: { cn, sn, mail, description, jpegphoto } }) => withoutMissing({ cn, sn, mail, description, jpegphoto }))
    ).toEqual(expected)
    expect(entries.map(({ dn }) => dn.toLowerCase().split(',ou=')[0])).toEqual([
      'uid=anna',
      'uid=名前',
      'cn=smith\\2c bob \\2b \\22quoted\\22 #'
    ])
    expect(end).toMatchObject({ kind: 'complete', entries: 3 })
  })

  it('is told as cut when the server ended the search early', async () => {
    await using slapd = await startSlapd({ ldif: written, readerSizeLimit: 2 })

    const { stdout, code } = await runCommand('ldapsearch', [...asReader(slapd), '-b', slapd.peopleDn, '(objectClass=inetOrgPerson)'])

    expect(code).toBe(4)
    expect((await readText(stdout)).end).toMatchObject({ kind: 'cut', entries: 2 })
  })

  it('is read as slapcat writes it, with what the server adds', async () => {
    await using folder = await temporaryFolder()
    const identity = { folder: folder.path, suffix, rootDn: `cn=root,${suffix}`, rootPassword: 'x', readerDn: `cn=reader,${suffix}` }
    const config = join(folder.path, 'slapd.conf')
    await mkdir(join(folder.path, 'data'))
    await writeFile(config, slapdConfig(identity, {}, false))
    const slapd = findProgram('slapd') ?? 'slapd'
    const added = await runCommand(slapd, ['-Tadd', '-q', '-f', config], { input: `${baseLdif(identity, 'secret', {})}\n\n${written}` })
    expect(added.code, added.output).toBe(0)

    const { stdout } = await runCommand(slapd, ['-Tcat', '-f', config])

    const { entries, end } = await readText(stdout)
    const found = entries.filter(({ attributes }) => attributes['objectclass']?.includes('inetOrgPerson'))
    expect(end.kind).toBe('complete')
    expect(
      found.map(({ attributes: { cn, sn, mail, description, jpegphoto } }) => withoutMissing({ cn, sn, mail, description, jpegphoto }))
    ).toEqual(expected)
    expect(found.every(({ attributes }) => /^[0-9a-f-]{36}$/.test(attributes['entryuuid']?.[0] ?? ''))).toBe(true)
  })

  it('of 100,000 people and 5,000 groups (159 MB) is read as it was written; the time is printed', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'large.ldif')
    const file = createWriteStream(path)
    const { counts } = generateDirectory({ users: 100_000, groups: 5000 }, (text) => void file.write(text))
    file.end()
    await once(file, 'close')
    let memberValues = 0
    let memoryPeak = 0

    const startedAt = performance.now()
    const end = await readLdif(
      path,
      ({ attributes }) => {
        memberValues += attributes.get('member')?.length ?? 0
      },
      neverCancelled,
      {
        attributes: ['uid', 'mail', 'displayName', 'cn', 'givenName', 'sn', 'member', 'objectClass'],
        onProgress: () => (memoryPeak = Math.max(memoryPeak, process.memoryUsage.rss()))
      }
    )
    const durationMs = performance.now() - startedAt

    expect(end).toMatchObject({ kind: 'complete', entries: counts.people + counts.groups + 5 })
    expect(memberValues).toBe(counts.memberValues)
    if (end.kind === 'complete')
      process.stdout.write(
        `LDIF: ${end.bytes} bytes in ${Math.round(durationMs)} ms, process at most ${Math.round(memoryPeak / 1_048_576)} MiB\n`
      )
    // The machine may be busy with other suites; a reader that is slower than this would be a different one.
    expect(durationMs).toBeLessThan(30_000)
  })

  it('gives the same entries read in one piece or in small ones', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'some.ldif')
    const texts: string[] = []
    generateDirectory({ users: 200, groups: 50, nested: 15 }, (text) => texts.push(text))
    await writeFile(path, texts.join(''))

    expect(await readFile(path, { pieceBytes: 97 })).toEqual(await readFile(path))
  })
})

function asReader(slapd: { readonly url: string; readonly readerDn: string; readonly readerPassword: string }): readonly string[] {
  return ['-x', '-H', slapd.url, '-D', slapd.readerDn, '-w', slapd.readerPassword]
}

function inBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}

function withoutMissing(values: Readonly<Record<string, readonly string[] | undefined>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}
