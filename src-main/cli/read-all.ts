/** Everything a stream gives until its end; `undefined` when that is more than `maximumBytes`. */
export async function readAll(stream: AsyncIterable<Uint8Array | string>, maximumBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    length += bytes.length
    if (length > maximumBytes) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
