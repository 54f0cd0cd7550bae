import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Which files below the folder hold one of the words, in any of the encodings that Chromium and we write. */
export async function filesWith(folder: string, words: readonly string[]): Promise<readonly string[]> {
  const needles = words.flatMap((word) => [
    Buffer.from(word),
    Buffer.from(word, 'utf16le'),
    Buffer.from(Buffer.from(word).toString('base64').replace(/=+$/, '').slice(0, -1)),
    Buffer.from(Buffer.from(word).toString('hex'))
  ])
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of entries.filter((each) => each.isFile())) {
    const content = await readFile(join(entry.parentPath, entry.name))
    if (needles.some((needle) => content.includes(needle))) found.push(entry.name)
  }
  return found
}
