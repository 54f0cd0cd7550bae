import type { Locator, Page } from '@playwright/test'
import { classTitles } from '../../../src-main/core/identity/class-texts.ts'
import type { IdentityClass } from '../../../src-main/core/identity/identity-views.ts'
import { answerOpenDialog } from './answer-open-dialog.ts'
import { expect } from './expect.ts'
import { openScreen } from './open-screen.ts'
import { peopleGrid } from './people-grid.ts'
import type { Stage } from './state.ts'

/** Which ways count, and no others. */
export async function chooseWays(window: Page, wanted: readonly string[]): Promise<void> {
  const toggle = window.getByRole('button', { name: /^What names people/ })
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click()
  const boxes = window.getByRole('group', { name: 'Which ways are in use, or planned?' }).getByRole('checkbox')
  for (const box of await boxes.all()) await box.setChecked(false)
  for (const name of wanted) await window.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check()
  await toggle.click()
}

/** Presses the button on the Identity screen and waits for the table. Answers the headline. */
export async function compareNames(window: Page): Promise<string> {
  await window.getByRole('main').getByRole('button', { name: 'Compare the names' }).click()
  await expect(window.getByRole('button', { name: 'Read again' })).toBeVisible()
  await expect(peopleGrid(window).getByRole('rowheader').first()).toBeVisible()
  return window.locator('#identity-heading').innerText()
}

/** People come from this CSV file of Entra ID. */
export async function chooseEntraExport({ app, window }: Pick<Stage, 'app' | 'window'>, path: string): Promise<void> {
  await window.getByRole('radio', { name: /^Users that Entra ID exported/ }).check()
  await answerOpenDialog(app, path)
  await window.getByRole('button', { name: /^Choose (?:a|another) CSV file/ }).click()
}

/** How many are in a class; pressed, it shows only those. A class without anybody has none. */
export function classTile(window: Page, name: IdentityClass): Locator {
  return window.getByRole('group', { name: /^What the names come to/ }).getByRole('button', { name: new RegExp(`${classTitles[name]}$`) })
}

/** From anywhere to an answer about one person. Answers its headline. */
export async function askAbout(window: Page, name: string): Promise<string> {
  await openScreen(window, 'Identity')
  await window.getByRole('tab', { name: 'One person' }).click()
  await window.getByRole('textbox', { name: 'Whom is it about?' }).fill(name)
  return pressAsk(window)
}

export async function pressAsk(window: Page): Promise<string> {
  await window
    .getByRole('main')
    .getByRole('button', { name: /^(?:Find out what is wrong|Look again)$/ })
    .click()
  await expect(window.getByRole('region', { name: 'Likely causes' })).toBeVisible()
  await expect(window.getByRole('main').getByRole('progressbar')).toHaveCount(0)
  return window.locator('#person-heading').innerText()
}
