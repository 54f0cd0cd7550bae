import type { ElectronApplication } from '@playwright/test'

/** What the next program would paste. */
export function readClipboard(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ clipboard }) => clipboard.readText())
}

/** So that what is read afterwards was copied since. */
export async function emptyClipboard(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ clipboard }) => clipboard.clear())
}
