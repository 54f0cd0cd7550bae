import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { PreviewView } from '../../../src-main/core/preview/preview-desk.ts'
import type { PreviewRules } from '../../../src-main/core/preview/preview-rules.ts'
import { asked, type DeskWorld, deskRules, groupLdif, personLdif, readView, startDeskWorld, valueOf } from './desk-world.ts'

let world: DeskWorld
beforeAll(async () => {
  world = await startDeskWorld()
  const changes = [personLdif('gina'), groupLdif('writers', ['uid=gina,ou=people', 'uid=anna,ou=people'])]
  await world.slapd.add([...changes, `dn: uid=fritz,${world.slapd.peopleDn}\nchangetype: delete\n`].join('\n'))
})
afterAll(() => world[Symbol.asyncDispose]())

describe('what was read, judged by other rules', () => {
  it.each<[string, Partial<PreviewRules>]>([
    ['the same rules', {}],
    ['required groups', { requiredGroups: 'readers' }],
    ['direct members only', { requiredGroups: 'readers', directMembersOnly: true }],
    ['excluded groups', { excludedGroups: 'wri*' }],
    ['included groups', { includedGroups: 'editors' }],
    ['a domain', { domain: 'corp.example' }],
    ['deleting', { whenGone: 'delete' }],
    ['another sync', { managedBy: { kind: 'strategy', id: 7 } }],
    ['no users', { provisionsUsers: false }],
    ['a limit', { limits: { ...deskRules().limits, mostDisabled: 0, mustBeFound: ['nobody'] } }]
  ])('by %s is what a fresh reading says', async (_, changed) => {
    const rules = deskRules(changed)
    const desk = world.newDesk()
    const first = await readView(desk, world.request({ keepAs: undefined }))
    const judged = valueOf(await desk.judge(first.previewId, rules, neverCancelled))
    const other = world.newDesk()
    const fresh = await readView(other, world.request({ rules, keepAs: undefined }))

    const { previewId: judgedId, reading: judgedReading, ...ofJudged } = judged
    const { previewId: freshId, reading: freshReading, ...ofFresh } = fresh
    expect(ofJudged).toEqual(ofFresh)
    expect(new Set([first.previewId, judgedId, freshId]).size).toBe(3)
    expect(judgedReading.end).toEqual(freshReading.end)
    const rows = { kind: 'rows', query: { offset: 0, limit: 100, sort: [{ column: 'username' }] } } as const
    const ofRows = async (desk: DeskWorld['desk'], view: PreviewView) =>
      (await asked(desk, view, rows)).rows.map(({ row: _row, ...other }) => other)
    expect(await ofRows(desk, judged)).toEqual(await ofRows(other, fresh))
  })

  it('reads nothing again, and leaves the earlier preview as it is', async () => {
    const first = await readView(world.desk, world.request({ keepAs: undefined }))
    const requests = world.practice.requests.length
    const judged = valueOf(await world.desk.judge(first.previewId, deskRules({ requiredGroups: 'writers' }), neverCancelled))

    expect(world.practice.requests.length).toBe(requests)
    expect(judged.summary.peopleInScope).toBe(2)
    const counts = async (view: PreviewView) => (await asked(world.desk, view, { kind: 'rows', query: { offset: 0, limit: 0 } })).total
    expect([await counts(first), await counts(judged)]).toEqual([first.rowCount, judged.rowCount])
    // and by the earlier preview's rules nested groups still count
    expect(valueOf(await world.desk.ask(first.previewId, { kind: 'few' }, neverCancelled)).taken).toBe(first.summary.peopleInScope)
  })

  it('is not kept: what is on disk is the reading', async () => {
    const first = await readView(world.desk, world.request({ keepAs: 'judged.example' }))
    const judged = valueOf(await world.desk.judge(first.previewId, deskRules({ domain: 'x.example' }), neverCancelled))

    expect(judged.runId).toBeUndefined()
    expect(await world.desk.kept(judged.previewId)).toEqual({ ok: true, value: null })
    expect(await world.desk.kept(first.previewId)).toEqual({ ok: true, value: null })
    expect(valueOf(await world.desk.runs('judged.example')).map(({ runId }) => runId)).toEqual([first.runId])
  })

  it('is refused for another user name field, whose values nobody has read', async () => {
    const view = await readView(world.desk, world.request({ keepAs: undefined }))

    expect(await world.desk.judge(view.previewId, deskRules({ usernameField: 'mail' }), neverCancelled)).toMatchObject({
      ok: false,
      error: { code: 'app.invalid-input', cause: expect.stringContaining('usernameField') as unknown }
    })
    expect((await world.desk.judge(view.previewId, deskRules({ usernameField: 'UID' }), neverCancelled)).ok).toBe(true)
    expect(await world.desk.judge('gone', deskRules(), neverCancelled)).toMatchObject({ ok: false, error: { code: 'app.result-gone' } })
  })
})
