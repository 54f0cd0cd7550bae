import { dirname, extname, join } from 'node:path'
import { app, BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import { writeAtomically } from '../adapters/files/write-atomically.ts'
import type { FilePort, PlaceAnswer } from '../core/ports/files.ts'
import { succeed } from '../core/result.ts'

/** Saving and choosing by the system's own dialogs. All of them begin where the last one ended. */
export function createNativeFiles(): FilePort {
  let folder = app.getPath('documents')

  async function choosePlace(suggestedName: string): Promise<PlaceAnswer> {
    const window = windowInFront()
    const extension = extname(suggestedName).slice(1)
    const options = { defaultPath: join(folder, suggestedName), filters: [{ name: extension.toUpperCase(), extensions: [extension] }] }
    const answer = window === undefined ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options)
    if (answer.canceled || answer.filePath === '') return { kind: 'not-chosen' }
    folder = dirname(answer.filePath)
    return { kind: 'chosen', path: answer.filePath }
  }

  return {
    choosePlace,
    async save(suggestedName, text) {
      const place = await choosePlace(suggestedName)
      if (place.kind === 'not-chosen') return succeed({ kind: 'not-saved' })
      const written = await writeAtomically(place.path, text)
      return written.ok ? succeed({ kind: 'saved', path: written.value }) : written
    },
    async chooseFile(title, endings) {
      const window = windowInFront()
      const options: OpenDialogOptions = {
        title,
        defaultPath: folder,
        properties: ['openFile'],
        filters: [
          { name: endings.map((ending) => `.${ending}`).join(', '), extensions: [...endings] },
          { name: 'All files', extensions: ['*'] }
        ]
      }
      const answer = window === undefined ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
      const [path] = answer.filePaths
      if (answer.canceled || path === undefined) return { kind: 'not-chosen' }
      folder = dirname(path)
      return { kind: 'chosen', path }
    }
  }
}

function windowInFront() {
  return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
}
