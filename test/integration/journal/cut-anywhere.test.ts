import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createJournal } from '../../../src-main/adapters/journal/create-journal.ts'
import { laterRecords, startedRun } from '../../support/journal-records.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const FILE = '2026-11-21T10-00-00.000Z-run-a.jsonl'
const records = [startedRun('run-a'), ...laterRecords()]

describe('a journal that ends early', () => {
  it('tells the whole records before the cut, at every byte, and can be gone on with', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'journal', FILE)
    const journal = createJournal({ dataFolder: folder.path, redactText: (text) => text })
    const lines = await writeWhole(folder.path)
    const whole = Buffer.concat(lines)
    const [, sending] = records
    if (sending === undefined) throw new Error('There is no second record.')

    for (let cut = 0; cut <= whole.length; cut += 1) {
      await writeFile(path, whole.subarray(0, cut))
      const complete = wholeLines(lines, cut)

      const [run] = expectValue(await journal.runs())
      expect(run === undefined ? 0 : run.records.length, `cut at byte ${cut}`).toBe(complete)
      expect(run?.records ?? []).toEqual(records.slice(0, complete))

      // Syncing a few thousand times takes its time: after the first record only around the ends of lines.
      if (cut > 40 && !isNearAnEnd(lines, cut)) continue
      const reopened = await journal.reopen('run-a')
      if (complete === 0) {
        expect(reopened).toMatchObject({ ok: false, error: { code: 'apply.run-unknown' } })
        continue
      }
      const writer = expectValue(reopened)
      expect(await writer.append(sending)).toEqual({ ok: true, value: null })
      await writer.close()
      const text = await readFile(path)
      expect(text.subarray(0, lengthOf(lines, complete))).toEqual(whole.subarray(0, lengthOf(lines, complete)))
      const [goneOn] = expectValue(await journal.runs())
      expect(goneOn).toEqual({ runId: 'run-a', file: path, records: [...records.slice(0, complete), sending], cutBytes: 0 })
    }
  })

  it('keeps the bytes that were cut, beside it', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'journal', FILE)
    const lines = await writeWhole(folder.path)
    await writeFile(path, Buffer.concat([...lines.slice(0, 2), Buffer.from('{"type":"answ')]))

    const writer = expectValue(await createJournal({ dataFolder: folder.path, redactText: (text) => text }).reopen('run-a'))
    await writer.close()

    expect([await readFile(path), await readFile(`${path}.cut`, 'utf8')]).toEqual([Buffer.concat(lines.slice(0, 2)), '{"type":"answ\n'])
  })
})

describe('a journal that is damaged before its end', () => {
  it('is not gone on with, and says where: what stands behind the damage is not thrown away', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'journal', FILE)
    const lines = await writeWhole(folder.path)
    const damaged = Buffer.concat([...lines.slice(0, 1), Buffer.from('\0\0\0\n'), ...lines.slice(2)])
    await writeFile(path, damaged)
    const journal = createJournal({ dataFolder: folder.path, redactText: (text) => text })

    const [run] = expectValue(await journal.runs())
    const reopened = await journal.reopen('run-a')

    expect(run).toEqual({
      runId: 'run-a',
      file: path,
      records: records.slice(0, 1),
      cutBytes: damaged.length - (lines[0]?.length ?? 0),
      damagedLine: 2
    })
    expect(reopened).toMatchObject({ ok: false, error: { code: 'apply.journal-unreadable' } })
    expect(await readFile(path)).toEqual(damaged)
  })
})

/** A whole journal on the disk; its lines. */
async function writeWhole(dataFolder: string): Promise<readonly Buffer[]> {
  const journal = createJournal({ dataFolder, redactText: (text) => text })
  await mkdir(join(dataFolder, 'journal'), { recursive: true })
  const writer = expectValue(await journal.begin(startedRun('run-a')))
  for (const record of laterRecords()) await writer.append(record)
  await writer.close()
  const text = await readFile(join(dataFolder, 'journal', FILE), 'utf8')
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => Buffer.from(`${line}\n`))
}

function wholeLines(lines: readonly Buffer[], cut: number): number {
  return lines.filter((_, index) => lengthOf(lines, index + 1) <= cut).length
}

function lengthOf(lines: readonly Buffer[], count: number): number {
  return lines.slice(0, count).reduce((sum, line) => sum + line.length, 0)
}

function isNearAnEnd(lines: readonly Buffer[], cut: number): boolean {
  return lines.some((_, index) => Math.abs(lengthOf(lines, index + 1) - cut) <= 3)
}

function expectValue<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }): T {
  if (!result.ok) throw new Error(`It failed: ${JSON.stringify(result.error)}`)
  return result.value
}
