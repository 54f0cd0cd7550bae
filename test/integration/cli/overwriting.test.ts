import { readFile, symlink, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { startCliSite } from '../../support/cli-site.ts'

let directory: PracticeDirectory
beforeAll(async () => (directory = await startPracticeDirectory()))
afterAll(() => directory.close())

describe('a result is never written over a file that the command reads', () => {
  it.each([
    ['the profile', ['plan', '--profile', 'FILE', '--out', 'FILE'], '--out'],
    ['the profile under another name', ['plan', '--profile', 'FILE', '--out', 'LINK'], '--out'],
    ['the profile', ['apply', '--profile', 'FILE', '--receipt', 'FILE'], '--receipt'],
    ['the key', ['apply', '--profile', 'other.json', '--receipt', 'FILE', '--api-key-file', 'FILE'], '--receipt'],
    ['the receipt', ['undo', '--receipt', 'FILE', '--out', 'FILE'], '--out'],
    ['the plan', ['approve', 'FILE', '--digest', 'ab'.repeat(32), '--out', 'FILE'], '--out']
  ])('%s, as in %j', async (_, words, option) => {
    await using site = await startCliSite(directory)
    const file = await site.profile()
    await writeFile(site.file('other.json'), await readFile(file))
    const before = await readFile(file, 'utf8')
    await symlink(file, site.file('link.json'))
    const names: Readonly<Record<string, string>> = { FILE: file, LINK: site.file('link.json'), 'other.json': site.file('other.json') }

    const { code, stderr } = await site.run(words.map((word) => names[word] ?? word))

    expect([code, stderr.split('\n')[0]]).toEqual([2, expect.stringContaining(`${option}: this command reads`)])
    expect(await readFile(file, 'utf8')).toBe(before)
    expect(site.service.requests).toEqual([])
  })
})
