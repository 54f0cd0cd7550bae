import { screen, waitFor, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeAll, describe, expect, it } from 'vitest'
import type { OperationInput } from '../../../src-main/contract/operations.ts'
import type { RowPage } from '../../../src-main/core/preview/query-rows.ts'
import { done, type FakeBridge } from '../support/fake-bridge.ts'
import { heldReply } from '../support/held-reply.ts'
import { supportLayout } from '../support/layout.ts'
import { cellsOf, focusedCell, grid, openPeople } from '../support/open-people.ts'
import { pageOf, personAt } from '../support/preview-people.ts'

const queries = (bridge: FakeBridge) => (bridge.inputsOf('preview.rows') as OperationInput<'preview.rows'>[]).map(({ query }) => query)
const box = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search people' })
const chips = () => within(screen.getByRole('list', { name: 'Filters in effect' })).getAllByRole('button')

beforeAll(() => supportLayout())

describe('searching people', () => {
  it('is reached by a slash, which is a letter where text is typed', async () => {
    const { user } = openPeople()
    await grid()

    await user.keyboard('/')
    expect(document.activeElement).toBe(box())
    await user.keyboard('a/b')

    expect(box().value).toBe('a/b')
  })

  it('says how many fit while somebody types, and the arrow down leads to them', async () => {
    const { user, bridge } = openPeople()
    await grid()
    expect(screen.getByText('500,000 people')).toBeTruthy()
    bridge.answer('preview.rows', (input) => done(pageOf(1234, input)))

    await user.type(box(), 'ada')
    expect(await screen.findByText('1,234 of 500,000 people')).toBeTruthy()
    await user.keyboard('{ArrowDown}')

    expect(queries(bridge).at(-1)?.search).toBe('ada')
    await waitFor(() => expect(focusedCell()).toBe('0:0'))
  })

  it('keeps the number of the rows that are shown until the next ones have come', async () => {
    const { bridge, rows } = openPeople()
    await grid()
    const held = heldReply<RowPage>()
    bridge.answer('preview.rows', () => held.promise)

    rows.toggleOutcome('delete')
    await tick()
    expect(screen.getByText('500,000 people')).toBeTruthy()
    held.release(done({ total: 1, rows: [personAt(9)] }))

    expect(await screen.findByText('1 of 500,000 people')).toBeTruthy()
  })

  it('is cleared by Escape', async () => {
    const { user, bridge } = openPeople()
    await grid()
    await user.type(box(), 'ada')
    await waitFor(() => expect(queries(bridge).at(-1)?.search).toBe('ada'))

    await user.keyboard('{Escape}')

    expect(box().value).toBe('')
    expect(queries(bridge).at(-1)?.search).toBeUndefined()
  })

  it('says which filters leave nobody, and takes them off', async () => {
    const { user, bridge, rows } = openPeople()
    await grid()
    bridge.answer('preview.rows', (input) => done(pageOf(input.query.search === undefined ? 20 : 0, input)))
    rows.showOutcomes(['left-out'])
    await user.type(box(), 'xyz')

    expect(await screen.findByText('In effect: “Left out”, the search for “xyz”.')).toBeTruthy()
    expect(screen.getByText('0 of 500,000 people')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Clear the search' }))

    await waitFor(() => expect(cellsOf(2)[1]).toBe('ada@corp.example'))
    expect(document.activeElement).toBe(box())
    expect(chips()).toHaveLength(1)
  })
})

describe('the filter chips', () => {
  it('say what is in effect and how many it fits, and go by a press', async () => {
    const { user, bridge, rows } = openPeople()
    await grid()
    rows.showOutcomes(['update', 'left-out'])
    rows.showGroup({ number: 3, name: 'Sales' })
    await waitFor(() =>
      expect(chips().map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())).toEqual([
        'Remove the filter: Changes 12',
        'Remove the filter: Left out 60',
        'Remove the filter: In the group Sales'
      ])
    )

    await user.click(screen.getByRole('button', { name: 'Remove the filter: Left out 60' }))
    await user.click(screen.getByRole('button', { name: 'Remove the filter: In the group Sales' }))

    expect(queries(bridge).at(-1)?.filter).toEqual({ outcomes: ['update'], reasons: [], warnings: [] })
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Reasons and warnings' }))
  })

  it('offer the reasons and warnings that there are, with how many', async () => {
    const { user, bridge } = openPeople()
    await grid()
    const opener = screen.getByRole('button', { name: 'Reasons and warnings' })
    expect(opener.getAttribute('aria-expanded')).toBe('false')
    await user.click(opener)

    const offered = (name: string) => within(screen.getByRole('group', { name })).getAllByRole('button')
    const texts = (name: string) => offered(name).map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim())
    expect(texts('Reasons')).toEqual(['New on the site 3', 'Fields differ 12', 'The same 223'])
    expect(texts('Warnings')).toEqual(['No mail address 1', 'Account locked 4'])

    await user.click(screen.getByRole('button', { name: 'Account locked 4' }))
    await user.click(screen.getByRole('button', { name: 'Fields differ 12' }))

    expect(offered('Warnings').map((chip) => chip.getAttribute('aria-pressed'))).toEqual(['false', 'true'])
    expect(queries(bridge).at(-1)?.filter).toEqual({ outcomes: [], reasons: ['fields-differ'], warnings: ['locked'] })
  })

  it('all go at once, the search with them', async () => {
    const { user, bridge, rows } = openPeople()
    await grid()
    expect(screen.queryByRole('button', { name: 'Clear all filters' })).toBeNull()
    rows.toggleReason('same')
    rows.type('ada')

    await user.click(await screen.findByRole('button', { name: 'Clear all filters' }))

    expect(queries(bridge).at(-1)).toEqual({ filter: { outcomes: [], reasons: [], warnings: [] }, sort: [], offset: 0, limit: 200 })
    expect([box().value, screen.queryByRole('list', { name: 'Filters in effect' })]).toEqual(['', null])
  })
})
