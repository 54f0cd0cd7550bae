import type { LogPort } from '../../src-main/core/ports/surroundings.ts'

/** A log for tests: what was said, without the fields. */
export function recordingLog(): LogPort & { readonly messages: readonly string[] } {
  const messages: string[] = []
  const note = (message: string): void => void messages.push(message)
  return { info: note, warn: note, error: note, messages }
}
