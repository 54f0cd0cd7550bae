/** Milliseconds since 1970 of a SAML time (saml-core-2.0-os, 1.3.3: always UTC); undefined when it is none. */
export function samlTimeMs(written: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?$/.exec(written.trim())
  if (match === null) return undefined
  const [, seconds = '', fraction = '', zone = 'Z'] = match
  const ms = Date.parse(`${seconds}${fraction.slice(0, 4)}${zone}`)
  return Number.isNaN(ms) ? undefined : ms
}

/** `12 seconds`, `70 minutes`, `5 hours`, `3 days`: rounded down, always at least one unit. */
export function durationText(ms: number): string {
  const seconds = Math.max(1, Math.floor(Math.abs(ms) / 1000))
  if (seconds < 120) return amount(seconds, 'second')
  if (seconds < 2 * 3600) return amount(Math.floor(seconds / 60), 'minute')
  if (seconds < 2 * 86_400) return amount(Math.floor(seconds / 3600), 'hour')
  return amount(Math.floor(seconds / 86_400), 'day')
}

function amount(count: number, unit: string): string {
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`
}
