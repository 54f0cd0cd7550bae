import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What axe finds wrong with the screen as it stands: rule and place, one line each. */
export async function violations(window: Page): Promise<readonly string[]> {
  // Without legacy mode axe opens a second page, which Electron does not offer.
  const { violations: found } = await new AxeBuilder({ page: window }).setLegacyMode(true).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary ?? ''}`))
}
