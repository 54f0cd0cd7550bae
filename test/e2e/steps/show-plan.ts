import type { Locator, Page } from '@playwright/test'
import { expect } from './expect.ts'

/** Presses the button on the Set up screen and waits for the plan. Answers its digest, 64 digits. */
export async function showPlan(window: Page): Promise<string> {
  await window.getByRole('main').getByRole('button', { name: 'Show the plan', exact: true }).click()
  return untilPlanned(window)
}

/** Waits for a plan that is being made. Answers its digest. */
export async function untilPlanned(window: Page): Promise<string> {
  await expect(shownDigest(window)).toHaveText(/^[0-9a-f\s]{64,}$/)
  return (await shownDigest(window).innerText()).replaceAll(/\s/g, '')
}

/** The digest as it stands in the window, in groups. */
export function shownDigest(window: Page): Locator {
  return window
    .getByRole('term')
    .filter({ hasText: /^Digest$/ })
    .locator('..')
    .getByRole('code')
}

/** The headline of a plan, or of a run. */
export function headline(window: Page): Locator {
  return window.getByRole('main').getByRole('heading', { level: 2 }).first()
}

/** The lines of the plan: a setting with its value before and after. */
export function plannedSetting(window: Page, label: string): Locator {
  return window
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: window.getByText(label, { exact: true }) })
}
