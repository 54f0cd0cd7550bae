import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { answerOperation, type RunningOperations } from '../app/answer-operation.ts'
import type { Handlers } from '../app/create-app.ts'
import { CANCEL_CHANNEL, EVENT_CHANNEL, INVOKE_CHANNEL } from '../contract/channels.ts'
import type { LogPort } from '../core/ports/surroundings.ts'
import { APP_ORIGIN } from './serve-renderer.ts'

/**
 * The one guarded door between window and main process, and the only place that may touch `ipcMain`.
 * Before anything else it asks who is calling: our origin, the main frame, a window this application opened.
 */
export function serveIpc(handlers: Handlers, log: LogPort): { admit(contents: WebContents): void } {
  const admitted = new Set<number>()
  const running: RunningOperations = new Map()

  function isOurs(event: IpcMainInvokeEvent | IpcMainEvent): boolean {
    const frame = event.senderFrame
    return admitted.has(event.sender.id) && frame !== null && frame === event.sender.mainFrame && originOf(frame.url) === APP_ORIGIN
  }

  ipcMain.handle(INVOKE_CHANNEL, async (event, id: unknown, name: unknown, input: unknown) => {
    if (!isOurs(event)) {
      log.warn('a stranger knocked at the IPC door', { sender: event.sender.id, url: event.senderFrame?.url ?? 'unknown' })
      throw new Error('Not allowed')
    }
    const { sender } = event
    let sent = 0
    const send = (events: readonly unknown[]): void => {
      if (sender.isDestroyed()) return
      sent += events.length
      sender.send(EVENT_CHANNEL, id, events)
    }
    const door = { handlers, running, log, newController: () => new AbortController() }
    const reply = await answerOperation(door, { caller: String(sender.id), id, name, input }, send)
    // Electron does not keep replies behind the events sent before them: the preload waits until it has seen as many.
    return { reply, sent }
  })

  ipcMain.on(CANCEL_CHANNEL, (event, id: unknown) => {
    if (isOurs(event) && typeof id === 'string') running.get(`${event.sender.id}:${id}`)?.abort()
  })

  return {
    admit(contents) {
      const { id } = contents
      admitted.add(id)
      const abortAll = (): void => {
        for (const [key, controller] of running) if (key.startsWith(`${id}:`)) controller.abort()
      }
      // A page that is gone cannot show a result: its work is cancelled with it.
      contents.on('did-start-navigation', (details) => {
        if (details.isMainFrame && !details.isSameDocument) abortAll()
      })
      contents.on('render-process-gone', abortAll)
      contents.on('destroyed', () => {
        abortAll()
        admitted.delete(id)
      })
    }
  }
}

function originOf(url: string): string {
  // `URL.origin` is "null" for schemes that Node does not know.
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}
