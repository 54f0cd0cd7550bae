import type { Locator, Page } from '@playwright/test'
import { expect } from './expect.ts'

/** On the Site screen: what this computer knows of a site goes away, after a second yes. */
export async function forgetSite(window: Page, host: string): Promise<void> {
  await rememberedSite(window, host)
    .getByRole('button', { name: /^Forget / })
    .click()
  await rememberedSite(window, host)
    .getByRole('button', { name: /on this computer$/ })
    .click()
  await expect(rememberedSite(window, host)).toHaveCount(0)
}

/** The line of a site that was connected before. */
export function rememberedSite(window: Page, host: string): Locator {
  return window.getByRole('main').getByRole('listitem').filter({ hasText: host })
}
