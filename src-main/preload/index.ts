import { contextBridge, ipcRenderer } from 'electron'
import { CANCEL_CHANNEL, EVENT_CHANNEL, INVOKE_CHANNEL } from '../contract/channels.ts'

/** The whole surface between window and main process. It knows no feature, and does not grow. */
const listeners = new Map<string, (event: unknown) => void>()

ipcRenderer.on(EVENT_CHANNEL, (_event, id: string, events: readonly unknown[]) => {
  const listener = listeners.get(id)
  if (listener !== undefined) for (const event of events) listener(event)
})

contextBridge.exposeInMainWorld('bridge', {
  async invoke(id: string, name: string, input: unknown, onEvent?: (event: unknown) => void): Promise<unknown> {
    if (onEvent !== undefined) listeners.set(id, onEvent)
    try {
      return await ipcRenderer.invoke(INVOKE_CHANNEL, id, name, input)
    } finally {
      listeners.delete(id)
    }
  },
  cancel(id: string): void {
    ipcRenderer.send(CANCEL_CHANNEL, id)
  }
})
