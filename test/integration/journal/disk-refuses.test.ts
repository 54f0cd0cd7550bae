import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isRoot, projectRoot } from '../../../scripts/project-paths.mjs'
import { projectNode, runCommand } from '../../../scripts/run-command.mjs'
import { createJournal } from '../../../src-main/adapters/journal/create-journal.ts'
import { startedRun } from '../../support/journal-records.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const program = [projectNode(), join(projectRoot, 'test', 'support', 'journal-program.ts')] as const

describe.skipIf(process.platform === 'win32')('a disk that takes no more', () => {
  it('stops the run, and leaves whole records only', async () => {
    await using folder = await temporaryFolder()

    // given a limit in the middle of some record, which the kernel lets the last write reach and not pass
    const { stdout } = await runCommand('sh', ['-c', 'trap "" XFSZ; ulimit -f 16; exec "$@"', 'sh', ...program, folder.path, 'run-a'])

    // then every record was either taken, also a shorter one after a refused one, or refused with the reason; and what was taken can be read
    const said = stdout.trim().split('\n')
    const refused = said.filter((line) => line.includes('could not be written: a file may not become larger here (EFBIG). Nothing is sent'))
    expect(refused.length).toBeGreaterThanOrEqual(3)
    const journal = createJournal({ dataFolder: folder.path, redactText: (text) => text })
    const runs = await journal.runs()
    expect(runs).toMatchObject({ ok: true, value: [{ cutBytes: 0 }] })
    expect(runs.ok && runs.value[0]?.records.length).toBe(said.length - refused.length)
  })

  it('does not even begin when the first record finds no room', async () => {
    await using folder = await temporaryFolder()

    const { stdout } = await runCommand('sh', ['-c', 'trap "" XFSZ; ulimit -f 1; exec "$@"', 'sh', ...program, folder.path, 'run-a'])

    expect(stdout).toContain('could not be written: a file may not become larger here (EFBIG)')
    expect(await readdir(join(folder.path, 'journal'))).toEqual([])
  })

  it('does not begin where it may not write', async () => {
    await using folder = await temporaryFolder()
    await mkdir(join(folder.path, 'journal'))
    await chmod(join(folder.path, 'journal'), 0o500)

    const { stdout } = await runAsOrdinaryUser([...program, folder.path, 'run-a'])

    expect(stdout).toContain('could not be written: access is denied (EACCES). Nothing is sent')
  })

  it('does not begin where a file lies in place of its folder', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'file')
    await writeFile(file, '')

    const journal = createJournal({ dataFolder: file, redactText: (text) => text })

    expect(await journal.begin(startedRun('run-a'))).toMatchObject({ ok: false, error: { code: 'apply.journal-not-written' } })
    expect(await journal.runs()).toMatchObject({ ok: false, error: { code: 'apply.journal-unreadable' } })
    expect(await readFile(file, 'utf8')).toBe('')
  })
})

/** Root may write everywhere, unless the capability for it is taken away. */
function runAsOrdinaryUser([command = '', ...args]: readonly string[]) {
  if (!isRoot()) return runCommand(command, args)
  return runCommand('setpriv', ['--bounding-set', '-dac_override,-dac_read_search', '--', command, ...args])
}
