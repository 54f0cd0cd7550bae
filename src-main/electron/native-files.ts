import { dirname, extname, join } from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import { writeAtomically } from '../adapters/files/write-atomically.ts'
import type { FilePort } from '../core/ports.ts'
import { succeed } from '../core/result.ts'

/** Saving by the system's own dialog. */
export function createNativeFiles(): FilePort {
  let folder = app.getPath('documents')
  return {
    async save(suggestedName, text) {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
      const extension = extname(suggestedName).slice(1)
      const options = { defaultPath: join(folder, suggestedName), filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }
      const answer = window === undefined ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options)
      if (answer.canceled || answer.filePath === '') return succeed({ kind: 'not-saved' })
      folder = dirname(answer.filePath)
      const written = await writeAtomically(answer.filePath, text)
      return written.ok ? succeed({ kind: 'saved', path: written.value }) : written
    }
  }
}
