import type { ElectronApplication, Page } from '@playwright/test'
import { expect } from './expect.ts'

export interface WindowShape {
  readonly width: number
  readonly height: number
  /** 2 is 200 %. */
  readonly zoom?: number
}

/** Gives the page this many pixels of the screen, at a zoom as people choose it from the menu. */
export async function resizeWindow(app: ElectronApplication, window: Page, { width, height, zoom = 1 }: WindowShape): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, shape) => {
      const [main] = BrowserWindow.getAllWindows()
      main?.setContentSize(shape.width, shape.height)
      main?.webContents.setZoomFactor(shape.zoom)
    },
    { width, height, zoom }
  )
  await expect.poll(() => window.evaluate(() => [innerWidth, innerHeight])).toEqual([Math.round(width / zoom), Math.round(height / zoom)])
}
