import type { Page } from '@playwright/test'
import { expect } from './expect.ts'

/** Goes to the chosen site by the top of the rail: its overview, or the form to connect one. */
export async function openSite(window: Page): Promise<void> {
  await siteSwitcher(window).click()
  await expect(window.getByRole('heading', { level: 1 })).toBeFocused()
}

/** Name, administrator and state of the chosen site. */
export function siteSwitcher(window: Page) {
  return window.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: /^Site:/ })
}
