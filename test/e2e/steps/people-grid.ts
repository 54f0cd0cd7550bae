import type { Locator, Page } from '@playwright/test'

/** The table of people, of which only the rows in sight are in the page. */
export function peopleGrid(window: Page): Locator {
  return window.getByRole('grid', { name: 'People' })
}

/** How many people fit what is searched and filtered. */
export async function rowsInGrid(window: Page): Promise<number> {
  return Number(await peopleGrid(window).getAttribute('aria-rowcount')) - 1
}

/** What stands in a column of the first rows, from the top. */
export async function firstInColumn(
  window: Page,
  column: 'Outcome' | 'User name' | 'Name' | 'Mail' | 'Reason',
  rows: number
): Promise<readonly string[]> {
  const place = ['Outcome', 'User name', 'Name', 'Mail', 'Reason'].indexOf(column) + 1
  const grid = peopleGrid(window)
  const found: string[] = []
  for (let row = 0; row < rows; row += 1)
    found.push(await grid.locator(`[aria-rowindex="${String(row + 2)}"] [aria-colindex="${String(place)}"]`).innerText())
  return found
}

/** The person of whom everything is shown. */
export function personPanel(window: Page): Locator {
  return window.getByRole('main').getByRole('complementary')
}
