import type { ClipboardPort } from '../core/ports/secrets.ts'
import type { LogPort } from '../core/ports/surroundings.ts'

/** What of Electron’s clipboard is used; newer versions answer with promises. */
export interface SystemClipboard {
  writeText(text: string): void | Promise<void>
  readText(): string | Promise<string>
  clear(): void
}

export interface SecretClipboard extends ClipboardPort {
  /** Takes the secret out at once, unless somebody copied something else since: for the end of the application. */
  takeOutNow(): void
}

/** The clipboard for secrets: what was put there is taken out after a minute, or when the application ends, unless somebody copied something else since. */
export function createClipboard(clipboard: SystemClipboard, log: LogPort): SecretClipboard {
  let held: { readonly text: string; readonly timer: ReturnType<typeof setTimeout> } | undefined
  const notUsable = (): void => log.warn('the clipboard cannot be used')

  function takeOut(): void {
    if (held === undefined) return
    const { text, timer } = held
    clearTimeout(timer)
    held = undefined
    try {
      const now = clipboard.readText()
      // At the end of the application nobody waits for a promise: it is done at once where it can be.
      if (typeof now === 'string') {
        if (now === text) clipboard.clear()
      } else now.then((later) => (later === text ? clipboard.clear() : undefined)).catch(notUsable)
    } catch (error) {
      if (!(error instanceof Error)) throw error
      notUsable()
    }
  }

  return {
    write(secret) {
      if (held !== undefined) clearTimeout(held.timer)
      const text = secret.reveal()
      held = { text, timer: setTimeout(takeOut, STAYS_MS) }
      try {
        Promise.resolve(clipboard.writeText(text)).catch(notUsable)
      } catch (error) {
        if (!(error instanceof Error)) throw error
        notUsable()
      }
    },
    takeOutNow: takeOut
  }
}

const STAYS_MS = 60_000
