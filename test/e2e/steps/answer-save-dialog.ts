import type { ElectronApplication } from '@playwright/test'

/** What a person answers from now on when the system asks where to save: this path, or nothing at all. */
export async function answerSaveDialog(app: ElectronApplication, path: string | undefined): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === undefined, filePath: filePath ?? '' })
  }, path)
}
