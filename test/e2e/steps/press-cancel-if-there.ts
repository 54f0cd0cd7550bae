import type { Page } from '@playwright/test'

/** Ends what runs, if it still does. In one go: between a look and a press it may have ended by itself. */
export async function pressCancelIfThere(window: Page): Promise<void> {
  await window
    .getByRole('main')
    .getByRole('button', { name: 'Cancel' })
    .evaluateAll((buttons) => {
      for (const button of buttons) if (button instanceof HTMLElement) button.click()
    })
}
