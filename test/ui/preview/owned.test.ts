import { screen, waitFor, within } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import type { LeaversOwned, PersonOwned } from '../../../src-main/core/owned/owned-views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import type { PreviewRow } from '../../../src-main/core/preview/preview-result.ts'
import { type Answers, done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { supportLayout } from '../support/layout.ts'
import { openPreviewResult } from '../support/open-preview.ts'
import { leaversOwnedSample, zoeOwned } from '../support/owned-samples.ts'
import { annaRow, annaTrace, previewSummary, previewView } from '../support/preview-samples.ts'

const zoe: PreviewRow = { ...annaRow, outcome: 'disable', username: 'zoe@corp.example', dn: '', reason: 'gone-from-directory' }
const zoeAnswers: Answers = {
  'preview.rows': () => done({ total: 1, rows: [zoe] }),
  'preview.trace': () => done({ row: zoe, trace: annaTrace })
}
const panel = () => screen.getByRole('region', { name: 'What belongs to this account' })
const card = () => screen.getByRole('region', { name: 'What belongs to those who would go' })
const text = (element: Element) => element.textContent.replace(/\s+/g, ' ').trim()

beforeAll(() => supportLayout())

async function openZoe(answers: Answers = {}, row: PreviewRow = zoe) {
  const opened = await openPreviewResult({
    ...zoeAnswers,
    'preview.rows': () => done({ total: 1, rows: [row] }),
    'preview.trace': () => done({ row, trace: annaTrace }),
    ...answers
  })
  await opened.user.click(await screen.findByRole('rowheader', { name: row.username }))
  await screen.findByRole('heading', { name: row.username })
  return opened
}

describe('what belongs to one person who would go', () => {
  it('is read when somebody asks, and tells none, not known and at least apart', async () => {
    const { user, bridge } = await openZoe({ 'owned.person': () => done(zoeOwned) })
    expect(bridge.inputsOf('owned.person')).toEqual([])

    await user.click(within(panel()).getByRole('button', { name: 'Read what it owns' }))

    await within(panel()).findByText(zoeOwned.headline)
    expect(bridge.inputsOf('owned.person')).toEqual([{ previewId: 'p1', site: 'acme.files.com', row: 7 }])
    const facts = within(panel()).getAllByRole('definition').map(text)
    expect(facts).toEqual([
      'Site administrator',
      'Finance',
      '1 GET /api_keys?user_id=41 Nightly report, full, made 6 May 2026',
      'At least 2 GET /bundles?user_id=41 The account says 2, and the list shows 1 of them to this API key. Price list and 1 more',
      'None GET /gpg_keys?user_id=41',
      'Not known GET /automations They could not be read to the end: the key may not do this.'
    ])
    expect(text(panel())).toContain('Whether keys go on working is not documented.')
  })

  it('can be cancelled by the button that began it, which keeps the focus', async () => {
    const held = heldReply<PersonOwned>()
    const { user, bridge } = await openZoe({ 'owned.person': () => held.promise })
    await user.click(within(panel()).getByRole('button', { name: 'Read what it owns' }))
    const cancel = await within(panel()).findByRole('button', { name: 'Cancel the reading' })
    expect(document.activeElement).toBe(cancel)

    await user.click(cancel)

    expect(bridge.cancelled).toHaveLength(1)
    expect(document.activeElement).toBe(within(panel()).getByRole('button', { name: 'Read what it owns' }))
  })

  it('shows the problem when the account cannot be read', async () => {
    const { user } = await openZoe({
      'owned.person': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.result-gone', {}) } })
    })
    await user.click(within(panel()).getByRole('button', { name: 'Read what it owns' }))

    expect((await within(panel()).findByRole('alert')).textContent).toContain('app.result-gone')
  })

  it('is not offered for somebody who stays', async () => {
    await openZoe({}, { ...zoe, outcome: 'update' })

    expect(screen.queryByRole('region', { name: 'What belongs to this account' })).toBeNull()
  })
})

describe('what belongs to everybody who would go', () => {
  it('is read on request with its progress, and says what is not known', async () => {
    const held = heldReply<LeaversOwned>()
    const { user, bridge } = await openPreviewResult({
      ...zoeAnswers,
      'owned.leavers': (_, emit) => {
        emit({ doing: 'asking person by person: 1 of 2' })
        return held.promise
      }
    })
    await user.click(await within(await waitFor(card)).findByRole('button', { name: 'Read what they own' }))
    await within(card()).findByText(/acme\.files\.com: asking person by person: 1 of 2/)

    held.release(done(leaversOwnedSample))

    await within(card()).findByText(leaversOwnedSample.headline)
    expect(bridge.inputsOf('owned.leavers')).toEqual([{ previewId: 'p1', site: 'acme.files.com' }])
    expect(within(card()).getAllByRole('definition').map(text)).toEqual([
      ...['1', 'GET /users, api_keys_count', 'At least 0', 'GET /bundles?user_id=…', 'Not known', 'GET /automations', '1', 'GET /users']
    ])
    expect(text(card())).toContain('Share links: They are known of 1 of 2 people.')
    await user.click(within(card()).getByRole('button', { name: 'zoe@corp.example' }))
    expect(await screen.findByRole('heading', { name: 'zoe@corp.example' })).toBeTruthy()
  })

  it('can be cancelled, and then says that nothing is known', async () => {
    const held = heldReply<LeaversOwned>()
    const { user } = await openPreviewResult({ 'owned.leavers': () => held.promise })
    await user.click(await within(await waitFor(card)).findByRole('button', { name: 'Read what they own' }))
    await user.click(await within(card()).findByRole('button', { name: 'Cancel the reading' }))

    expect(text(within(card()).getByRole('status'))).toBe('The reading was cancelled: nothing is known.')
  })

  it('is not offered where nobody would go, or where no site was compared', async () => {
    const counts = { ...previewSummary().counts, disable: 0, delete: 0 }
    await openPreviewResult({ 'preview.read': () => done(previewView({ summary: previewSummary({ counts }) })) })

    expect(screen.queryByRole('region', { name: 'What belongs to those who would go' })).toBeNull()
  })
})
