import type { Page } from '@playwright/test'
import { expect } from './expect.ts'
import { openScreen } from './open-screen.ts'

/** From anywhere to the overview of the practice site inside the application. */
export async function startPracticeSite(window: Page): Promise<void> {
  await openScreen(window, 'Practice')
  await window.getByRole('button', { name: 'Start the practice site' }).click()
  await expect(window.getByText('This is the practice site')).toBeVisible()
}
