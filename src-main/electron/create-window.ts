import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { WindowPlace } from '../adapters/store/create-window-place.ts'
import { APP_ORIGIN } from './serve-renderer.ts'

export interface WindowOptions {
  readonly folder: string
  readonly place: { read(): WindowPlace; save(place: WindowPlace): void }
  /** Before the page loads: whoever is not admitted gets nothing from the IPC door. */
  admit(contents: Electron.WebContents): void
}

/** The one window: sandboxed, isolated, at the place where it was last. */
export function createWindow({ folder, place, admit }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...visibleBounds(place.read()),
    minWidth: 900,
    minHeight: 620,
    show: false,
    icon: join(app.getAppPath(), 'resources', 'icon.png'),
    title: 'Entra Setup Assistant for Files.com',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#161a21' : '#ffffff',
    webPreferences: {
      preload: join(folder, 'preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false
    }
  })
  admit(window.webContents)
  window.once('ready-to-show', () => window.show())
  window.on('close', () => place.save(window.getNormalBounds()))
  void window.loadURL(`${APP_ORIGIN}/`)
  return window
}

/** A place on a screen that is no longer there would open a window nobody can see. */
function visibleBounds({
  x,
  y,
  width,
  height
}: WindowPlace): { width: number; height: number } | { x: number; y: number; width: number; height: number } {
  if (x === undefined || y === undefined) return { width, height }
  const isVisible = screen.getAllDisplays().some(({ workArea }) => {
    const isBeside = x > workArea.x + workArea.width - 100 || x + width < workArea.x + 100
    const isAboveOrBelow = y < workArea.y - 20 || y > workArea.y + workArea.height - 100
    return !isBeside && !isAboveOrBelow
  })
  return isVisible ? { x, y, width, height } : { width, height }
}
