/** What was given instead of a response, for the end of a sentence; nothing of its content is repeated, it may be anything. */
export function describeNoResponse(content: Uint8Array | string): string {
  const start = typeof content === 'string' ? content.slice(0, 200) : Buffer.from(content.subarray(0, 200)).toString('latin1')
  const known = kinds.find(([pattern]) => pattern.test(start))?.[1]
  if (known !== undefined) return known
  if (typeof content !== 'string') return `a file of ${counted(content.length)} bytes that is neither text nor XML`
  return `a text of ${counted(content.length)} characters`
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^-----BEGIN/, 'a certificate or key in PEM form'],
  [/^0\x82/, 'a certificate or key in DER form'],
  [/^eyJ[\w-]+\.eyJ/, 'a JSON Web Token, which belongs to OAuth and not to SAML'],
  [/^PK[^\w\s]{2}/, 'a ZIP archive'],
  [/^%PDF/, 'a PDF file'],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8/, 'a picture'],
  [/^[{[]/, 'JSON that is cut off or damaged'],
  [/^https?:\/\//i, 'an address without a response in it'],
  [/^\$?\s*curl/, 'a curl command without a response in it'],
  [/AADSTS\d{4,}/, 'an error message of Microsoft'],
  [/^[A-Za-z0-9+/=_\-\s]+$/, 'base64 that holds no XML, or is cut off']
]

function counted(count: number): string {
  return count.toLocaleString('en-US')
}
