import { dayText, daysUntil } from '../../model/day-text.ts'
import { advice, error, type FieldFinding, warning } from './field-finding.ts'

/** How the end of a secret looks on a day. */
export type EndDate =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly typed: string }
  /** `endsAt`: the beginning of that day in UTC, ISO 8601. Days are whole ones; `daysLeft` is 0 on the day itself. */
  | { readonly kind: 'past' | 'soon' | 'fine' | 'too-far'; readonly endsAt: string; readonly daysLeft: number }

/** `now`: ISO 8601. */
export function readEndDate(typed: string, now: string): EndDate {
  const text = typed.trim()
  if (text === '') return { kind: 'missing' }
  const endsAt = dayOf(text)
  if (endsAt === undefined) return { kind: 'unreadable', typed: text }
  // Entra ends a secret within that day, at the time it was made: the day itself still counts.
  const daysLeft = daysUntil(endsAt, `${now.slice(0, 10)}T00:00:00.000Z`)
  if (daysLeft < 0) return { kind: 'past', endsAt, daysLeft }
  if (endsAt > twoYearsAfter(now)) return { kind: 'too-far', endsAt, daysLeft }
  return { kind: daysLeft <= SOON_DAYS ? 'soon' : 'fine', endsAt, daysLeft }
}

/** Without `now` only the form of the date can be judged. */
export function endDateFindings(typed: string, now: string | undefined): readonly FieldFinding[] {
  const text = typed.trim()
  if (text === '') return [advice('With the date of the column “Expires”, this application can remind you in time.')]
  if (dayOf(text) === undefined) return [error(UNREADABLE)]
  if (now === undefined) return []
  const date = readEndDate(text, now)
  switch (date.kind) {
    case 'past':
      return [error(`The secret has ended on ${dayText(date.endsAt)}. Make a new one; the old one cannot be extended.`)]
    case 'soon':
      return [
        advice(`It ends ${inDays(date.daysLeft)}. Make a new secret before, and enter it in Files.com while the old one still works.`)
      ]
    case 'too-far':
      return [warning('That is more than 24 months from now, longer than the portal allows. Look at the column “Expires” again.')]
    case 'missing':
    case 'unreadable':
    case 'fine':
      return []
  }
}

/** `today`, `in 1 day`, `in 12 days`. */
export function inDays(days: number): string {
  return days === 0 ? 'today' : `in ${String(days)} ${days === 1 ? 'day' : 'days'}`
}

const UNREADABLE = 'Enter the date as year, month and day: 2027-04-02. The portal may show it in the order of your country.'
/** The first of the three reminders before something ends. */
const SOON_DAYS = 60

function dayOf(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const iso = `${text}T00:00:00.000Z`
  const time = Date.parse(iso)
  // 30 February is read as 2 March by some engines.
  return Number.isNaN(time) || new Date(time).toISOString() !== iso ? undefined : iso
}

/** The longest life that the portal gives a secret, and a day for time zones. */
function twoYearsAfter(now: string): string {
  const date = new Date(`${now.slice(0, 10)}T00:00:00.000Z`)
  date.setUTCFullYear(date.getUTCFullYear() + 2)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString()
}
