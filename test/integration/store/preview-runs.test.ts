import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createPreviewRuns } from '../../../src-main/adapters/preview/preview-runs.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'
import { problem } from '../../../src-main/core/errors.ts'
import type { PreviewRunPort } from '../../../src-main/core/ports/store.ts'
import { recordingLog } from '../../support/recording-log.ts'
import { plainRun, samplePreviewRun } from '../../support/sample-preview-run.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`
const today = Date.parse(day(22))

describe('recorded runs', () => {
  it('come back as they were, whatever their names hold, in blocks and without a site too', async () => {
    await using world = await openWorld()
    const large = samplePreviewRun({ runId: 'large', at: day(20), people: 2345 })
    const alone = { ...samplePreviewRun({ runId: 'alone', at: day(21), site: '' }), users: undefined }

    expect([await world.runs.save(large, neverCancelled), await world.runs.save(alone, neverCancelled)]).toEqual([done, done])

    for (const run of [large, alone]) {
      const read = await world.runs.read(run.head.runId, neverCancelled)
      expect(read.ok && plainRun(read.value)).toEqual(plainRun(run))
    }
  })

  it('are readable by their owner only', async () => {
    await using world = await openWorld()
    await world.runs.save(samplePreviewRun({ runId: 'one', at: day(20) }), neverCancelled)

    const [file = ''] = await world.files()
    const modes = [file, join(file, '..'), join(file, '../..')].map(async (path) => ((await stat(path)).mode & 0o777).toString(8))
    expect(await Promise.all(modes)).toEqual(['600', '700', '700'])
  })

  it('are listed for each site, newest first', async () => {
    await using world = await openWorld()
    for (const [runId, number] of [
      ['b', 2],
      ['c', 3],
      ['a', 1]
    ] as const)
      await world.runs.save(samplePreviewRun({ runId, at: day(number) }), neverCancelled)
    await world.runs.save(samplePreviewRun({ runId: 'other', at: day(4), site: 'other.files.com' }), neverCancelled)

    expect(await listed(world.runs, 'acme.files.com')).toEqual(['c', 'b', 'a'])
    expect(await listed(world.runs, 'other.files.com')).toEqual(['other'])
    expect(await listed(world.runs, 'nobody.files.com')).toEqual([])
  })

  it('go when newer ones come, but the newest good one stays', async () => {
    await using world = await openWorld({ runsKept: 3 })
    await world.runs.save(samplePreviewRun({ runId: 'complete-old', at: day(1) }), neverCancelled)
    await world.runs.save(samplePreviewRun({ runId: 'complete', at: day(2) }), neverCancelled)
    for (const number of [3, 4, 5, 6])
      await world.runs.save(samplePreviewRun({ runId: `cut-${number}`, at: day(number), isComplete: false }), neverCancelled)

    expect(await listed(world.runs, 'acme.files.com')).toEqual(['cut-6', 'cut-5', 'cut-4', 'complete'])
  })

  it('go when they are old, but the newest good one stays', async () => {
    await using world = await openWorld({ daysKept: 5 })
    for (const number of [1, 2]) await world.runs.save(samplePreviewRun({ runId: `run-${number}`, at: day(number) }), neverCancelled)
    expect(await listed(world.runs, 'acme.files.com')).toEqual(['run-2'])

    for (const number of [18, 19]) await world.runs.save(samplePreviewRun({ runId: `run-${number}`, at: day(number) }), neverCancelled)
    expect(await listed(world.runs, 'acme.files.com')).toEqual(['run-19', 'run-18'])
  })

  it('that found the directory shrunk push out no good one, nor do those of another sync', async () => {
    await using world = await openWorld({ runsKept: 2 })
    const shrunk = problem('plan.safety.directory-shrunk', { count: 5, before: 100, percent: '5 %' })
    const otherSync = samplePreviewRun({ runId: 'other-sync', at: day(1) })
    const { head } = otherSync
    await world.runs.save({ ...otherSync, head: { ...head, rules: { ...head.rules, managedBy: { kind: 'site-ldap' } } } }, neverCancelled)
    await world.runs.save(samplePreviewRun({ runId: 'good', at: day(2) }), neverCancelled)
    for (const number of [3, 4, 5]) {
      const run = samplePreviewRun({ runId: `shrunk-${number}`, at: day(number) })
      const safety = { kind: 'unsafe', reasons: [{ problem: shrunk, canBeOverridden: true }], evidence: [] } as const
      await world.runs.save({ ...run, head: { ...run.head, summary: { ...run.head.summary, safety } } }, neverCancelled)
    }

    expect(await listed(world.runs, 'acme.files.com')).toEqual(['shrunk-5', 'shrunk-4', 'good', 'other-sync'])
  })

  it('are gone with their site, and only with theirs', async () => {
    await using world = await openWorld()
    await world.runs.save(samplePreviewRun({ runId: 'one', at: day(1) }), neverCancelled)
    await world.runs.save(samplePreviewRun({ runId: 'other', at: day(2), site: 'other.files.com' }), neverCancelled)

    expect([await world.runs.forget('acme.files.com'), await world.runs.forget('nobody.files.com')]).toEqual([done, done])

    expect(await listed(world.runs, undefined)).toEqual(['other'])
    expect(await world.files()).toHaveLength(1)
  })

  it('take the drafts of a process that ended long ago with them, and leave those that may still be written', async () => {
    await using world = await openWorld()
    await world.runs.save(samplePreviewRun({ runId: 'one', at: day(1) }), neverCancelled)
    const [file = ''] = await world.files()
    const drafts = ['abandoned', 'young'].map((name) => join(file, '..', `.${name}.part`))
    for (const path of drafts) await writeFile(path, 'half a run')
    for (const [path, at] of [
      [drafts[0], today - 2 * 86_400_000],
      [drafts[1], today]
    ] as const)
      await utimes(path ?? '', at / 1000, at / 1000)

    await world.runs.save(samplePreviewRun({ runId: 'two', at: day(2) }), neverCancelled)

    const names = await readdir(join(file, '..'))
    expect(names.filter((name) => name.endsWith('.part'))).toEqual(['.young.part'])
  })

  it('that are not there are named', async () => {
    await using world = await openWorld()

    const read = await world.runs.read('missing', neverCancelled)

    expect(!read.ok && read.error.code).toBe('preview.run.unknown')
  })

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['of another kind', () => Buffer.from('nothing of ours')],
    ['changed in one letter', (bytes: Buffer) => gzipSync(gunzipSync(bytes).toString('utf8').replace('cn=group 1', 'cn=group 9'))],
    [
      'without a block',
      (bytes: Buffer) =>
        gzipSync(
          gunzipSync(bytes)
            .toString('utf8')
            .split('\n')
            .filter((_, index) => index !== 1)
            .join('\n')
        )
    ],
    [
      'without its last line',
      (bytes: Buffer) => gzipSync(`${gunzipSync(bytes).toString('utf8').trimEnd().split('\n').slice(0, -1).join('\n')}\n`)
    ]
  ])('are set aside when the file is %s', async (_what, damage) => {
    await using world = await openWorld()
    await world.runs.save(samplePreviewRun({ runId: 'one', at: day(20) }), neverCancelled)
    const [file = ''] = await world.files()
    await writeFile(file, damage(await readFile(file)))

    const read = await world.runs.read('one', neverCancelled)

    expect(!read.ok && read.error.code).toBe('preview.run.unreadable')
    expect(await world.files()).toEqual([expect.stringMatching(/\.gz\.unreadable-\d+$/)])
    expect(await listed(world.runs, 'acme.files.com')).toEqual([])
  })

  it('that cannot be read are no obstacle to a list of the others', async () => {
    await using world = await openWorld()
    await world.runs.save(samplePreviewRun({ runId: 'one', at: day(20) }), neverCancelled)
    const [file = ''] = await world.files()
    await writeFile(join(file, '..', '2026-11-21T10-00-00.000Z-two.complete.gz'), 'nothing of ours')

    expect(await listed(world.runs, 'acme.files.com')).toEqual(['one'])
  })

  it('of a newer version are left alone', async () => {
    await using world = await openWorld()
    await world.runs.save(samplePreviewRun({ runId: 'one', at: day(20) }), neverCancelled)
    const files = await world.files()
    const [file = ''] = files
    await writeFile(
      file,
      gzipSync(
        gunzipSync(await readFile(file))
          .toString('utf8')
          .replace('"version":1', '"version":2')
      )
    )

    const read = await world.runs.read('one', neverCancelled)

    expect(!read.ok && read.error.cause).toContain('a newer version of this application (2)')
    expect(await listed(world.runs, 'acme.files.com')).toEqual([])
    expect(await world.files()).toEqual(files)
  })

  it('leave nothing behind when they are cancelled or cannot be written', async () => {
    await using world = await openWorld()
    const run = samplePreviewRun({ runId: 'one', at: day(20), people: 5000 })

    await expect(world.runs.save(run, AbortSignal.abort())).rejects.toThrow(Cancelled)
    const controller = new AbortController()
    const saving = world.runs.save(run, controller.signal)
    setImmediate(() => controller.abort())
    await expect(saving).rejects.toThrow(Cancelled)
    expect(await world.files()).toEqual([])

    await mkdir(join(world.folder, 'blocked'))
    await writeFile(join(world.folder, 'blocked', 'previews'), '')
    const refused = await createPreviewRuns({ dataFolder: join(world.folder, 'blocked'), log: recordingLog() }).save(run, neverCancelled)
    expect(!refused.ok && refused.error.code).toBe('app.file-not-written')
  })
})

const done = { ok: true, value: null }

async function openWorld(options: { readonly runsKept?: number; readonly daysKept?: number } = {}) {
  const folder = await temporaryFolder()
  return {
    folder: folder.path,
    runs: createPreviewRuns({ dataFolder: folder.path, log: recordingLog(), now: () => today, ...options }),
    /** Whatever lies in the folder, drafts and hidden files too. */
    async files(): Promise<readonly string[]> {
      const found = await readdir(folder.path, { recursive: true, withFileTypes: true })
      return found.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]()
  }
}

async function listed(runs: PreviewRunPort, site: string | undefined): Promise<readonly string[]> {
  const heads = await runs.list(site)
  if (!heads.ok) throw new Error(heads.error.cause)
  return heads.value.map(({ runId }) => runId)
}
