import type { Locator, Page } from '@playwright/test'
import { expect } from './expect.ts'
import { headline } from './show-plan.ts'

/** Applies the plan that is shown, and waits for its receipt. Answers the sentence on top of it. */
export async function applyPlan(window: Page, options: { readonly replacesPassword?: boolean } = {}): Promise<string> {
  await pressApply(window, options)
  await expect(window.getByRole('button', { name: 'Save the receipt' })).toBeVisible()
  return headline(window).innerText()
}

/** Presses the button and, where a password is replaced, says yes once more. */
export async function pressApply(window: Page, { replacesPassword = false }: { readonly replacesPassword?: boolean } = {}): Promise<void> {
  const label = await applyButton(window).innerText()
  await applyButton(window).click()
  if (replacesPassword) await window.getByRole('dialog').getByRole('button', { name: label }).click()
  await expect(headline(window)).toBeFocused()
}

export function applyButton(window: Page): Locator {
  return window.getByRole('main').getByRole('button', { name: /^(?:Apply|Hand off) \d/ })
}

/** A setting in a receipt or a hand-off, with its value and what is proved of it. */
export function receiptLine(window: Page, label: string): Locator {
  return window
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: window.getByText(label, { exact: true }) })
    .last()
}
