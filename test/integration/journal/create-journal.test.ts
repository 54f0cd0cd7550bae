import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createJournal } from '../../../src-main/adapters/journal/create-journal.ts'
import type { JournalPort, JournalWriter } from '../../../src-main/core/ports/journal.ts'
import { createRedactor } from '../../../src-main/core/redact.ts'
import type { Result } from '../../../src-main/core/result.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { laterRecords, lostAnswer, startedRun } from '../../support/journal-records.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('the journal', () => {
  it('holds what was written, record for record, newest run first', async () => {
    await using folder = await temporaryFolder()
    const journal = journalIn(folder.path)

    expect(await journal.runs()).toEqual({ ok: true, value: [] })
    await writeRun(journal, 'run-a', '2026-11-21T10:00:00.000Z')
    await writeRun(journal, 'run-b', '2026-11-22T10:00:00.000Z')
    await writeRun(journal, 'run-c', '2026-11-20T10:00:00.000Z')

    const runs = valueOf(await journalIn(folder.path).runs())
    expect(runs.map(({ runId }) => runId)).toEqual(['run-b', 'run-a', 'run-c'])
    expect(runs[1]).toEqual({
      runId: 'run-a',
      file: join(folder.path, 'journal', '2026-11-21T10-00-00.000Z-run-a.jsonl'),
      records: [startedRun('run-a'), ...laterRecords()],
      cutBytes: 0
    })
  })

  it('is readable by its owner only, also when its folder was open before', async () => {
    await using folder = await temporaryFolder()
    await mkdir(join(folder.path, 'open', 'journal'), { recursive: true })
    await chmod(join(folder.path, 'open', 'journal'), 0o755)

    for (const dataFolder of ['new', 'open']) {
      await writeRun(journalIn(join(folder.path, dataFolder)), 'run-a')
      const journalFolder = join(folder.path, dataFolder, 'journal')
      const [name = ''] = await readdir(journalFolder)
      expect([(await stat(journalFolder)).mode & 0o777, (await stat(join(journalFolder, name))).mode & 0o777]).toEqual([0o700, 0o600])
    }
  })

  it('takes records in the order in which they are given, without waiting for each', async () => {
    await using folder = await temporaryFolder()
    const journal = journalIn(folder.path)
    const writer = valueOf(await journal.begin(startedRun('run-a')))

    const written = await Promise.all(laterRecords().map((record) => writer.append(record)))
    await writer.close()

    expect(written.every(({ ok }) => ok)).toBe(true)
    expect(valueOf(await journal.runs())[0]?.records).toEqual([startedRun('run-a'), ...laterRecords()])
  })

  it('goes on with an earlier run, and knows no other', async () => {
    await using folder = await temporaryFolder()
    const journal = journalIn(folder.path)
    const [sending, ...rest] = laterRecords()
    const before = valueOf(await journal.begin(startedRun('run-a')))
    if (sending !== undefined) await before.append(sending)
    await before.close()

    const writer = valueOf(await journal.reopen('run-a'))
    for (const record of rest) await writer.append(record)
    await writer.close()

    expect(valueOf(await journal.runs())[0]?.records).toEqual([startedRun('run-a'), ...laterRecords()])
    for (const unknown of ['a', 'run-b', '../journal/run-a', ''])
      expect(await journal.reopen(unknown)).toMatchObject({ ok: false, error: { code: 'apply.run-unknown' } })
  })

  it('never writes over a run, and leaves other files of its folder alone', async () => {
    await using folder = await temporaryFolder()
    const journal = journalIn(folder.path)
    await writeRun(journal, 'run-a')
    await writeFile(join(folder.path, 'journal', 'notes.txt'), 'mine')

    expect(await journal.begin(startedRun('run-a'))).toMatchObject({ ok: false, error: { code: 'apply.journal-not-written' } })
    expect(valueOf(await journal.runs()).map(({ records }) => records.length)).toEqual([1 + laterRecords().length])
    expect(await readFile(join(folder.path, 'journal', 'notes.txt'), 'utf8')).toBe('mine')
  })

  it('is a fault of the application to write to after it was closed', async () => {
    await using folder = await temporaryFolder()
    const writer = valueOf(await journalIn(folder.path).begin(startedRun('run-a')))
    await writer.close()
    await writer.close()

    expect(() => writer.append(startedRun('run-a'))).toThrow('closed')
  })
})

describe('the journal and secrets', () => {
  it('masks a secret that somebody quotes, and keeps values that only look alike', async () => {
    // given a password that is also a part of a host, and of the code of a problem
    await using folder = await temporaryFolder()
    const redactor = createRedactor()
    redactor.register(new Secret('example'))
    redactor.register(new Secret('service'))
    const journal = createJournal({ dataFolder: folder.path, redactText: redactor.redactText })
    const writer = valueOf(await journal.begin(startedRun('run-a')))

    // when a problem quotes it
    const [, , readBack] = laterRecords()
    await writer.append({
      type: 'answered',
      at: '2026-11-21T10:00:02.000Z',
      changeId: 'site-ldap',
      answer: 'lost',
      problem: lostAnswer('“example” was refused')
    })
    if (readBack !== undefined) await writer.append(readBack)
    await writer.close()

    // then it is gone there, and the host, which an undo may need, is whole
    const [run] = valueOf(await journal.runs())
    expect(run?.records).toEqual([
      startedRun('run-a'),
      expect.objectContaining({
        problem: expect.objectContaining({
          code: 'service.write.outcome-unknown',
          cause: expect.stringContaining('“[secret]” was refused') as string
        }) as object
      }),
      readBack
    ])
  })

  it('refuses a value that is a key as a whole: it was typed into the wrong field', async () => {
    await using folder = await temporaryFolder()
    const redactor = createRedactor()
    redactor.register(new Secret('dc1.bücher.example'))
    const journal = createJournal({ dataFolder: folder.path, redactText: redactor.redactText })

    const begun = await journal.begin(startedRun('run-a'))

    expect(begun).toMatchObject({ ok: false, error: { code: 'apply.journal-not-written' } })
    expect(await readdir(join(folder.path, 'journal'))).toEqual([])
  })
})

function journalIn(dataFolder: string): JournalPort {
  return createJournal({ dataFolder, redactText: (text) => text })
}

async function writeRun(journal: JournalPort, runId: string, at?: string): Promise<void> {
  const writer: JournalWriter = valueOf(await journal.begin(startedRun(runId, at)))
  for (const record of laterRecords()) expect(await writer.append(record)).toEqual({ ok: true, value: null })
  await writer.close()
}

function valueOf<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`It failed: ${JSON.stringify(result.error)}`)
  return result.value
}
