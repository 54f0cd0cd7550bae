import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** For small files of the data folder: whole or not there, readable by their owner only. Makes the folder; throws the system's error. */
export function writeAtomicallySync(path: string, text: string): void {
  const folder = dirname(path)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.${randomUUID()}.part`)
  try {
    const file = openSync(draft, 'wx', 0o600)
    try {
      writeFileSync(file, text, 'utf8')
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}
