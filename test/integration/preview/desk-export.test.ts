import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { previewDocumentSchema } from '../../../src-main/contract/preview-document-schema.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { PreviewExport, PreviewView } from '../../../src-main/core/preview/preview-desk.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { type DeskWorld, personLdif, readView, startDeskWorld, valueOf } from './desk-world.ts'

let world: DeskWorld
let view: PreviewView
beforeAll(async () => {
  world = await startDeskWorld()
  await world.slapd.add([personLdif('gina'), personLdif('ivan', 'displayName: =HYPERLINK("x")\n')].join('\n'))
  view = await readView(world.desk, world.request())
})
afterAll(() => world[Symbol.asyncDispose]())

async function exported(format: PreviewExport['format'], query: PreviewExport['query'] = {}): Promise<string> {
  const path = world.file(`rows.${format}`)
  const { rows } = valueOf(await world.desk.export(view.previewId, { format, path, query }, neverCancelled))
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(rows).toBe(Object.keys(query).length === 0 ? view.rowCount : 2)
  return readFile(path, 'utf8')
}

describe('an export', () => {
  it('as CSV has every row, and no cell that a spreadsheet would take for a formula', async () => {
    const text = await exported('csv')

    expect(text.startsWith('\ufeff"outcome","username"')).toBe(true)
    expect(text.trimEnd().split('\r\n')).toHaveLength(view.rowCount + 1)
    expect(text).toContain(`"'=HYPERLINK(""x"")"`)
  })

  it('as JSON is one document that says where it comes from', async () => {
    // The promise to whoever reads it is one, for window and command line.
    const document = previewDocumentSchema.parse(JSON.parse(await exported('json')))

    expect(document).toMatchObject({
      command: 'preview',
      application: { version: '1.2.3' },
      about: { runId: view.runId, directory: '127.0.0.1', site: world.site, readAt: view.reading.startedAt },
      headline: view.headline,
      outcome: 'safe'
    })
    expect(document.summary).toEqual(JSON.parse(JSON.stringify(view.summary)))
    expect(document.rows.map(({ row }) => row)).toEqual(Array.from({ length: view.rowCount }, (_, row) => row))
  })

  it('as lines of JSON has those rows that fit, in the order that was asked for', async () => {
    const lines = (await exported('ndjson', { filter: { outcomes: ['create'] }, sort: [{ column: 'username', descending: true }] }))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; username?: string; rows?: number })

    expect(lines.map(({ type, username }) => username ?? type)).toEqual(['preview', 'ivan', 'gina', 'end'])
    expect(lines.at(-1)?.rows).toBe(2)
  })

  it('as HTML is a page with the people on it', async () => {
    const text = await exported('html')

    expect(text).toMatch(/^<!doctype html>/)
    expect(text).toContain('=HYPERLINK(&quot;x&quot;)')
    expect(text).toContain('</html>')
  })

  it('holds no registered secret, whatever it looks like, and is whole all the same', async () => {
    world.redactor.register(new Secret('gina Person'))
    world.redactor.register(new Secret('","'))
    const [json, csv, html] = [await exported('json'), await exported('csv'), await exported('html')]

    for (const text of [json, csv, html]) expect(text).not.toContain('gina Person')
    expect((JSON.parse(json) as { rows: readonly unknown[] }).rows).toHaveLength(view.rowCount)
    expect(csv.trimEnd().split('\r\n')).toHaveLength(view.rowCount + 1)
  })

  it('that cannot be written is a problem, and leaves nothing', async () => {
    const path = join(world.file('missing'), 'rows.csv')
    const result = await world.desk.export(view.previewId, { format: 'csv', path, query: {} }, neverCancelled)

    expect(result).toMatchObject({ ok: false, error: { code: 'app.file-not-written' } })
    expect(readdirSync(world.folder).filter((name) => name.endsWith('.part'))).toEqual([])
    expect(await world.desk.export('gone', { format: 'csv', path, query: {} }, neverCancelled)).toMatchObject({
      error: { code: 'app.result-gone' }
    })
  })
})
