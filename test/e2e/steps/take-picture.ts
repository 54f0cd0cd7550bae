import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { untilStill } from './until-still.ts'

/** Writes what stands in the window to a PNG file; unlike Playwright's own pictures also when it is zoomed. */
export async function takePicture(app: ElectronApplication, window: Page, path: string): Promise<void> {
  // A pointer in the middle of the window would show one thing as hovered.
  await window.mouse.move(0, 0)
  await untilStill(window)
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage()
    return image?.toPNG().toString('base64') ?? ''
  })
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, Buffer.from(png, 'base64'))
}
