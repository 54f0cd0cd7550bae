import { screen, waitFor, within } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RowPage } from '../../../src-main/core/preview/query-rows.ts'
import { done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { supportLayout } from '../support/layout.ts'
import { openPreviewResult } from '../support/open-preview.ts'
import { annaRow, earlierRun, previewView } from '../support/preview-samples.ts'

beforeAll(() => supportLayout())

describe('a result that was compared with no site', () => {
  it('has no green light: nobody could be seen to lose anything', async () => {
    await openPreviewResult({ 'preview.read': () => done({ ...previewView(), site: undefined, siteReading: undefined }) })

    expect(screen.queryByText('Within the limits')).toBeNull()
    expect(screen.getByText(/Not judged: no site was compared/)).toBeTruthy()
  })
})

describe('saving rows', () => {
  it('saves those that are shown, as many as the button says, also while another question is on its way', async () => {
    const found = heldReply<RowPage>()
    let questions = 0
    const { user, bridge } = await openPreviewResult({
      'preview.rows': () => ((questions += 1) === 1 ? done({ total: 2, rows: [annaRow] }) : found.promise),
      'preview.export': () => done({ kind: 'saved', path: '/home/anna/preview.csv' })
    })
    await screen.findByRole('button', { name: 'Save 2 rows as CSV' })

    // when the rows of a tile were asked for and have not come
    await user.click(within(screen.getByRole('group', { name: /What would become/ })).getByRole('button', { name: /Disabled$/ }))
    await user.click(screen.getByRole('button', { name: 'Save 2 rows as CSV' }))
    found.release({ ok: true, value: { total: 1, rows: [annaRow] } })

    expect(await screen.findByText(/Saved 2 rows to/)).toBeTruthy()
    expect(bridge.inputsOf('preview.export')).toMatchObject([{ query: { filter: { outcomes: [] } } }])
  })
})

describe('earlier runs', () => {
  it('are looked for again after another reading, which the one before it can be compared with', async () => {
    let readings = 0
    const second = {
      ...previewView(),
      previewId: 'p2',
      runId: 'run-2',
      reading: { ...previewView().reading, startedAt: '2026-11-22T12:00:00.000Z' }
    }
    const { user, bridge } = await openPreviewResult({
      'preview.compare': ({ runId }) => done({ runId, at: earlierRun.at, total: 0, isReliable: false, rules: [], changed: [] }),
      'preview.read': () => done((readings += 1) === 1 ? previewView() : second),
      'preview.runs': () => done(readings < 2 ? [earlierRun] : [{ ...earlierRun, runId: 'run-between' }, earlierRun])
    })
    await user.click(screen.getByRole('tab', { name: 'Compare' }))
    expect(await screen.findAllByRole('option')).toHaveLength(1)
    await screen.findByText('Not reliable.')

    await user.click(screen.getByRole('button', { name: 'Read again' }))

    await waitFor(() => expect(bridge.inputsOf('preview.compare').at(-1)).toMatchObject({ previewId: 'p2' }))
    expect(await screen.findAllByRole('option')).toHaveLength(2)
  })
})
