import { test, type Locator } from '@playwright/test'
import { expect } from './steps/expect.ts'
import { railButton } from './steps/open-screen.ts'
import { peopleGrid, personPanel, rowsInGrid } from './steps/people-grid.ts'
import { outcomeTile, previewHeadline, previewTab } from './steps/preview-the-sync.ts'
import { shareWindow } from './steps/share-window.ts'
import { startPractice } from './steps/start-practice.ts'
import { tabTo } from './steps/tab-to.ts'

/** A preview without a mouse: from the rail to a person and back. */
// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()

test.beforeAll(() => startPractice(shared.window))

const press = (key: string) => shared.window.keyboard.press(key)
const cell = (row: number, column: number): Locator => peopleGrid(shared.window).locator(`[data-cell="${String(row)}:${String(column)}"]`)
const searchBox = () => shared.window.getByRole('searchbox', { name: 'Search people' })
const head = (name: string) => peopleGrid(shared.window).getByRole('columnheader', { name: new RegExp(`^${name}`) })

/** In the window, and nothing lies above it: neither the screen's header nor the columns that stay. */
function isInSight(control: Locator): Promise<boolean> {
  return control.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(left + Math.min(width / 2, 40), top + height / 2))
  })
}

/** The stops of the Tab key from here, until the page begins anew. */
async function stops(most: number): Promise<readonly string[]> {
  const names: string[] = []
  for (let presses = 0; presses < most; presses += 1) {
    await press('Tab')
    names.push(
      await shared.window.evaluate(() => {
        const focused = document.activeElement
        if (focused === null || focused === document.body) return ''
        const label = focused.getAttribute('aria-label') ?? document.querySelector(`label[for="${focused.id}"]`)?.textContent
        return (label ?? focused.textContent).trim().replaceAll(/\s+/g, ' ')
      })
    )
  }
  return names
}

test('the preview is begun from the rail, and the focus goes to its result', async () => {
  const { window } = shared
  await tabTo(window, railButton(window, 'Preview'))
  await press('Enter')
  await expect(window.getByRole('heading', { level: 1, name: 'Preview' })).toBeFocused()
  await tabTo(window, window.getByRole('main').getByRole('button', { name: 'Preview the sync' }))
  await press('Enter')

  await expect(window.getByRole('button', { name: 'Read again' })).toBeVisible()
  await expect(previewHeadline(window)).toBeFocused()
})

test('the Tab key goes through the result as it is read, with one stop for the whole table', async () => {
  const found = await stops(16)

  expect(found).toEqual([
    'How we know: safety',
    expect.stringMatching(/Comes$/),
    expect.stringMatching(/Changes$/),
    expect.stringMatching(/Disabled$/),
    expect.stringMatching(/Deleted$/),
    expect.stringMatching(/Unchanged$/),
    expect.stringMatching(/Left out$/),
    'Why, or why not',
    expect.stringMatching(/^Filters/),
    expect.stringMatching(/^People/),
    'Search people',
    'Reasons and warnings',
    'Comes',
    expect.stringMatching(/^Save \d+ rows as CSV$/),
    expect.stringMatching(/^Save \d+ rows as JSON$/),
    expect.stringMatching(/^Save \d+ rows as HTML$/)
  ])
})

test('/ leads to the search, and the arrow down from it to the rows', async () => {
  const { window } = shared
  await press('/')
  await expect(searchBox()).toBeFocused()
  await window.keyboard.type('smith')
  await expect.poll(() => rowsInGrid(window)).toBeLessThan(100)
  await press('ArrowDown')
  await expect(cell(0, 0)).toBeFocused()

  await press('/')
  await press('Escape')
  await expect(searchBox()).toHaveValue('')
  await expect.poll(() => rowsInGrid(window)).toBeGreaterThan(300)
  await press('ArrowDown')
  await expect(cell(0, 0)).toBeFocused()
})

test('arrows, Home, End and the page keys move in the table; what has the focus is in sight', async () => {
  const { window } = shared
  const last = (await rowsInGrid(window)) - 1
  const moves: readonly (readonly [key: string, row: number, column: number])[] = [
    ['ArrowRight', 0, 1],
    ['ArrowDown', 1, 1],
    ['End', 1, 6],
    ['Home', 1, 0],
    ['ArrowLeft', 1, 0],
    ['Control+End', last, 6],
    ['ArrowDown', last, 6],
    ['Control+Home', 0, 0],
    ['ArrowUp', -1, 0],
    ['ArrowUp', -1, 0],
    ['ArrowDown', 0, 0]
  ]
  for (const [key, row, column] of moves) {
    await press(key)
    await expect(cell(row, column), key).toBeFocused()
    await expect.poll(() => isInSight(cell(row, column)), key).toBe(true)
  }
  await press('PageDown')
  const place = await peopleGrid(window).locator(':focus').getAttribute('data-cell')
  expect(Number(place?.split(':')[0])).toBeGreaterThan(3)
  await press('PageUp')
  await expect(cell(0, 0)).toBeFocused()
})

test('Enter in a header sorts, Shift and Enter add a key, Alt and an arrow make a column wider', async () => {
  const { window } = shared
  await press('ArrowUp')
  await press('Enter')
  await expect(head('Outcome')).toHaveAttribute('aria-sort', 'ascending')
  for (let presses = 0; presses < 2; presses += 1) await press('ArrowRight')
  await press('Shift+Enter')
  await expect(head('Name')).toHaveAttribute('aria-sort', 'ascending')
  await expect(head('Outcome')).toHaveAttribute('aria-sort', 'ascending')
  await expect(cell(-1, 2)).toBeFocused()

  const width = async (): Promise<number> => (await head('Name').boundingBox())?.width ?? 0
  const before = await width()
  await press('Alt+ArrowRight')
  await expect.poll(width).toBe(before + 16)
  await press('Alt+ArrowLeft')
  await expect.poll(width).toBe(before)
  await expect(peopleGrid(window)).toHaveAttribute('aria-busy', 'false')
})

test('Enter opens a person, and Escape goes back to the row', async () => {
  const { window } = shared
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await press(key)
  const panel = personPanel(window)
  await expect(panel.getByRole('heading', { level: 2 })).toBeFocused()
  await expect(panel.getByRole('region', { name: 'How this comes about' })).toBeVisible()
  await tabTo(window, panel.getByRole('button', { name: 'Copy as text' }))
  await press('Escape')

  await expect(panel).toHaveCount(0)
  await expect(cell(2, 2)).toBeFocused()
})

test('arrow keys go from tab to tab, and groups lead back to people', async () => {
  const { window } = shared
  await tabTo(window, previewTab(window, 'People'), 'Shift+Tab')
  for (const [key, name] of [
    ['ArrowRight', 'Groups'],
    ['End', 'Assumptions'],
    ['ArrowLeft', 'Compare'],
    ['ArrowLeft', 'Groups']
  ] as const) {
    await press(key)
    await expect(previewTab(window, name)).toBeFocused()
    await expect(previewTab(window, name)).toHaveAttribute('aria-selected', 'true')
  }
  await tabTo(window, window.getByRole('button', { name: /^Show who is in All Staff/ }))
  await press('Enter')

  await expect(previewTab(window, 'People')).toBeFocused()
  await expect.poll(() => rowsInGrid(window)).toBeLessThan(300)
  await tabTo(window, window.getByRole('button', { name: 'Clear all filters' }))
  await press('Enter')
  await expect(window.getByRole('button', { name: 'Reasons and warnings' })).toBeFocused()
})

test('a tile is pressed and released, a question is asked and closed, filters are applied from their box', async () => {
  const { window } = shared
  await tabTo(window, outcomeTile(window, 'left-out'), 'Shift+Tab')
  await press('Space')
  await expect(outcomeTile(window, 'left-out')).toHaveAttribute('aria-pressed', 'true')
  await press('Space')
  await expect(outcomeTile(window, 'left-out')).toBeFocused()

  await tabTo(window, window.getByRole('textbox', { name: 'Why, or why not' }))
  await window.keyboard.type('anna.smith')
  await press('Enter')
  await tabTo(window, window.getByRole('button', { name: 'Show every step' }))
  await press('Enter')
  await expect(personPanel(window).getByRole('heading', { level: 2 })).toBeFocused()
  await press('Escape')
  await expect(window.getByRole('button', { name: 'Show every step' })).toBeFocused()

  await tabTo(window, window.getByRole('button', { name: /^Filters/ }))
  await press('Enter')
  await tabTo(window, window.getByRole('textbox', { name: 'Only provision users in these groups' }))
  await window.keyboard.type('Sales')
  await press('Control+Enter')
  await expect(outcomeTile(window, 'create')).toHaveText(/^\s*35\s/)
  await expect(window.getByRole('textbox', { name: 'Only provision users in these groups' })).toBeFocused()
})

test('and Shift with Tab goes all the way back to the rail', async () => {
  const { window } = shared
  await tabTo(window, railButton(window, 'Preview'), 'Shift+Tab')
  await expect(railButton(window, 'Preview')).toBeFocused()
})
