import type { Locator, Page } from '@playwright/test'

/** One question, by its stable id, with its choices and what was read. */
export function question(window: Page, id: string): Locator {
  return window.locator(`#question-${id}`)
}

/** Chooses an answer by its value, as a pointer would. */
export async function answerQuestion(window: Page, id: string, value: string): Promise<void> {
  await question(window, id).locator(`input[value="${value}"]`).check()
}

/** The sentence on top. */
export function adviceHeadline(window: Page): Locator {
  return window.getByRole('tabpanel').getByRole('status').first()
}

/** The card of one of the two recommendations. */
export function recommended(window: Page, subject: 'Sign-in' | 'Provisioning'): Locator {
  return window
    .getByRole('tabpanel')
    .locator('section.card')
    .filter({ has: window.getByText(subject, { exact: true }) })
}
