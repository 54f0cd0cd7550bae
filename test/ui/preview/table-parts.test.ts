import { describe, expect, it } from 'vitest'
import type { PreviewRow } from '../../../src-main/core/preview/preview-result.ts'
import { noPages, pagesAround, type RowPages, withPage } from '../../../src-renderer/state/page-window.ts'
import { nextSort, toggled } from '../../../src-renderer/state/row-choices.ts'
import { changesInShort } from '../../../src-renderer/preview/table/changes-in-short.ts'
import { HEADER, nextCell } from '../../../src-renderer/lib/table/grid-keys.ts'
import { rowsInPage } from '../../../src-renderer/lib/table/rows-in-page.ts'
import { ada, personAt } from '../support/preview-people.ts'

describe('the pages around what is on the screen', () => {
  it('are those of the visible rows, and the next one when its edge is near', () => {
    expect(pagesAround({ first: 0, last: 18 }, 500_000, 200)).toEqual([0])
    expect(pagesAround({ first: 140, last: 158 }, 500_000, 200)).toEqual([0, 1])
    expect(pagesAround({ first: 195, last: 213 }, 500_000, 200)).toEqual([0, 1])
    expect(pagesAround({ first: 410, last: 428 }, 500_000, 200)).toEqual([2, 1])
  })

  it('end with the rows, and are none without rows', () => {
    expect(pagesAround({ first: 499_990, last: 499_999 }, 500_000, 200)).toEqual([2499])
    expect(pagesAround({ first: 900, last: 950 }, 10, 200)).toEqual([0])
    expect(pagesAround({ first: 0, last: 0 }, 0, 200)).toEqual([])
  })

  it('are kept up to a few, the farthest given up first', () => {
    let pages: RowPages<PreviewRow> = noPages
    for (let page = 0; page < 30; page += 1) {
      const first = page * 200
      pages = withPage(pages, page, [personAt(first)], { first, last: first + 18 }, 200)
    }

    expect([...pages.keys()].sort((one, other) => one - other)).toEqual([22, 23, 24, 25, 26, 27, 28, 29])
  })
})

describe('the order of a table', () => {
  it('goes up, down and away with every press of a column', () => {
    const up = nextSort([], 'name', false)
    const down = nextSort(up, 'name', false)

    expect([up, down, nextSort(down, 'name', false)]).toEqual([
      [{ column: 'name', descending: false }],
      [{ column: 'name', descending: true }],
      []
    ])
  })

  it('takes a further key behind the others, turns it, and lets it go, with the others as they were', () => {
    const byOutcome = nextSort([], 'outcome', true)
    const two = nextSort(byOutcome, 'name', true)
    const turned = nextSort(two, 'outcome', true)

    expect(two.map(({ column }) => column)).toEqual(['outcome', 'name'])
    expect(turned[0]).toEqual({ column: 'outcome', descending: true })
    expect(nextSort(turned, 'outcome', true).map(({ column }) => column)).toEqual(['name'])
  })

  it('is that of the pressed column alone when there were several', () => {
    const two = nextSort(nextSort([], 'outcome', false), 'name', true)

    expect(nextSort(two, 'name', false)).toEqual([{ column: 'name', descending: false }])
    expect(nextSort(two, 'mail', false)).toEqual([{ column: 'mail', descending: false }])
  })

  it('toggles what is chosen', () => {
    expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
    expect(toggled(['b'], 'a')).toEqual(['b', 'a'])
  })
})

describe('the keys of the grid', () => {
  const size = { rows: 500_000, columns: 7, pageRows: 15 }
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  const from = { row: 100, column: 3 }
  const to = (key: string, cell = from, keys: Partial<typeof plain> = {}) => nextCell({ ...plain, ...keys, key }, cell, size)

  it('move by a cell, a page, a row or everything', () => {
    expect(to('ArrowUp')).toEqual({ row: 99, column: 3 })
    expect(to('ArrowDown')).toEqual({ row: 101, column: 3 })
    expect(to('ArrowLeft')).toEqual({ row: 100, column: 2 })
    expect(to('ArrowRight')).toEqual({ row: 100, column: 4 })
    expect(to('PageUp')).toEqual({ row: 85, column: 3 })
    expect(to('PageDown')).toEqual({ row: 115, column: 3 })
    expect(to('Home')).toEqual({ row: 100, column: 0 })
    expect(to('End')).toEqual({ row: 100, column: 6 })
    expect(to('Home', from, { ctrlKey: true })).toEqual({ row: 0, column: 0 })
    expect(to('End', from, { ctrlKey: true })).toEqual({ row: 499_999, column: 6 })
    expect(to('End', from, { metaKey: true })).toEqual({ row: 499_999, column: 6 })
  })

  it('stop at the edges, and reach the header from the first row', () => {
    expect(to('ArrowUp', { row: 0, column: 0 })).toEqual({ row: HEADER, column: 0 })
    expect(to('ArrowUp', { row: HEADER, column: 0 })).toEqual({ row: HEADER, column: 0 })
    expect(to('ArrowDown', { row: HEADER, column: 2 })).toEqual({ row: 0, column: 2 })
    expect(to('ArrowLeft', { row: 0, column: 0 })).toEqual({ row: 0, column: 0 })
    expect(to('ArrowRight', { row: 0, column: 6 })).toEqual({ row: 0, column: 6 })
    expect(to('PageUp', { row: 3, column: 0 })).toEqual({ row: 0, column: 0 })
    expect(to('PageDown', { row: 499_999, column: 0 })).toEqual({ row: 499_999, column: 0 })
    expect(nextCell({ ...plain, key: 'ArrowDown' }, { row: HEADER, column: 0 }, { ...size, rows: 0 })).toEqual({ row: HEADER, column: 0 })
  })

  it('leave all other keys to whoever knows them', () => {
    expect([to('a'), to('Tab'), to('ArrowRight', from, { altKey: true }), to('ArrowDown', from, { shiftKey: true })]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined
    ])
  })
})

describe('the rows in the page', () => {
  const span = { first: 100, last: 102 }
  const keeping = (kept: number) => rowsInPage(span, { kept, count: 500, beyond: 1 })

  it('are those in sight and the one with the focus', () => {
    expect(keeping(101)).toEqual([99, 100, 101, 102, 103])
    expect(keeping(4)).toEqual([4, 99, 100, 101, 102, 103])
    expect(keeping(400)).toEqual([99, 100, 101, 102, 103, 400])
  })

  it('are those in sight when the focus is in the header, or its row is gone', () => {
    expect(keeping(HEADER)).toEqual([99, 100, 101, 102, 103])
    expect(keeping(500)).toEqual([99, 100, 101, 102, 103])
  })
})

describe('changes in short', () => {
  it('name the fields and count the groups', () => {
    expect(changesInShort(ada)).toBe('Email, full name, joins 1 group, leaves 2 groups')
    expect(changesInShort(personAt(1))).toBe('')
  })
})
