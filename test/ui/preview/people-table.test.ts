import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OperationInput } from '../../../src-main/contract/operations.ts'
import { problem } from '../../../src-main/core/errors.ts'
import type { RowPage } from '../../../src-main/core/preview/query-rows.ts'
import PeopleTable from '../../../src-renderer/preview/table/PeopleTable.svelte'
import { done, type FakeBridge } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { scrollBy, supportLayout } from '../support/layout.ts'
import { cellsOf, focusedCell, grid, openPeople } from '../support/open-people.ts'
import { pageOf, personAt } from '../support/preview-people.ts'

const queries = (bridge: FakeBridge) => (bridge.inputsOf('preview.rows') as OperationInput<'preview.rows'>[]).map(({ query }) => query)
const header = (name: string) => screen.getByRole('columnheader', { name: new RegExp(`^${name}`) })
const firstCell = () => document.querySelector<HTMLElement>('[data-cell="0:0"]')

beforeAll(() => supportLayout())
beforeEach(() => localStorage.clear())

describe('the table of people', () => {
  it('is a grid that says how large it is, with only the rows in the page that are seen', async () => {
    openPeople()
    const table = await grid()

    expect([table.getAttribute('aria-rowcount'), table.getAttribute('aria-colcount')]).toEqual(['500001', '7'])
    expect(within(table).getAllByRole('row').length).toBeLessThan(40)
    expect(cellsOf(1)).toEqual(['Outcome', 'User name', 'Name', 'Mail', 'Reason', 'Changes', 'Warnings'])
    expect(cellsOf(2)).toEqual([
      'Changes',
      'ada@corp.example',
      'Ada Lovelace',
      'ada@corp.example',
      'The directory says something else than the site.',
      'Email, full name, joins 1 group, leaves 2 groups',
      'Mail unlike user name, Account locked'
    ])
    expect(within(table).getAllByRole('rowheader')[0]?.textContent.trim()).toBe('ada@corp.example')
  })

  it('shows where rows are still coming, and fetches them', async () => {
    const { bridge } = openPeople()
    const table = await grid()
    const held = heldReply<RowPage>()
    bridge.answer('preview.rows', () => held.promise)

    scrollBy(table, 250_100 * 32)
    await waitFor(() => expect(cellsOf(250_102)[0]).toBe('Still coming'))
    held.release(done(pageOf(500_000, { query: { offset: 250_000, limit: 200 } })))

    await waitFor(() => expect(cellsOf(250_102)[1]).toBe('user250100@corp.example'))
    expect(queries(bridge).map(({ offset }) => offset)).toEqual([0, 250_000])
  })

  it('says that a user name is missing instead of showing nothing', async () => {
    openPeople(1, { 'preview.rows': () => done({ total: 1, rows: [personAt(0, { username: '', name: 'No Body', outcome: 'left-out' })] }) })
    await grid()

    expect(cellsOf(2).slice(0, 3)).toEqual(['Left out', 'No user name', 'No Body'])
  })

  it('sorts by a click, by a further key with Shift, and says by what and which key comes first', async () => {
    const { user, bridge } = openPeople()
    await grid()
    expect(header('Name').getAttribute('aria-sort')).toBe('none')
    expect(header('Changes').hasAttribute('aria-sort')).toBe(false)

    await user.click(within(header('Outcome')).getByRole('button'))
    await user.keyboard('{Shift>}')
    await user.click(within(header('Name')).getByRole('button'))
    await user.click(within(header('Name')).getByRole('button'))
    await user.keyboard('{/Shift}')

    expect(queries(bridge).at(-1)?.sort).toEqual([
      { column: 'outcome', descending: false },
      { column: 'name', descending: true }
    ])
    expect([header('Outcome').getAttribute('aria-sort'), header('Name').getAttribute('aria-sort')]).toEqual(['ascending', 'descending'])
    expect([header('Outcome').textContent, header('Name').textContent].map((text) => text.replace(/\D/g, ''))).toEqual(['1', '2'])
  })

  it('is one stop of the Tab key, and the arrow keys lead everywhere', async () => {
    const { user } = openPeople()
    await grid()
    firstCell()?.focus()
    expect(document.querySelectorAll('[role=grid] [tabindex="0"]')).toHaveLength(1)

    const path: (string | undefined)[] = []
    for (const key of ['ArrowDown', 'ArrowRight', 'End', 'Home', 'PageDown', 'ArrowUp', 'PageUp', 'ArrowUp', 'ArrowDown']) {
      await user.keyboard(`{${key}}`)
      path.push(focusedCell())
    }

    expect(path).toEqual(['1:0', '1:1', '1:6', '1:0', '18:0', '17:0', '0:0', '-1:0', '0:0'])
    expect(document.querySelectorAll('[role=grid] [tabindex="0"]')).toHaveLength(1)
  })

  it('leads to the last of 500,000 people and back', async () => {
    const { user } = openPeople()
    await grid()
    firstCell()?.focus()

    await user.keyboard('{Control>}{End}{/Control}')
    expect(focusedCell()).toBe('499999:6')
    expect(document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex')).toBe('500001')

    await user.keyboard('{Control>}{Home}{/Control}')
    expect(focusedCell()).toBe('0:0')
  })

  it('keeps the cell with the focus while somebody scrolls away', async () => {
    openPeople()
    const table = await grid()
    firstCell()?.focus()

    scrollBy(table, 100_000 * 32)
    await waitFor(() => expect(cellsOf(100_002)[1]).toBe('user100000@corp.example'))

    expect(focusedCell()).toBe('0:0')
  })

  it('sorts by keyboard in the header, and the focus stays there', async () => {
    const { user, bridge } = openPeople()
    await grid()
    firstCell()?.focus()
    await user.keyboard('{ArrowUp}{ArrowRight}{Enter}{ArrowRight}{Shift>}{Enter}{/Shift}')

    await waitFor(() =>
      expect(queries(bridge).at(-1)?.sort).toEqual([
        { column: 'username', descending: false },
        { column: 'name', descending: false }
      ])
    )
    expect(focusedCell()).toBe('-1:2')
  })

  it('begins another list at its top, and whoever was in the rows stays in them', async () => {
    const { user, rows, bridge } = openPeople()
    const table = await grid()
    firstCell()?.focus()
    await user.keyboard('{PageDown}{PageDown}')
    scrollBy(table, 36 * 32)
    bridge.answer('preview.rows', (input) => done(pageOf(3, input)))

    rows.showOutcomes(['delete'])

    await waitFor(() => expect(focusedCell()).toBe('0:0'))
    expect([table.scrollTop, table.getAttribute('aria-rowcount')]).toEqual([0, '4'])
  })

  it('finds the open person again in another order', async () => {
    const { user, rows, bridge } = openPeople()
    await grid()
    firstCell()?.focus()
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    bridge.answer('preview.rows', () => done({ total: 3, rows: [personAt(9), personAt(5), personAt(2)] }))

    rows.sortBy('name')
    await waitFor(() => expect(cellsOf(2)[1]).toBe('user9@corp.example'))

    expect(document.querySelector('[aria-selected=true]')?.getAttribute('aria-rowindex')).toBe('4')
    expect(document.querySelector('[role=grid] [tabindex="0"]')?.closest('[role=row]')?.getAttribute('aria-rowindex')).toBe('4')
  })

  it('changes the width of a column by keyboard and by the pointer, and remembers it', async () => {
    const { user } = openPeople()
    await grid()
    firstCell()?.focus()
    const widthOf = (name: string) => screen.getByRole('separator', { name: `Width of ${name}` }).getAttribute('aria-valuenow')

    await user.keyboard('{ArrowRight}{Alt>}{ArrowRight}{ArrowRight}{ArrowLeft}{/Alt}')
    expect(widthOf('User name')).toBe('266')
    expect(screen.getByText('User name: 266 pixels wide')).toBeTruthy()

    const edge = screen.getByRole('separator', { name: 'Width of Name' })
    edge.setPointerCapture = () => undefined
    await user.pointer([
      { keys: '[MouseLeft>]', target: edge, coords: { clientX: 500 } },
      { coords: { clientX: 540 } },
      { keys: '[/MouseLeft]' }
    ])
    expect(widthOf('Name')).toBe('200')
    expect(localStorage.getItem('preview-column-widths')).toBe('username=266 name=200')

    await user.dblClick(edge)
    expect(widthOf('Name')).toBe('160')
  })

  it('begins with the widths of last time, and without those that nobody can use', async () => {
    localStorage.setItem('preview-column-widths', 'mail=333 name=5 reason=x nothing=100')
    openPeople()
    await grid()

    const widths = screen.getAllByRole('separator').map((edge) => edge.getAttribute('aria-valuenow'))
    expect(widths).toEqual(['128', '250', '160', '333', '300', '190', '190'])
  })

  it('shows a skeleton before the first answer, and why there is none', async () => {
    const held = heldReply<RowPage>()
    const { user, bridge, help } = openPeople(10, { 'preview.rows': () => held.promise })
    expect(screen.getByText('Reading the people')).toBeTruthy()

    held.release({ ok: false, error: { kind: 'problem', problem: problem('app.result-gone', {}) } })
    expect((await screen.findByRole('alert')).textContent).toContain('app.result-gone')
    await user.click(screen.getByRole('button', { name: 'Open help' }))
    bridge.answer('preview.rows', (input) => done(pageOf(10, input)))
    await user.click(screen.getByRole('button', { name: 'Ask for the rows again' }))

    expect(help).toEqual(['app.result-gone'])
    expect((await grid()).getAttribute('aria-rowcount')).toBe('11')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('is busy while a question is open', async () => {
    const { bridge, rows } = openPeople()
    const table = await grid()
    await waitFor(() => expect(table.getAttribute('aria-busy')).toBe('false'))
    const held = heldReply<RowPage>()
    bridge.answer('preview.rows', () => held.promise)

    rows.sortBy('name')
    await waitFor(() => expect(table.getAttribute('aria-busy')).toBe('true'))
    held.release(done({ total: 0, rows: [] }))
    await waitFor(() => expect(table.getAttribute('aria-busy')).toBe('false'))
  })

  it('goes on where somebody left the screen', async () => {
    const { rows } = openPeople()
    const table = await grid()
    scrollBy(table, 34 + 5000 * 32)
    await waitFor(() => expect(cellsOf(5002)[1]).toBe('user5000@corp.example'))
    cleanup()

    render(PeopleTable, { props: { rows, onHelp: () => undefined } })

    expect((await grid()).scrollTop).toBe(34 + 5000 * 32)
    await waitFor(() => expect(cellsOf(5002)[1]).toBe('user5000@corp.example'))
    expect(document.querySelector('[role=grid] [tabindex="0"]')?.getAttribute('data-cell')).toBe('5000:0')
  })

  it('says that its rows are old while other rules are judged', async () => {
    const { rows } = openPeople()
    await grid()
    cleanup()

    render(PeopleTable, { props: { rows, isStale: true, onHelp: () => undefined } })

    expect(screen.getByText(/^Judging by the changed rules/)).toBeTruthy()
    expect((await grid()).getAttribute('aria-busy')).toBe('true')
  })

  it('draws a million rows at most, and says so', async () => {
    openPeople(3_000_000)

    expect((await grid()).getAttribute('aria-rowcount')).toBe('1000001')
    expect(screen.getByText(/^The first million is shown/)).toBeTruthy()
  })

  it('says that there is nobody at all', async () => {
    openPeople(0)

    expect(await screen.findByText('There is nobody to show')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Clear/ })).toBeNull()
  })
})
