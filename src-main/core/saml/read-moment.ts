/** A moment as people type it, in UTC unless it says otherwise: `2026-11-22T05:30:00Z`, `2026-11-22 05:30`. ISO 8601; undefined when it is none. */
export function readMoment(text: string): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i.exec(text.trim())
  if (match === null) return undefined
  const [, day = '', minutes = '', seconds = ':00', zone = 'Z'] = match
  const ms = Date.parse(`${day}T${minutes}${seconds.slice(0, 7)}${zoneOf(zone)}`)
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}

function zoneOf(written: string): string {
  if (/^(?:Z|UTC)$/i.test(written)) return 'Z'
  return written.includes(':') ? written : `${written.slice(0, 3)}:${written.slice(3)}`
}
