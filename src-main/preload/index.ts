import { contextBridge, ipcRenderer } from 'electron'
import { CANCEL_CHANNEL, EVENT_CHANNEL, INVOKE_CHANNEL } from '../contract/channels.ts'

/** The whole surface between window and main process. It knows no feature, and does not grow. */
interface Call {
  readonly onEvent: ((event: unknown) => void) | undefined
  seen: number
  onSeen: () => void
}

const calls = new Map<string, Call>()

ipcRenderer.on(EVENT_CHANNEL, (_event, id: string, events: readonly unknown[]) => {
  const call = calls.get(id)
  if (call === undefined) return
  for (const event of events) call.onEvent?.(event)
  call.seen += events.length
  call.onSeen()
})

contextBridge.exposeInMainWorld('bridge', {
  async invoke(id: string, name: string, input: unknown, onEvent?: (event: unknown) => void): Promise<unknown> {
    if (calls.has(id)) throw new Error('This id is in use')
    const call: Call = { onEvent, seen: 0, onSeen: () => undefined }
    calls.set(id, call)
    try {
      const { reply, sent } = (await ipcRenderer.invoke(INVOKE_CHANNEL, id, name, input)) as { reply: unknown; sent: number }
      // A reply may overtake the last events; nobody should get the end before the middle.
      await new Promise<void>((resolve) => {
        call.onSeen = () => {
          if (call.seen >= sent) resolve()
        }
        call.onSeen()
      })
      return reply
    } finally {
      calls.delete(id)
    }
  },
  cancel(id: string): void {
    ipcRenderer.send(CANCEL_CHANNEL, id)
  }
})
