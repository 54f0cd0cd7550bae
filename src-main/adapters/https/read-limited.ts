/** A body as it ended. Bytes are counted after decompression, so a small answer cannot unfold into a large one. */
export type LimitedBody =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broke-off'; readonly receivedBytes: number }

/** Reads a body to its end, or until it is more than `mostBytes`. Never rejects: a body that breaks off is a value. */
export async function readLimited(response: Response, mostBytes: number): Promise<LimitedBody> {
  if (response.body === null) return { kind: 'whole', bytes: new Uint8Array() }
  // Of the bytes as sent: what is too much already need not be begun.
  if (Number(response.headers.get('content-length') ?? 0) > mostBytes) return { kind: 'too-large' }
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader()
  const pieces: Uint8Array[] = []
  let receivedBytes = 0
  for (;;) {
    const piece = await nextPiece(reader)
    if (piece === 'broken') return { kind: 'broke-off', receivedBytes }
    if (piece === 'end') return { kind: 'whole', bytes: joined(pieces, receivedBytes) }
    receivedBytes += piece.byteLength
    if (receivedBytes > mostBytes) {
      giveUp(reader)
      return { kind: 'too-large' }
    }
    pieces.push(piece)
  }
}

/** The first few characters, for the sentence that a refusal carries. */
export async function readStart(response: Response): Promise<string> {
  if (response.body === null) return ''
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (text.length < LONGEST_START) {
    const piece = await nextPiece(reader)
    if (piece === 'broken' || piece === 'end') return text
    text += decoder.decode(piece.subarray(0, LONGEST_START), { stream: true })
  }
  giveUp(reader)
  return text
}

const LONGEST_START = 65_536

async function nextPiece(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | 'end' | 'broken'> {
  try {
    const piece = await reader.read()
    return piece.done ? 'end' : piece.value
  } catch (error) {
    // A stream says only Error: reset, half a chunk, bytes that do not decompress, or our own abort, which the caller sees by its signal.
    if (error instanceof Error) return 'broken'
    throw error
  }
}

/** Not waited for: the end of a stream that never ends. */
function giveUp(reader: ReadableStreamDefaultReader<Uint8Array>): void {
  reader.cancel().catch(() => undefined)
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.byteLength
  }
  return bytes
}
