import type { Page } from '@playwright/test'
import { expect } from './expect.ts'

/** Presses the button; the check runs then. */
export async function pressCheck(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Check the directory' }).click()
}

/** Presses the button and waits for the report. Answers the sentence on top of the ladder. */
export async function checkTheDirectory(window: Page): Promise<string> {
  await pressCheck(window)
  return untilChecked(window)
}

/** Waits for the report of a running check: it can be saved then. */
export async function untilChecked(window: Page): Promise<string> {
  await expect(window.getByRole('button', { name: 'Save report (HTML)' })).toBeVisible()
  return summary(window).innerText()
}

/** The sentence on top of the ladder; while a check runs, where it stands. */
export function summary(window: Page) {
  return results(window).getByRole('heading', { level: 2 })
}

/** Everything below the form: summary and ladder. */
export function results(window: Page) {
  return window
    .getByRole('main')
    .getByRole('region')
    .filter({ has: window.getByRole('heading', { level: 2 }) })
}
