import { screen, waitFor, within } from '@testing-library/svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import type { GroupPage, PreviewView } from '../../../src-main/contract/views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { alertText } from '../support/alert-text.ts'
import { done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { supportLayout } from '../support/layout.ts'
import { openPreviewResult } from '../support/open-preview.ts'
import { annaRow, annaTrace, cutView, earlierRun, previewSummary, previewView, salesHits, noHits } from '../support/preview-samples.ts'
import { acme } from '../support/site-samples.ts'

beforeAll(() => supportLayout())

function tile(name: string): HTMLElement {
  return within(screen.getByRole('group', { name: /What would become of people/ })).getByRole('button', { name: new RegExp(`${name}$`) })
}

describe('the result', () => {
  it('has its headline in the focus, tells it politely, and says how old it is', async () => {
    await openPreviewResult()

    expect(document.activeElement?.textContent).toBe(previewView().headline)
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toContain(previewView().headline)
    expect(screen.getByText('read 1 minute ago')).toBeTruthy()
    expect(screen.getByText(/300 people and 34 groups from dc1\.corp\.example, compared with 244 users of acme\.files\.com/)).toBeTruthy()
    expect(screen.getByText(/kept on this computer for comparison/)).toBeTruthy()
    expect(screen.getByText('Within the limits')).toBeTruthy()
  })

  it('that was cut is not to be overlooked, and says why no plan may rest on it', async () => {
    await openPreviewResult({ 'preview.read': () => done(cutView) })

    const notice = screen.getByRole('region', { name: /^Incomplete/ })
    expect(await alertText()).toContain('No plan may rest on it')
    expect(notice.textContent).toContain('People were not read to the end: the server stopped at its limit of 1,000 entries.')
    expect(notice.textContent).toMatch(/Repair the cause and\s+read\s+again/)
    expect(screen.getByText('Not safe: one reason. A plan would be stopped.')).toBeTruthy()
  })

  it('has tiles that are filters', async () => {
    const { user, bridge } = await openPreviewResult()

    const words = within(screen.getByRole('group', { name: /What would become of people/ }))
      .getAllByRole('button')
      .map(({ textContent }) => textContent.replace(/\s+/g, ''))
    await user.click(tile('Disabled'))
    const pressed = tile('Disabled').getAttribute('aria-pressed')
    await user.click(tile('Disabled'))

    expect(words).toEqual(['3Comes', '12Changes', '2Disabled', '0Deleted', '223Unchanged', '60Leftout'])
    expect(pressed).toBe('true')
    expect(tile('Disabled').getAttribute('aria-pressed')).toBe('false')
    expect(bridge.inputsOf('preview.rows').slice(-2)).toMatchObject([
      { query: { filter: { outcomes: ['disable'] } } },
      { query: { filter: { outcomes: [] } } }
    ])
  })

  it('is kept while its source is read once more, and when that fails', async () => {
    let tries = 0
    const { user, bridge } = await openPreviewResult({
      'preview.read': () => {
        tries += 1
        return tries === 1
          ? done(previewView())
          : { ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'gone away' }) } }
      }
    })

    await user.click(screen.getByRole('button', { name: 'Read again' }))

    expect(await alertText()).toContain('gone away')
    expect(screen.getByText(/What was read before stays below/)).toBeTruthy()
    expect(screen.getByRole('heading', { level: 2, name: previewView().headline })).toBeTruthy()
    expect(bridge.inputsOf('preview.close')).toEqual([])
  })

  it('replaces the one before, which the main process may forget', async () => {
    let reads = 0
    const { user, bridge } = await openPreviewResult({
      'preview.read': () => done(previewView({ previewId: `read-${String((reads += 1))}` }))
    })

    await user.click(screen.getByRole('button', { name: 'Read again' }))
    await waitFor(() => expect(bridge.inputsOf('preview.close')).toEqual([{ previewId: 'read-1' }]))
  })

  it('goes when another source is read, and stays while one is chosen', async () => {
    const reply = heldReply<PreviewView>()
    let reads = 0
    const { user, bridge } = await openPreviewResult({
      'preview.read': () => ((reads += 1) === 1 ? done(previewView()) : reply.promise)
    })

    await user.click(screen.getByRole('button', { name: 'Choose another source' }))
    const back = screen.getByRole('button', { name: 'Back to the result' })
    await user.click(screen.getByRole('radio', { name: /^Nothing/ }))
    const closedBefore = bridge.inputsOf('preview.close')
    await user.click(screen.getByRole('button', { name: 'Preview the sync' }))

    expect(back).toBeTruthy()
    expect(closedBefore).toEqual([])
    expect(bridge.inputsOf('preview.close')).toEqual([{ previewId: 'p1' }])
  })

  it('is found again after another screen was looked at', async () => {
    const { user, bridge } = await openPreviewResult()

    await user.click(screen.getByRole('tab', { name: /^Assumptions/ }))
    await user.click(screen.getByRole('button', { name: 'Home' }))
    await user.click(screen.getByRole('button', { name: 'Preview' }))

    expect(await screen.findByRole('tab', { name: /^Assumptions/, selected: true })).toBeTruthy()
    expect(bridge.inputsOf('preview.read')).toHaveLength(1)
  })

  it('says why it could not be kept', async () => {
    await openPreviewResult({
      'preview.kept': () => ({ ok: false, error: { kind: 'problem', problem: problem('app.failed', { message: 'the disk is full' }) } })
    })

    expect(await screen.findByText(/the disk is full/)).toBeTruthy()
    expect(screen.queryByText(/kept on this computer/)).toBeNull()
  })

  it('with nobody in it says which rule keeps people away', async () => {
    await openPreviewResult({
      'preview.read': () => done(previewView({ summary: previewSummary({ peopleInScope: 0 }) })),
      'preview.few': () =>
        done({
          inDirectory: 300,
          taken: 0,
          foundOnSite: 0,
          sentence: '“Only provision users in these groups” keeps 240 people away.',
          clauses: [
            { clause: 'required-groups', sentence: '', comesBack: 240, foundOnSite: 200 },
            { clause: 'disabled', sentence: '', comesBack: 0, foundOnSite: 0 }
          ],
          patterns: [{ pattern: 'Salse', groups: 0, people: 0 }]
        })
    })

    const region = screen.getByRole('region', { name: 'Nobody would come: why' })
    expect(await within(region).findByText(/keeps 240 people away/)).toBeTruthy()
    expect(within(region).getByRole('row', { name: /Without “Only provision users in these groups” 240 200 more/ })).toBeTruthy()
    expect(region.textContent).toContain('Salse matches no group')
  })
})

describe('why, or why not', () => {
  it('is answered in a sentence, and opens the person beside it', async () => {
    const { user, bridge } = await openPreviewResult({
      'preview.explain': () => done({ kind: 'found', row: 7, by: 'mail', sentence: annaTrace.headline, trace: annaTrace, others: [] })
    })

    await user.type(screen.getByRole('textbox', { name: 'Why, or why not' }), ' anna@x {Enter}')

    expect(await screen.findByText('Found by mail.')).toBeTruthy()
    expect(bridge.inputsOf('preview.explain')).toEqual([{ previewId: 'p1', name: 'anna@x' }])
    expect(bridge.inputsOf('preview.trace')).toEqual([{ previewId: 'p1', row: 7 }])
    expect(document.activeElement?.id).toBe('why-not')
  })

  it('names whoever is spelled almost like it', async () => {
    const { user, bridge } = await openPreviewResult({
      'preview.explain': () =>
        done({ kind: 'not-found', sentence: 'Nobody knows “anan”.', nearest: [{ row: 7, username: annaRow.username, name: annaRow.name }] })
    })

    await user.type(screen.getByRole('textbox', { name: 'Why, or why not' }), 'anan{Enter}')
    await user.click(await screen.findByRole('button', { name: 'anna@corp.example (Anna Example)' }))

    expect(screen.getByText('Nobody knows “anan”.')).toBeTruthy()
    expect(bridge.inputsOf('preview.trace')).toEqual([{ previewId: 'p1', row: 7 }])
  })
})

describe('filters', () => {
  async function openFilters(answers: Parameters<typeof openPreviewResult>[0] = {}) {
    const opened = await openPreviewResult(answers)
    await opened.user.click(screen.getByRole('button', { name: /^Filters/ }))
    return opened
  }

  it('count while one types, name what matches, and mark what matches nothing', async () => {
    const { user, bridge } = await openFilters({
      'preview.hits': () =>
        done({
          required: {
            isEmpty: false,
            groups: 2,
            people: 250,
            perPattern: [...salesHits.perPattern, { pattern: 'Salse', hits: 0, samples: [] }],
            unmatched: ['Salse'],
            takenApart: ['Sales, EMEA']
          },
          included: noHits,
          excluded: noHits
        })
    })

    const before = screen.getByText('2 groups, 240 people in them')
    await user.type(screen.getByRole('textbox', { name: 'Only provision users in these groups' }), ', Salse')

    expect(before).toBeTruthy()
    expect(await screen.findByText(/2 groups, 250 people in them/)).toBeTruthy()
    expect(screen.getByText('matches no group', { exact: false })).toBeTruthy()
    expect(screen.getByText(/Sales, Sales North/)).toBeTruthy()
    expect(screen.getByText(/has a group “Sales, EMEA”.*write “Sales\* EMEA” for it/)).toBeTruthy()
    // One question after the last key, not one a key.
    expect(bridge.inputsOf('preview.hits')).toEqual([
      { previewId: 'p1', lists: { requiredGroups: 'Sales*, Salse', includedGroups: '', excludedGroups: '', directMembersOnly: false } }
    ])
  })

  it('decide when they are applied, and every number follows', async () => {
    const { user, bridge } = await openFilters()

    await user.click(screen.getByRole('checkbox', { name: /^Direct members only/ }))
    const pending = screen.getByText('The numbers still follow the filters of before.')
    await user.click(screen.getByRole('button', { name: 'Apply these filters' }))

    expect(pending).toBeTruthy()
    expect(await screen.findByRole('heading', { level: 2, name: '1 person would come.' })).toBeTruthy()
    expect(bridge.inputsOf('preview.judge')).toMatchObject([{ site: acme.site, previewId: 'p1', rules: { directMembersOnly: true } }])
    expect(screen.getByText('These rules are not saved in the set-up yet.')).toBeTruthy()
    expect(screen.getByText(/Different there: Direct members only/)).toBeTruthy()
  })

  it('go back to those of the set-up by one button', async () => {
    const { user, bridge } = await openFilters()
    await user.click(screen.getByRole('checkbox', { name: /^Direct members only/ }))
    await user.click(screen.getByRole('button', { name: 'Apply these filters' }))
    await screen.findByText('These rules are not saved in the set-up yet.')

    await user.click(screen.getByRole('button', { name: 'Use the rules of the set-up' }))

    await waitFor(() => expect(bridge.inputsOf('preview.judge')).toHaveLength(2))
    expect(bridge.inputsOf('preview.judge')).toMatchObject([{}, { rules: { directMembersOnly: false } }])
    await waitFor(() => expect(screen.queryByText('These rules are not saved in the set-up yet.')).toBeNull())
    expect(document.activeElement?.id).toBe('filters-toggle')
  })

  it('say when another user name field needs a new reading', async () => {
    const { user, bridge } = await openFilters()

    await user.click(screen.getByText('Names, people who are gone, and what is created'))
    await user.type(screen.getByRole('textbox', { name: 'User name field' }), 'X')
    await user.click(screen.getByRole('button', { name: 'Read again with these rules' }))

    expect(bridge.inputsOf('preview.judge')).toEqual([])
    expect(bridge.inputsOf('preview.read')).toMatchObject([{}, { rules: { usernameField: 'sAMAccountNameX' } }])
  })
})

const groupPage: GroupPage = {
  total: 2,
  counts: { create: 1, update: 0, unchanged: 0, 'left-out': 1 },
  rows: [
    {
      name: 'Sales',
      dns: ['CN=Sales,DC=corp,DC=example'],
      outcome: 'create',
      because: 'new-group',
      number: 4,
      people: 200,
      gained: 200,
      lost: 0,
      unknown: 3,
      foreign: 1
    },
    {
      name: 'HR',
      dns: [],
      outcome: 'left-out',
      because: 'excluded',
      number: undefined,
      people: 9,
      gained: 0,
      lost: 0,
      unknown: 0,
      foreign: 0
    }
  ]
}

describe('groups', () => {
  it('say what happens to them and why, and lead to their people', async () => {
    const { user, bridge } = await openPreviewResult({ 'preview.groups': () => done(groupPage) })

    await user.click(screen.getByRole('tab', { name: /^Groups/ }))
    const row = await screen.findByRole('row', { name: /Sales New/ })
    const leftOut = screen.getByRole('row', { name: /^HR Left out It is among “Exclude these groups”/ })
    await user.click(screen.getByRole('button', { name: 'Show who is in Sales' }))

    expect(row.textContent).toContain('3, 1 from another forest')
    expect(leftOut).toBeTruthy()
    expect(screen.getByRole('tab', { name: /^People/, selected: true })).toBe(document.activeElement)
    expect(bridge.inputsOf('preview.rows').at(-1)).toMatchObject({ query: { filter: { group: 4 } } })
  })

  it('are searched and sorted by the engine', async () => {
    const { user, bridge } = await openPreviewResult({ 'preview.groups': () => done(groupPage) })

    await user.click(screen.getByRole('tab', { name: /^Groups/ }))
    await user.click(await screen.findByRole('button', { name: 'In the directory' }))
    await user.click(screen.getByRole('button', { name: /^New/ }))
    await user.type(screen.getByRole('searchbox', { name: 'Search groups' }), 'sal')

    await waitFor(() =>
      expect(bridge.inputsOf('preview.groups').at(-1)).toEqual({
        previewId: 'p1',
        query: { search: 'sal', outcomes: ['create'], sort: { column: 'people', descending: true }, offset: 0, limit: 100 }
      })
    )
    expect(screen.getByRole('columnheader', { name: 'In the directory' }).getAttribute('aria-sort')).toBe('descending')
  })
})

describe('comparing', () => {
  it('says what changed since an earlier preview, and which edit did it', async () => {
    const { user, bridge } = await openPreviewResult({
      'preview.compare': ({ runId }) =>
        done({
          runId,
          at: earlierRun.at,
          total: 1,
          isReliable: false,
          rules: [{ rule: 'directMembersOnly', before: 'false', after: 'true' }],
          changed: [
            {
              before: 3,
              now: 7,
              username: 'anna@corp.example',
              outcomeBefore: 'left-out',
              outcomeNow: 'create',
              reasonBefore: 'not-in-required-groups',
              reasonNow: 'new-person',
              causes: [{ kind: 'joined', group: 'Sales' }]
            }
          ]
        })
    })

    await user.click(screen.getByRole('tab', { name: 'Compare' }))
    const row = await screen.findByRole('row', { name: /anna@corp\.example/ })
    await user.click(within(row).getByRole('button'))

    expect(row.textContent).toMatch(/Left out\s*Comes/)
    expect(row.textContent).toContain('Was put into the group “Sales”.')
    expect(screen.getByText('Not reliable.')).toBeTruthy()
    expect(screen.getByText('Direct members only: off became on.')).toBeTruthy()
    expect(bridge.inputsOf('preview.compare')).toEqual([{ previewId: 'p1', runId: earlierRun.runId, offset: 0, limit: 100 }])
    expect(bridge.inputsOf('preview.trace')).toEqual([{ previewId: 'p1', row: 7 }])
  })

  it('says that there is nothing to compare with yet', async () => {
    const { user } = await openPreviewResult({ 'preview.runs': () => done([{ ...earlierRun, runId: 'run-now' }]) })

    await user.click(screen.getByRole('tab', { name: 'Compare' }))

    expect(await screen.findByText(/There is no earlier preview to compare with/)).toBeTruthy()
  })
})

describe('assumptions, tabs and saving', () => {
  it('goes from tab to tab by arrow keys, and lists the assumptions', async () => {
    const { user } = await openPreviewResult()

    screen.getByRole('tab', { name: /^People/ }).focus()
    await user.keyboard('{End}')

    expect(screen.getByRole('tab', { name: /^Assumptions/, selected: true })).toBe(document.activeElement)
    expect(screen.getByText('Disabled people count as gone.')).toBeTruthy()
  })

  it('saves the rows that are shown, and says how many and where', async () => {
    const { user, bridge } = await openPreviewResult({
      'preview.rows': () => done({ total: 2, rows: [annaRow] }),
      'preview.export': () => done({ kind: 'saved', path: '/home/anna/preview.csv' })
    })

    await user.click(tile('Disabled'))
    await user.click(await screen.findByRole('button', { name: 'Save 2 rows as CSV' }))

    expect(await screen.findByText(/Saved 2 rows to \/home\/anna\/preview\.csv/)).toBeTruthy()
    expect(screen.getByText('The 2 rows shown here as')).toBeTruthy()
    expect(bridge.inputsOf('preview.export')).toMatchObject([
      { previewId: 'p1', format: 'csv', query: { filter: { outcomes: ['disable'] } } }
    ])
  })
})
