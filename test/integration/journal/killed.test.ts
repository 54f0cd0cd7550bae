import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { projectNode } from '../../../scripts/run-command.mjs'
import { createJournal } from '../../../src-main/adapters/journal/create-journal.ts'
import { laterRecords, startedRun } from '../../support/journal-records.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const TIMES = 12

it('loses nothing that was said to be on disk when the process is killed', async () => {
  for (let time = 0; time < TIMES; time += 1) {
    await using folder = await temporaryFolder()

    const acknowledged = await killWhileAppending(folder.path, time * 3)

    const journal = createJournal({ dataFolder: folder.path, redactText: (text) => text })
    const runs = await journal.runs()
    const [run] = runs.ok ? runs.value : []
    const expected = [startedRun('run-a'), ...Array.from({ length: run?.records.length ?? 0 }, (_, index) => laterRecord(index))]
    expect(run?.records).toEqual(expected.slice(0, run?.records.length))
    expect(run?.records.length).toBeGreaterThanOrEqual(acknowledged)
    // At most the record after the last acknowledged one was on its way, whole or in part.
    expect(run?.records.length).toBeLessThanOrEqual(acknowledged + 2)
    expect(run?.damagedLine).toBeUndefined()
    const reopened = await journal.reopen('run-a')
    expect(reopened.ok).toBe(true)
    if (reopened.ok) await reopened.value.close()
  }
})

/** Kills the program after it has reported this many records; how many it had reported when it was gone, the first one included. */
async function killWhileAppending(dataFolder: string, reports: number): Promise<number> {
  const child = spawn(projectNode(), [join(projectRoot, 'test', 'support', 'journal-program.ts'), dataFolder, 'run-a'], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let output = ''
  const count = (): number => output.split('\n').length - 1
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (count() > reports) child.kill('SIGKILL')
  })
  const [, signal] = (await once(child, 'close')) as readonly unknown[]
  expect(signal).toBe('SIGKILL')
  return count()
}

function laterRecord(index: number) {
  return laterRecords()[index % laterRecords().length]
}
