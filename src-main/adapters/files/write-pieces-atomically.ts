import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Cancelled, type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'

/**
 * Writes texts one after the other into a file that is either whole or not there, readable by its owner only. Throws `Cancelled`, and the
 * system's errors.
 */
export async function writePiecesAtomically(
  path: string,
  texts: Iterable<string> | AsyncIterable<string>,
  signal: CancelSignal,
  through?: Transform
): Promise<void> {
  throwIfCancelled(signal)
  const draft = join(dirname(path), `.${randomUUID()}.part`)
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  signal.addEventListener('abort', abort, { once: true })
  try {
    const file = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true })
    const pieces = Readable.from(texts)
    const options = { signal: controller.signal }
    await (through === undefined ? pipeline(pieces, file, options) : pipeline(pieces, through, file, options))
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    if (controller.signal.aborted) throw new Cancelled()
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
