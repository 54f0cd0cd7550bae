/** The window speaks English; where the system does too, its own way of writing dates is kept. */
function locale(): string {
  return navigator.language.startsWith('en') ? navigator.language : 'en-GB'
}

/** `14:02` */
export function timeOfDay(date: Date): string {
  return new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(date)
}

/** `21 November 2026, 14:02` */
export function dayAndTime(date: Date): string {
  return `${new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(date)}, ${timeOfDay(date)}`
}

/** `5 minutes ago`, `yesterday`; the largest unit that fits. */
export function relativeTime(date: Date, now: Date): string {
  const seconds = Math.round((date.getTime() - now.getTime()) / 1000)
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
  const isShort = durationMs < 1000
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: isShort ? 'millisecond' : 'second',
    maximumFractionDigits: isShort || durationMs >= 10_000 ? 0 : 1
  }).format(isShort ? durationMs : durationMs / 1000)
}

/** `7`, `1,800` */
export function wholeNumber(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 }).format(value)
}
