/** Rows on the screen, from the first to the last, counted from 0. */
export interface RowWindow {
  readonly first: number
  readonly last: number
}

/** Pages that the window needs, those on the screen first; and the next one when its edge is near. */
export function pagesAround({ first, last }: RowWindow, total: number, pageSize: number): readonly number[] {
  if (total === 0) return []
  const lastPage = Math.ceil(total / pageSize) - 1
  const within = (row: number): number => Math.min(Math.max(Math.floor(row / pageSize), 0), lastPage)
  const ahead = Math.floor(pageSize / 4)
  const from = within(first)
  const to = within(last)
  const pages = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return [...new Set([...pages, within(last + ahead), within(first - ahead)])]
}

/** Rows at hand, by the number of their page. */
export type RowPages<Row> = ReadonlyMap<number, readonly Row[]>

export const noPages: RowPages<never> = new Map()

/** With another page; of all those the ones nearest to the window, so that scrolling back a little asks for nothing. */
export function withPage<Row>(
  pages: RowPages<Row>,
  page: number,
  rows: readonly Row[],
  window: RowWindow,
  pageSize: number
): RowPages<Row> {
  const middle = (window.first + window.last) / 2 / pageSize - 0.5
  const all = [...new Map(pages).set(page, rows)]
  return new Map(all.sort(([one], [other]) => Math.abs(one - middle) - Math.abs(other - middle)).slice(0, MOST_PAGES))
}

const MOST_PAGES = 8
