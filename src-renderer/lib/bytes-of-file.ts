/** No certificate file is that large. The first bytes are enough for the main process to say so; a gigabyte is not even read. */
const MAXIMUM_BYTES = 16 * 1024 * 1024

/** The content of a chosen or dropped file; undefined when the system does not hand it out: a folder, or a file that has gone. */
export async function bytesOfFile(file: File): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await file.slice(0, MAXIMUM_BYTES).arrayBuffer())
  } catch (thrown) {
    if (thrown instanceof DOMException) return undefined
    throw thrown
  }
}

export function unreadableFileText(file: File): string {
  return `${file.name} could not be read. Choose a file, not a folder, and check whether you may open it.`
}
