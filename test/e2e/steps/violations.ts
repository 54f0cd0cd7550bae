import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { untilStill } from './until-still.ts'

/** What axe finds wrong with the screen as it stands: rule and place, one line each. */
export async function violations(window: Page): Promise<readonly string[]> {
  await untilStill(window)
  // Its half a megabyte goes into each page once; a script that does nothing stands for it afterwards.
  const isThere = await window.evaluate(() => 'axe' in globalThis)
  const axe = isThere ? new AxeBuilder({ page: window, axeSource: 'void 0' }) : new AxeBuilder({ page: window })
  // Without legacy mode axe opens a second page, which Electron does not offer. What passed is not described: it takes as long as the rest.
  const { violations: found } = await axe
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary ?? ''}`))
}
