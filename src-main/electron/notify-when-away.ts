import { BrowserWindow } from 'electron'
import type { Handlers } from '../app/create-app.ts'

/** A check and a preview can take a while; who has turned to another window is told when it is done. */
export function notifyWhenAway(handlers: Handlers, notify: (title: string, body: string) => void): Handlers {
  return {
    ...handlers,
    'directory.check': async (input, signal, emit) => {
      const answer = await handlers['directory.check'](input, signal, emit)
      if (answer.ok && BrowserWindow.getFocusedWindow() === null) notify('Directory check finished', answer.value.report.summary.headline)
      return answer
    },
    'preview.read': async (input, signal, emit) => {
      const answer = await handlers['preview.read'](input, signal, emit)
      if (answer.ok && BrowserWindow.getFocusedWindow() === null) notify('Sync preview finished', answer.value.headline)
      return answer
    }
  }
}
