import { createHash } from 'node:crypto'

/**
 * The host of a site as a file name without ending, on every system: `acme.files.com` stays, all but small letters, digits, dots and hyphens
 * is written in hexadecimal (`127.0.0.1_3a8080`). Two sites never share a name.
 */
export function siteFileName(site: string): string {
  const safe = site.replaceAll(/[^a-z0-9.-]+/g, (odd) => [...Buffer.from(odd, 'utf8')].map((byte) => `_${hex(byte)}`).join(''))
  if (safe.length > LONGEST) return `${safe.slice(0, 80)}_-${createHash('sha256').update(site).digest('hex').slice(0, 32)}`
  return isDifficult(safe) ? `_-${safe}` : safe
}

/** Names of files end at 255 bytes, and endings follow. */
const LONGEST = 150

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

/** Windows opens devices by these names, whatever follows the first dot; a leading dot hides a file, or names a folder. */
function isDifficult(name: string): boolean {
  return name === '' || name.startsWith('.') || /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/.test(name)
}
