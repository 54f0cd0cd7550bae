import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { PreviewRules } from '../../../src-main/core/preview/preview-rules.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { asked, type DeskWorld, deskRules, personLdif, readSeen, readView, startDeskWorld, valueOf } from './desk-world.ts'

let world: DeskWorld
let keepAs = ''
beforeAll(async () => (world = await startDeskWorld()))
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(({ task }) => (keepAs = `${task.id.replaceAll(/[^a-z0-9]/gi, '')}.example`))

const siteLdap: PreviewRules['managedBy'] = { kind: 'site-ldap' }

async function readAndKeep(rules: Partial<PreviewRules> = {}) {
  const view = await readView(world.desk, world.request({ keepAs, rules: deskRules(rules) }))
  expect(await world.desk.kept(view.previewId)).toEqual({ ok: true, value: null })
  return view
}

describe('runs that are kept', () => {
  it('are files of their owner only, without a word of what was registered as secret', async () => {
    world.redactor.register(new Secret('anna Person'))
    world.redactor.register(new Secret('"]'))
    const view = await readAndKeep()
    const folder = join(world.folder, 'previews')
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const [file] = files.filter(({ name }) => name.includes(view.runId ?? '?'))
    const path = join(file?.parentPath ?? '', file?.name ?? '')

    expect(statSync(path).mode & 0o777).toBe(0o600)
    const text = gunzipSync(await readFile(path)).toString()
    expect(text).not.toContain('anna Person')
    expect(text).toContain('bea Person')
    // and it can be read again
    const again = await readView(
      world.desk,
      world.request({ people: { kind: 'recorded', runId: view.runId ?? '' }, users: { kind: 'recorded' }, keepAs: undefined })
    )
    expect(again.rowCount).toBe(view.rowCount)
  })

  it('say how many people there were, which the next reading is measured against', async () => {
    const first = await readAndKeep({ requiredGroups: 'readers' })
    const second = await readAndKeep({ limits: { ...deskRules().limits, leastPeoplePercent: 100 }, requiredGroups: 'editors' })

    expect(first.summary.peopleInScope).toBe(3)
    expect(second.earlier).toEqual({ runId: first.runId, at: first.reading.startedAt, people: 3 })
    expect(second.summary.safety.kind === 'unsafe' && second.summary.safety.reasons.map(({ problem }) => problem.code)).toContain(
      'plan.safety.directory-shrunk'
    )
  })

  it('go before what was counted when the sync was applied, unless that is newer', async () => {
    const isSafe = async (count: number, at: string) => {
      const view = await readView(world.desk, world.request({ keepAs, appliedLastTime: { count, at } }))
      await world.desk.kept(view.previewId)
      return view.summary.safety.kind === 'safe'
    }
    const longAgo = '2001-01-01T00:00:00.000Z'

    expect([await isSafe(1000, longAgo), await isSafe(6, longAgo), await isSafe(1000, longAgo)]).toEqual([false, true, true])
    expect(await isSafe(1000, '2199-01-01T00:00:00.000Z')).toBe(false)
  })

  it('that found the directory shrunk are not what the next one is measured against: looking twice repairs nothing', async () => {
    const good = await readAndKeep()
    const bad = await readAndKeep({ requiredGroups: 'editors' })
    const again = await readAndKeep({ requiredGroups: 'editors' })

    expect([bad.earlier?.runId, again.earlier?.runId]).toEqual([good.runId, good.runId])
    expect(again.summary.safety.kind).toBe('unsafe')
  })

  it('of another sync say nothing', async () => {
    const first = await readAndKeep({ managedBy: { kind: 'strategy', id: 3 } })
    const second = await readAndKeep({ managedBy: siteLdap })
    const third = await readAndKeep({ managedBy: { kind: 'strategy', id: 3 } })

    expect([first.earlier, second.earlier, third.earlier?.runId]).toEqual([undefined, undefined, first.runId])
  })

  it('let the next reading tell how long it takes', async () => {
    await readAndKeep()
    const { progress } = await readSeen(world.desk, world.request({ keepAs }))

    expect(progress.at(-1)?.secondsLeft).toBe(0)
    expect(progress[0]?.secondsLeft).toBeUndefined()
  })

  it('are not made of files and earlier runs', async () => {
    const run = await readAndKeep()
    const before = valueOf(await world.desk.runs(keepAs)).length
    const view = await readView(
      world.desk,
      world.request({ people: { kind: 'recorded', runId: run.runId ?? '' }, users: { kind: 'recorded' }, keepAs })
    )

    expect(view.runId).toBeUndefined()
    expect(await world.desk.kept(view.previewId)).toEqual({ ok: true, value: null })
    expect(valueOf(await world.desk.runs(keepAs))).toHaveLength(before)
  })

  it('that cannot be written are told by whoever asks, and the preview is there all the same', async () => {
    const error = { code: 'app.file-not-written' }
    const runs = {
      save: () => Promise.resolve({ ok: false, error } as never),
      list: () => Promise.resolve({ ok: false, error } as never),
      read: () => Promise.resolve({ ok: false, error } as never),
      forget: () => Promise.resolve({ ok: false, error } as never)
    }
    const desk = world.newDesk({ runs })
    const view = await readView(desk, world.request({ keepAs }))

    expect(await desk.kept(view.previewId)).toMatchObject({ ok: false, error })
    expect(view.earlier).toBeUndefined()
    expect((await asked(desk, view, { kind: 'rows', query: { offset: 0, limit: 5 } })).rows).toHaveLength(5)
  })
})

describe('comparing with an earlier run', () => {
  it('names who changed and the edit that did it', async () => {
    const first = await readAndKeep()
    await world.slapd.add(
      [personLdif('hugo'), `dn: uid=bea,${world.slapd.peopleDn}\nchangetype: modify\nreplace: mail\nmail: bea.new@corp.example\n`].join(
        '\n'
      )
    )
    const second = await readAndKeep()
    const question = { kind: 'compare', runId: first.runId ?? '', offset: 0, limit: 10 } as const
    const page = await asked(world.desk, second, question)

    expect(page).toMatchObject({ runId: first.runId, at: first.reading.startedAt, total: 2, isReliable: true, rules: [] })
    const changed = page.changed.map(({ username, outcomeBefore, outcomeNow, causes }) => [username, outcomeBefore, outcomeNow, causes])
    expect(changed).toContainEqual(['hugo', undefined, 'create', [{ kind: 'appeared', where: 'directory' }]])
    expect(changed).toContainEqual([
      'bea',
      'unchanged',
      'update',
      [{ kind: 'attribute', attribute: 'mail', before: 'bea@corp.example', after: 'bea.new@corp.example' }]
    ])
    // page by page it is the same, also when both pages are asked for at once
    const pages = await Promise.all([0, 1].map((offset) => asked(world.desk, second, { ...question, offset, limit: 1 })))
    expect(pages.flatMap(({ changed: some }) => some)).toEqual(page.changed)
  })

  it('names the rules that differ, and an unknown run is a problem', async () => {
    const first = await readAndKeep({ requiredGroups: 'readers' })
    const second = await readAndKeep()
    const compare = (runId: string) => world.desk.ask(second.previewId, { kind: 'compare', runId, offset: 0, limit: 0 }, neverCancelled)

    expect(valueOf(await compare(first.runId ?? '')).rules.map(({ rule }) => rule)).toEqual(['requiredGroups'])
    expect(await compare('unknown')).toMatchObject({ ok: false, error: { code: 'preview.run.unknown' } })
  })

  it('reads the earlier run once for any number of pages', async () => {
    const first = await readAndKeep()
    let reads = 0
    const desk = world.newDesk({
      runs: {
        save: () => Promise.resolve({ ok: true, value: null }),
        list: (site) => world.desk.runs(site ?? ''),
        read: async (runId, signal) => {
          reads += 1
          const { createPreviewRuns } = await import('../../../src-main/adapters/preview/preview-runs.ts')
          return createPreviewRuns({ dataFolder: world.folder, log: { info: () => 0, warn: () => 0, error: () => 0 } }).read(runId, signal)
        },
        forget: () => Promise.resolve({ ok: true, value: null })
      }
    })
    const view = await readView(desk, world.request({ keepAs }))
    for (let offset = 0; offset < 3; offset += 1) await asked(desk, view, { kind: 'compare', runId: first.runId ?? '', offset, limit: 1 })

    expect(reads).toBe(1)
  })
})

describe('a recorded run, previewed again', () => {
  it('gives what it gave, and compares with runs before it only', async () => {
    const first = await readAndKeep()
    const second = await readAndKeep({ domain: 'corp.example' })
    const people = { kind: 'recorded', runId: first.runId ?? '' } as const
    const again = await readView(world.desk, world.request({ people, users: { kind: 'recorded' }, keepAs }))

    expect(again.summary).toEqual(first.summary)
    expect(again).toMatchObject({
      directory: `${first.reading.startedAt.slice(0, 19).replace('T', ' ')} UTC`,
      reading: { source: { kind: 'recorded', runId: first.runId } },
      earlier: undefined
    })
    expect(second.earlier?.runId).toBe(first.runId)
  })

  it('can be compared with the users of the site as they are now', async () => {
    const first = await readAndKeep()
    const people = { kind: 'recorded', runId: first.runId ?? '' } as const
    const view = await readView(world.desk, world.request({ people, users: { kind: 'site', site: world.site }, keepAs: undefined }))

    expect(view).toMatchObject({ site: world.site, summary: { users: first.summary.users } })
  })

  it('keeps its user name field, and its users need its people', async () => {
    const first = await readAndKeep()
    const people = { kind: 'recorded', runId: first.runId ?? '' } as const
    const read = (more: object) => world.desk.read(world.request(more), () => undefined, neverCancelled)

    expect(await read({ people, users: { kind: 'none' }, rules: deskRules({ usernameField: 'mail' }) })).toMatchObject({
      error: { code: 'app.invalid-input' }
    })
    expect(await read({ users: { kind: 'recorded' } })).toMatchObject({ error: { code: 'app.invalid-input' } })
    expect(await read({ people: { kind: 'recorded', runId: 'gone' }, users: { kind: 'none' } })).toMatchObject({
      error: { code: 'preview.run.unknown' }
    })
  })
})
