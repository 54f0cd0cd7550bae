/** Bytes of a file as text, when they are one. `other-xml`: XML that says another encoding than UTF. */
export type TextOfBytes =
  { readonly kind: 'utf-8' | 'utf-16'; readonly text: string } | { readonly kind: 'other-xml' } | { readonly kind: 'binary' }

export function textOfBytes(bytes: Uint8Array): TextOfBytes {
  const utf16 = utf16Of(bytes)
  if (utf16 !== undefined) {
    const text = decoded(bytes, utf16)
    return text === undefined ? { kind: 'binary' } : { kind: 'utf-16', text }
  }
  const text = decoded(bytes, 'utf-8')
  if (text !== undefined) return CONTROL.test(text.slice(0, 1000)) ? { kind: 'binary' } : { kind: 'utf-8', text }
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '<?xml' ? { kind: 'other-xml' } : { kind: 'binary' }
}

// Compressed bytes are UTF-8 by chance now and then, but hardly ever without one of these.
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0008\u000e-\u001f]/

/** By the byte order mark, or because every second byte of ASCII text is zero. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second, third, fourth] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (second === 0 && fourth === 0 && first !== 0 && third !== 0) return 'utf-16le'
  if (first === 0 && third === 0 && second !== 0 && fourth !== undefined && fourth !== 0) return 'utf-16be'
  return undefined
}

function decoded(bytes: Uint8Array, encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
