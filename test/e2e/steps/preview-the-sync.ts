import type { Locator, Page } from '@playwright/test'
import { outcomeText } from '../../../src-main/core/preview/export/outcome-text.ts'
import type { Outcome } from '../../../src-main/core/preview/preview-result.ts'
import { expect } from './expect.ts'

/** Presses the button on the Preview screen and waits for the result. Answers its headline. */
export async function previewTheSync(window: Page): Promise<string> {
  await pressPreview(window)
  return untilPreviewed(window)
}

/** Presses the button; the reading begins then. */
export async function pressPreview(window: Page): Promise<void> {
  await window.getByRole('main').getByRole('button', { name: 'Preview the sync' }).click()
}

/** Waits for the result of a reading. Answers its headline. */
export async function untilPreviewed(window: Page): Promise<string> {
  await expect(window.getByRole('button', { name: 'Read again' })).toBeVisible()
  return previewHeadline(window).innerText()
}

/** What is read, or what came of it; it has the focus when it is new. */
export function previewHeadline(window: Page): Locator {
  return window.locator('#preview-heading')
}

/** How many people have an outcome; pressed, it shows only those. */
export function outcomeTile(window: Page, outcome: Outcome): Locator {
  return window
    .getByRole('group', { name: /^What would become of people/ })
    .getByRole('button', { name: new RegExp(`${outcomeText[outcome]}$`) })
}

/** One of the four ways to look at a preview. */
export function previewTab(window: Page, name: 'People' | 'Groups' | 'Compare' | 'Assumptions'): Locator {
  return window.getByRole('tab', { name: new RegExp(`^${name}`) })
}
