import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { type DirectoryCounts, generateDirectory } from '../bench/directory-generator.ts'
import { answerOpenDialog } from './steps/answer-open-dialog.ts'
import { expect } from './steps/expect.ts'
import { openScreen } from './steps/open-screen.ts'
import { firstInColumn, peopleGrid, rowsInGrid } from './steps/people-grid.ts'
import { outcomeTile, pressPreview, previewHeadline, previewTab, untilPreviewed } from './steps/preview-the-sync.ts'
import { shareWindow } from './steps/share-window.ts'
import { type Stalls, watchStalls } from './steps/watch-stalls.ts'

/** 100,000 people and 5,000 groups: nothing that one does in the window may wait for them. Times are printed; the machine may be busy. */
// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()
const longestStallMs = 1000
let counts: DirectoryCounts

test.beforeAll(async () => {
  const { launched } = shared
  const ldif = createWriteStream(join(launched.userDataFolder, 'large.ldif'))
  const generated = generateDirectory({ users: 100_000, groups: 5000 }, (text) => void ldif.write(text))
  counts = generated.counts
  await writeFile(join(launched.userDataFolder, 'users.json'), JSON.stringify(generated.siteUsers))
  ldif.end('\n')
  await once(ldif, 'close')
})

function report(when: string, { mainMs, windowMs, windowTaskMs }: Stalls): void {
  console.log(
    `measure: longest stall ${when}: main process ${String(mainMs)} ms, window ${String(windowMs)} ms between frames, ${windowTaskMs === 0 ? 'under 50' : String(windowTaskMs)} ms at work`
  )
}

/** Does something, and says how long it took. */
async function timed(what: string, act: () => Promise<void>): Promise<void> {
  const startedMs = performance.now()
  await act()
  console.log(`measure: ${what} ${String(Math.round(performance.now() - startedMs))} ms`)
}

/** Without `expect`, whose every look in vain describes the whole page for the report: 20 ms of work that would count as the window's. */
async function untilInPage(selector: string): Promise<void> {
  await shared.window.waitForFunction((wanted) => document.querySelector(wanted) !== null, selector)
}

const grid = () => peopleGrid(shared.window)
const searchBox = () => shared.window.getByRole('searchbox', { name: 'Search people' })

/** Rows in sight whose people are still on their way. */
function emptyRowsInSight(): Promise<number> {
  return grid().evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    const isInSight = (row: Element): boolean => row.getBoundingClientRect().bottom > top && row.getBoundingClientRect().top < bottom
    return [...element.querySelectorAll('[role=row]:has(.bar)')].filter(isInSight).length
  })
}

test('they are read without a stall of either process, and counted right', async () => {
  const { app, window, launched } = shared
  await openScreen(window, 'Preview')
  for (const [source, button, name] of [
    ['An LDIF file', 'Choose an LDIF file', 'large.ldif'],
    ['A JSON file of users', 'Choose a JSON file', 'users.json']
  ] as const) {
    await answerOpenDialog(app, join(launched.userDataFolder, name))
    await window.getByRole('radio', { name: source }).check()
    await window.getByRole('button', { name: button }).click()
    await expect(window.getByText(name)).toBeVisible()
  }
  await window.getByRole('radio', { name: 'OpenLDAP' }).check()
  const stopped = await watchStalls(app, window)
  await timed('100,000 people from an LDIF file', async () => {
    await pressPreview(window)
    await untilInPage('progress')
    await untilInPage('[aria-labelledby="first-people-heading"]')
    // The rows come ten at a time.
    await untilInPage('[role=grid] [aria-rowindex="20"]')
  })
  const stalls = await stopped()
  report('while reading', stalls)

  await untilPreviewed(window)
  await expect(previewHeadline(window)).toHaveText(
    /^100,000 people in the directory, 99,996 users on the site: the sync would create 1,004, update [\d,]+ and disable 1,000/
  )
  expect(await rowsInGrid(window)).toBe(counts.people + counts.gone)
  await expect(outcomeTile(window, 'create')).toContainText('1,004')
  await expect(outcomeTile(window, 'disable')).toContainText('1,000')
  await expect(previewTab(window, 'Groups')).toContainText('5,000')
  expect(stalls.mainMs).toBeLessThan(longestStallMs)
  expect(stalls.windowMs).toBeLessThan(longestStallMs)
})

test('the table goes to its end, is searched and sorted, and the window stays quick', async () => {
  const { app, window } = shared
  const stopped = await watchStalls(app, window)
  await grid().getByRole('rowheader').first().click()
  await window.keyboard.press('Escape')
  const last = grid().locator(`[aria-rowindex="${String(counts.people + counts.gone + 1)}"] [aria-colindex="2"] .text`)
  await timed('to the last of 101,000 rows', async () => {
    await window.keyboard.press('Control+End')
    await expect(last).toBeVisible()
  })
  await expect(grid().locator(':focus')).toHaveAttribute('data-cell', /^100999:/)
  await timed('and back to the first', async () => {
    await window.keyboard.press('Control+Home')
    await expect(grid().locator('[data-cell="0:0"]')).toBeFocused()
  })
  await timed('scrolled through by the wheel', async () => {
    await grid().hover()
    for (let turns = 0; turns < 30; turns += 1) await window.mouse.wheel(0, 20_000)
    await expect.poll(() => emptyRowsInSight()).toBe(0)
  })
  await timed('searched while typing', async () => {
    await searchBox().focus()
    await window.keyboard.type('corp.example.test 9999')
    await expect(window.getByText(/^[\d,]+ of 101,000 people$/)).toBeVisible()
    await expect.poll(() => rowsInGrid(window)).toBeLessThan(1000)
  })
  for (const mail of await firstInColumn(window, 'Mail', 3)) expect(mail).toContain('9999')
  await searchBox().fill('')
  await expect.poll(() => rowsInGrid(window)).toBe(counts.people + counts.gone)
  await timed('sorted by name', async () => {
    await grid().getByRole('columnheader', { name: /^Name/ }).getByRole('button').click()
    await expect(grid().getByRole('columnheader', { name: /^Name/ })).toHaveAttribute('aria-sort', 'ascending')
    await expect(grid()).toHaveAttribute('aria-busy', 'false')
  })
  const stalls = await stopped()
  report('in the table', stalls)

  expect(stalls.mainMs).toBeLessThan(longestStallMs)
  expect(stalls.windowMs).toBeLessThan(longestStallMs)
})
