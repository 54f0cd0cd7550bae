import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OperationInput } from '../../../src-main/contract/operations.ts'
import { problem } from '../../../src-main/core/errors.ts'
import type { RowPage } from '../../../src-main/core/preview/query-rows.ts'
import { connectEngine } from '../../../src-renderer/bridge.ts'
import { PreviewRowsState } from '../../../src-renderer/state/preview-rows-state.svelte.ts'
import { FakeBridge, done } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { ada, adaTrace, pageOf, peopleAnswers, peopleView, personAt } from '../support/preview-people.ts'

type RowsInput = OperationInput<'preview.rows'>

function openRows(total = 500_000) {
  const bridge = new FakeBridge(peopleAnswers(total))
  const rows = new PreviewRowsState(connectEngine(bridge))
  rows.open(peopleView(total))
  return { bridge, rows }
}

/** Every page is answered when the test says so. */
function openHeld(total = 500_000) {
  const asked: { readonly input: RowsInput; answer(page?: RowPage): Promise<void> }[] = []
  const bridge = new FakeBridge({
    ...peopleAnswers(total),
    'preview.rows': (input) => {
      const reply = heldReply<RowPage>()
      asked.push({
        input,
        answer: async (page = pageOf(total, input)) => {
          reply.release(done(page))
          await settled()
        }
      })
      return reply.promise
    }
  })
  const rows = new PreviewRowsState(connectEngine(bridge))
  rows.open(peopleView(total))
  return { bridge, rows, asked }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

const queries = (bridge: FakeBridge) => (bridge.inputsOf('preview.rows') as RowsInput[]).map(({ query }) => query)
const offsets = (bridge: FakeBridge) => queries(bridge).map(({ offset }) => offset)

describe('the rows of a preview', () => {
  it('asks for the first page, and knows how many rows there are', async () => {
    const { bridge, rows } = openRows()
    expect([rows.total, rows.rowAt(0), rows.pages.isAsking]).toEqual([undefined, undefined, true])

    await settled()

    expect(bridge.inputsOf('preview.rows')).toEqual([
      { previewId: 'p1', query: { filter: { outcomes: [], reasons: [], warnings: [] }, sort: [], offset: 0, limit: 200 } }
    ])
    expect([rows.total, rows.rowAt(0)?.username, rows.rowAt(199)?.username, rows.rowAt(200), rows.pages.isAsking]).toEqual([
      500_000,
      'ada@corp.example',
      'user199@corp.example',
      undefined,
      false
    ])
  })

  it('fetches the page that somebody jumps to, and keeps a few pages only', async () => {
    const { bridge, rows } = openRows()
    await settled()

    rows.pages.look(499_980, 499_999)
    await settled()
    expect(rows.rowAt(499_999)?.username).toBe('user499999@corp.example')
    expect(offsets(bridge)).toEqual([0, 499_800])

    for (let page = 100; page < 120; page += 1) {
      rows.pages.look(page * 200 + 80, page * 200 + 98)
      await settled()
    }
    expect(rows.rowAt(119 * 200)).toBeDefined()
    expect([rows.rowAt(100 * 200), rows.rowAt(0)]).toEqual([undefined, undefined])
  })

  it('drops requests for pages that were passed over, and asks for none twice', async () => {
    const { bridge, rows, asked } = openHeld()
    await asked[0]?.answer()

    rows.pages.look(20_080, 20_098)
    rows.pages.look(20_081, 20_099)
    rows.pages.look(60_080, 60_098)
    await asked[1]?.answer()
    await asked[2]?.answer()

    expect(offsets(bridge)).toEqual([0, 20_000, 60_000])
    expect(bridge.cancelled).toEqual([bridge.calls[1]?.id])
    expect([rows.rowAt(20_080), rows.rowAt(60_080)?.row]).toEqual([undefined, 60_080])
  })

  it('shows the rows of the last question until those of the newest one have come, and ignores what comes late', async () => {
    const { rows, asked } = openHeld()
    await asked[0]?.answer()

    rows.showOutcomes(['create'])
    rows.showOutcomes(['delete'])
    expect([rows.total, rows.pages.isAsking]).toEqual([500_000, true])
    await asked[2]?.answer({ total: 1, rows: [personAt(8)] })
    await asked[1]?.answer({ total: 999, rows: [] })

    expect([rows.total, rows.rowAt(0)?.row, rows.rowAt(1)]).toEqual([1, 8, undefined])
    expect([asked[1]?.input.query.filter?.outcomes, asked[2]?.input.query.filter?.outcomes]).toEqual([['create'], ['delete']])
  })

  it('asks for nothing around the old rows while a newer question is open', async () => {
    const { bridge, rows, asked } = openHeld()
    await asked[0]?.answer()
    rows.sortBy('name')

    rows.pages.look(20_080, 20_098)

    expect(offsets(bridge)).toEqual([0, 0])
  })

  it('combines choices, and begins each list at its top', async () => {
    const { bridge, rows } = openRows()
    await settled()
    const before = rows.pages.answers

    rows.toggleOutcome('left-out')
    rows.toggleReason('no-username')
    rows.toggleWarning('locked')
    rows.showGroup({ number: 4, name: 'Sales' })
    rows.sortBy('outcome')
    rows.sortBy('name', true)
    await settled()

    expect(queries(bridge).at(-1)).toEqual({
      filter: { outcomes: ['left-out'], reasons: ['no-username'], warnings: ['locked'], group: 4 },
      sort: [
        { column: 'outcome', descending: false },
        { column: 'name', descending: false }
      ],
      offset: 0,
      limit: 200
    })
    expect(rows.pages.answers).toBe(before + 1)
    rows.clearFilters()
    expect([rows.isFiltered, queries(bridge).at(-1)?.filter]).toEqual([false, { outcomes: [], reasons: [], warnings: [] }])
  })

  it('keeps what came when a later answer fails, says why, and asks again', async () => {
    const { bridge, rows } = openRows()
    await settled()
    bridge.answer('preview.rows', () => ({ ok: false, error: { kind: 'problem', problem: problem('app.result-gone', {}) } }))

    rows.sortBy('name')
    await settled()
    rows.pages.look(20_080, 20_098)
    await settled()
    expect([rows.problem?.code, rows.total, rows.rowAt(0)?.row, rows.pages.isAsking]).toEqual(['app.result-gone', 500_000, 0, false])
    expect(offsets(bridge)).toEqual([0, 0])

    bridge.answer('preview.rows', (input) => done(pageOf(500, input)))
    rows.retry()
    await settled()
    expect([rows.problem, rows.total]).toEqual([undefined, 500])
  })

  it('asks again for a page that failed', async () => {
    const { bridge, rows } = openRows()
    await settled()
    bridge.answer('preview.rows', () => ({ ok: false, error: { kind: 'problem', problem: problem('app.result-gone', {}) } }))
    rows.pages.look(20_080, 20_098)
    await settled()
    expect([rows.problem?.code, rows.rowAt(20_080)]).toEqual(['app.result-gone', undefined])

    bridge.answer('preview.rows', (input) => done(pageOf(500_000, input)))
    rows.retry()
    await settled()

    expect([rows.problem, rows.rowAt(20_080)?.row]).toEqual([undefined, 20_080])
  })

  it('keeps choice, search, order and person by other rules, but for the group, whose number means another one', async () => {
    const { bridge, rows } = openRows()
    rows.toggleOutcome('update')
    rows.showGroup({ number: 4, name: 'Sales' })
    rows.sortBy('mail')
    rows.type('ada')
    rows.select(ada)
    await settled()

    rows.replace(peopleView(500_000, { previewId: 'p2' }))
    await settled()

    expect(bridge.inputsOf('preview.rows').at(-1)).toEqual({
      previewId: 'p2',
      query: {
        filter: { outcomes: ['update'], reasons: [], warnings: [] },
        search: 'ada',
        sort: [{ column: 'mail', descending: false }],
        offset: 0,
        limit: 200
      }
    })
    expect(bridge.inputsOf('preview.trace').at(-1)).toEqual({ previewId: 'p2', row: 0 })
    expect(rows.shown.data?.username).toBe('ada@corp.example')
  })

  it('begins anew with another reading', async () => {
    const { bridge, rows } = openRows()
    rows.toggleOutcome('update')
    rows.type('ada')
    rows.select(ada)
    await settled()

    rows.open(peopleView(10, { previewId: 'p9' }))
    await settled()

    expect([rows.isFiltered, rows.search, rows.sort, rows.shown.row]).toEqual([false, '', [], undefined])
    expect(queries(bridge).at(-1)?.search).toBeUndefined()
  })

  it('forgets everything when it is closed', async () => {
    const { bridge, rows, asked } = openHeld()
    rows.close()
    await asked[0]?.answer()

    expect([rows.view, rows.total, rows.rowAt(0)]).toEqual([undefined, undefined, undefined])
    expect(bridge.cancelled).toHaveLength(1)
  })

  it('finds where a row stands among those at hand', async () => {
    const { rows } = openRows()
    await settled()

    expect([rows.pages.indexOf(7), rows.pages.indexOf(7000)]).toEqual([7, undefined])
  })
})

describe('the search', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('waits until the typing rests', async () => {
    const { bridge, rows } = openRows()
    for (const text of ['a', 'ad', 'ada ']) {
      rows.type(text)
      await vi.advanceTimersByTimeAsync(100)
    }
    expect([rows.search, queries(bridge).length]).toEqual(['ada ', 1])

    await vi.advanceTimersByTimeAsync(20)

    expect(queries(bridge).map(({ search }) => search)).toEqual([undefined, 'ada'])
  })

  it('does not wait when told to, and then not twice', async () => {
    const { bridge, rows } = openRows()
    rows.type('ada')
    rows.searchNow()
    await vi.advanceTimersByTimeAsync(500)

    expect(queries(bridge).map(({ search }) => search)).toEqual([undefined, 'ada'])
  })

  it('asks nothing anew for what makes no difference', async () => {
    const { bridge, rows } = openRows()
    for (const text of ['ada', 'ada ', '  ada']) {
      rows.type(text)
      await vi.advanceTimersByTimeAsync(200)
    }
    rows.clearFilters()
    rows.clearFilters()

    expect(queries(bridge).map(({ search }) => search)).toEqual([undefined, 'ada', undefined])
  })

  it('is cut to what the main process takes', () => {
    const { rows } = openRows()
    rows.type('x'.repeat(700))

    expect(rows.search).toHaveLength(500)
  })
})

describe('the person of the side panel', () => {
  it('is shown at once as the table knows it, with the trace when it comes', async () => {
    const { rows } = openRows()
    await settled()

    rows.select(ada)
    expect([rows.shown.row, rows.shown.data, rows.shown.trace]).toEqual([0, ada, undefined])
    await settled()

    expect(rows.shown.trace).toEqual(adaTrace)
    expect(rows.opening).toEqual({ isEntered: true })
  })

  it('can be opened by the number of the row alone', async () => {
    const { bridge, rows } = openRows()
    rows.select(4711, false)
    await settled()

    expect(bridge.inputsOf('preview.trace')).toEqual([{ previewId: 'p1', row: 4711 }])
    expect([rows.shown.data?.username, rows.opening]).toEqual(['user4711@corp.example', { isEntered: false }])
  })

  it('goes along with the arrow keys when it is open, and asks once they rest', async () => {
    vi.useFakeTimers()
    const { bridge, rows } = openRows()
    rows.passBy(personAt(1))
    expect(rows.shown.row).toBeUndefined()

    rows.select(ada)
    for (const row of [1, 2, 3]) rows.passBy(personAt(row))
    expect([rows.shown.data?.row, rows.shown.trace]).toEqual([3, undefined])
    await vi.advanceTimersByTimeAsync(120)
    vi.useRealTimers()

    expect(bridge.inputsOf('preview.trace').map((input) => (input as { row: number }).row)).toEqual([0, 3])
    expect(rows.shown.trace?.headline).toBe('Trace of 3')
  })

  it('closes when by other rules the number is somebody else', async () => {
    const { bridge, rows } = openRows()
    const gone = personAt(900, { dn: '', username: 'gone@corp.example' })
    bridge.answer('preview.trace', () => done({ row: gone, trace: adaTrace }))
    rows.select(gone)
    await settled()
    bridge.answer('preview.trace', () => done({ row: personAt(900, { dn: '', username: 'other@corp.example' }), trace: adaTrace }))

    rows.replace(peopleView(500_000, { previewId: 'p2' }))
    await settled()

    expect(rows.shown.row).toBeUndefined()
  })

  it('says why the trace is missing, and asks again', async () => {
    const { bridge, rows } = openRows()
    bridge.answer('preview.trace', () => ({ ok: false, error: { kind: 'problem', problem: problem('app.result-gone', {}) } }))
    rows.select(ada)
    await settled()
    expect([rows.shown.problem?.code, rows.shown.data?.username]).toEqual(['app.result-gone', 'ada@corp.example'])

    bridge.answer('preview.trace', () => done({ row: ada, trace: adaTrace }))
    rows.shown.retry()
    await settled()

    expect([rows.shown.problem, rows.shown.trace]).toEqual([undefined, adaTrace])
  })
})
