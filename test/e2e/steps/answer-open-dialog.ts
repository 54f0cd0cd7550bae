import type { ElectronApplication } from '@playwright/test'

/** What a person answers from now on when the system asks which file to open: this path, or nothing at all. */
export async function answerOpenDialog(app: ElectronApplication, path: string | undefined): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: filePath === undefined, filePaths: filePath === undefined ? [] : [filePath] })
  }, path)
}
