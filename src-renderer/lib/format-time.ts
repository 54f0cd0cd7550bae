/** The window speaks English; where the system does too, its own way of writing dates is kept. */
function locale(): string {
  return navigator.language.startsWith('en') ? navigator.language : 'en-GB'
}

/** `14:02`; takes milliseconds since 1970. */
export function timeOfDay(atMs: number): string {
  return new Intl.DateTimeFormat(locale(), { hour: 'numeric', minute: '2-digit' }).format(atMs)
}

/** `21 November 2026, 14:02` */
export function dayAndTime(atMs: number): string {
  return `${new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(atMs)}, ${timeOfDay(atMs)}`
}

/** `5 minutes ago`, `yesterday`; the largest unit that fits. */
export function relativeTime(atMs: number, nowMs: number): string {
  const seconds = Math.round((atMs - nowMs) / 1000)
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' })
  for (const { unit, size } of units) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  }
  return 'just now'
}

const units = [
  { unit: 'year', size: 365 * 86_400 },
  { unit: 'month', size: 30 * 86_400 },
  { unit: 'day', size: 86_400 },
  { unit: 'hour', size: 3600 },
  { unit: 'minute', size: 60 }
] as const

/** `12 ms`, `1.2 s`, `75 s`; whole milliseconds in. */
export function duration(durationMs: number): string {
  if (durationMs === 0) return '< 1 ms'
  if (durationMs < 1000) return `${wholeNumber(durationMs)} ms`
  const seconds = durationMs / 1000
  return `${numberFormat(seconds < 10 ? 1 : 0).format(seconds)} s`
}

/** `7`, `1,800` */
export function wholeNumber(value: number): string {
  return numberFormat(0).format(value)
}

function numberFormat(maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale()} ${String(maximumFractionDigits)}`
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(locale(), { maximumFractionDigits })
  numberFormats.set(key, format)
  return format
}

const numberFormats = new Map<string, Intl.NumberFormat>()
