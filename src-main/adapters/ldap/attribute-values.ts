/**
 * Values as text. UTF-8 is taken as it is; security identifiers become `S-1-5-...`, `objectGUID` its canonical notation; everything else
 * that is not text (no UTF-8, a NUL in it, the `;binary` option) becomes `base64:` and its base64. A text that itself begins with `base64:`
 * is given in base64 too, so the prefix is never ambiguous.
 */
export function attributeValues(name: string, values: readonly Buffer[]): string[] {
  const [type = '', ...options] = name.toLowerCase().split(';')
  if (options.includes('binary')) return values.map(inBase64)
  return values.map((value) => specialText(type, value) ?? plainText(value) ?? inBase64(value))
}

const PREFIX = 'base64:'

const securityIdentifiers: ReadonlySet<string> = new Set(['objectsid', 'sidhistory', 'securityidentifier', 'tokengroups'])

// `ignoreBOM` keeps a byte order mark that is part of the value; `fatal` refuses what is no UTF-8.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function specialText(type: string, value: Buffer): string | undefined {
  if (securityIdentifiers.has(type)) return securityIdentifierText(value)
  return type === 'objectguid' ? guidText(value) : undefined
}

function plainText(value: Buffer): string | undefined {
  if (value.includes(0)) return undefined
  try {
    const text = utf8.decode(value)
    return text.startsWith(PREFIX) ? undefined : text
  } catch (problem) {
    if (problem instanceof TypeError) return undefined
    throw problem
  }
}

function inBase64(value: Buffer): string {
  return PREFIX + value.toString('base64')
}

/** MS-DTYP 2.4.2: revision 1, number of sub-authorities, six bytes of authority, then 32-bit little-endian sub-authorities. */
function securityIdentifierText(value: Buffer): string | undefined {
  const count = value[1]
  if (value[0] !== 1 || count === undefined || count > 15 || value.length !== 8 + 4 * count) return undefined
  const subAuthorities = Array.from({ length: count }, (_, index) => value.readUInt32LE(8 + 4 * index))
  return ['S-1', value.readUIntBE(2, 6), ...subAuthorities].join('-')
}

/** MS-DTYP 2.3.4: the first three groups are little-endian, the last two are as they stand. */
function guidText(value: Buffer): string | undefined {
  if (value.length !== 16) return undefined
  const swapped = Buffer.from(value)
  swapped.subarray(0, 4).reverse()
  swapped.subarray(4, 6).reverse()
  swapped.subarray(6, 8).reverse()
  return swapped.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
