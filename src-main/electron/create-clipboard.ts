import { clipboard } from 'electron'
import type { ClipboardPort, LogPort } from '../core/ports.ts'

/** The clipboard for secrets: what was put there is taken out after a minute, unless somebody copied something else since. */
export function createClipboard(log: LogPort): ClipboardPort {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    write(secret) {
      clearTimeout(timer)
      const text = secret.reveal()
      const notWritten = (): void => log.warn('the clipboard cannot be used')
      Promise.resolve(clipboard.writeText(text)).catch(notWritten)
      timer = setTimeout(() => void takeOut(text).catch(notWritten), STAYS_MS)
    }
  }
}

const STAYS_MS = 60_000

async function takeOut(text: string): Promise<void> {
  if ((await clipboard.readText()) === text) clipboard.clear()
}
