import { test } from '@playwright/test'
import { checkTheDirectory, pressCheck, summary } from './steps/check-the-directory.ts'
import { expect } from './steps/expect.ts'
import { openScreen } from './steps/open-screen.ts'
import { line, rung, rungs } from './steps/rung.ts'
import { shareWindow } from './steps/share-window.ts'
import { startPractice } from './steps/start-practice.ts'
import { watchLadder } from './steps/watch-ladder.ts'

// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()

test('a newcomer gets from Home to a healthy ladder in three presses', async () => {
  const { window } = shared
  await expect(window.getByText('Nothing yet.')).toBeVisible()

  await window.getByRole('button', { name: 'Practise first' }).click()
  await window.getByRole('button', { name: 'Start healthy practice' }).click()
  await expect(window.getByText('You are practising')).toBeVisible()
  const endWatch = await watchLadder(window)
  const pressedAtMs = Date.now()
  await pressCheck(window)
  await expect(summary(window)).toHaveText(/^(?:All \d+ things|Nothing failed; )/)
  console.log(`measure: from pressing Check to the summary ${String(Date.now() - pressedAtMs)} ms`)

  const moments = await endWatch()
  expect(moments[0]).toMatchObject({ finished: 0 })
  expect(moments.some(({ finished, toCome }) => finished > 0 && toCome > 0)).toBe(true)
  expect(moments.at(-1)).toMatchObject({ toCome: 0, running: 0 })
})

test('every rung has its word, and none has failed', async () => {
  const { window } = shared
  const lines = await rungs(window).allInnerTexts()

  expect(lines.length).toBeGreaterThan(20)
  const words = lines.map((text) => /Proved|Warning|Failed|Waits|Broke|Not provable here|Not needed/.exec(text)?.[0])
  expect(words.filter((word) => word !== 'Proved' && word !== 'Warning' && word !== 'Not provable here')).toEqual([])
})

test('a proved rung opens with what was found and how we know, and closes again', async () => {
  const { window } = shared
  const people = rung(window, 'People are found, all of them')
  await expect(line(people)).toHaveAttribute('aria-expanded', 'false')
  await expect(people.getByRole('definition')).toHaveCount(0)

  await line(people).click()
  await expect(line(people)).toHaveAttribute('aria-expanded', 'true')
  await expect(people).toContainText('How we know')
  await expect(
    people
      .getByRole('term')
      .filter({ hasText: /^People$/ })
      .locator('..')
      .getByRole('definition')
  ).toHaveText(/^\d{3}\b/)

  await line(people).click()
  await expect(people.getByRole('definition')).toHaveCount(0)
})

test('practice leaves no trace in recent work', async () => {
  const { window } = shared
  await openScreen(window, 'Home')

  await expect(window.getByRole('region', { name: 'Recent work' })).toContainText('Nothing yet.')
})

test('the same with OpenLDAP', async () => {
  const { window } = shared
  await startPractice(window, { flavour: 'OpenLDAP' })
  await expect(window.getByRole('combobox', { name: 'Server type' })).toHaveValue('openldap')

  expect(await checkTheDirectory(window)).toMatch(/^(?:All \d+ things|Nothing failed; )/)
  const directory = rung(window, 'The directory is of the chosen type')
  await line(directory).click()
  await expect(directory).toContainText('OpenLDAP')
})

test('leaving practice brings back the empty form', async () => {
  const { window } = shared
  await window.getByRole('button', { name: 'Leave practice' }).click()

  await expect(window.getByRole('textbox', { name: 'Host', exact: true })).toHaveValue('')
  await expect(window.getByRole('button', { name: 'Save report (HTML)' })).toHaveCount(0)
})
