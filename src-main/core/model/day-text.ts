/** Days and moments for people, always in UTC: what certificates hold, and the same text on every computer. */

/** `14 January 2027`. `iso` is any ISO 8601 moment. */
export function dayText(iso: string): string {
  const date = new Date(iso)
  return `${String(date.getUTCDate())} ${months[date.getUTCMonth()] ?? ''} ${String(date.getUTCFullYear())}`
}

/** `2027-01-14 12:00:00 UTC`. */
export function momentText(iso: string): string {
  return new Date(iso)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')
}

/** The day, and within two days of `now` the moment: on such a day the hour decides. */
export function nearDayText(iso: string, now: string): string {
  return Math.abs(Date.parse(iso) - Date.parse(now)) < 2 * DAY_MS ? momentText(iso) : dayText(iso)
}

/** Whole days from `now` to `iso`, rounded towards the past: 0 is “within a day”, negative is over. */
export function daysUntil(iso: string, now: string): number {
  return Math.floor((Date.parse(iso) - Date.parse(now)) / DAY_MS)
}

/** `in 54 days`, `within a day`, `3 days ago`; beyond two years in years. */
export function relativeDayText(iso: string, now: string): string {
  const differenceMs = Date.parse(iso) - Date.parse(now)
  const days = Math.floor(Math.abs(differenceMs) / DAY_MS)
  if (days === 0) return differenceMs >= 0 ? 'within a day' : 'less than a day ago'
  const amount =
    days > 730 ? `about ${Math.round(days / DAYS_A_YEAR).toLocaleString('en-US')} years` : `${String(days)} ${days === 1 ? 'day' : 'days'}`
  return differenceMs >= 0 ? `in ${amount}` : `${amount} ago`
}

const DAY_MS = 86_400_000
const DAYS_A_YEAR = 365.25
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
