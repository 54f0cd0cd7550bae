/** Hundreds of nanoseconds since 1601, as Active Directory writes instants (MS-DTYP section 2.3.3). */
export function fileTime(date: Date): string {
  return String((BigInt(date.getTime()) + EPOCH_DISTANCE_MS) * 10_000n)
}

export function dateOfFileTime(value: string): Date {
  return new Date(Number(BigInt(value) / 10_000n - EPOCH_DISTANCE_MS))
}

/** A length of time, negative as in the attributes of a domain's policy. */
export function negativeInterval(ms: number): string {
  return String(-BigInt(ms) * 10_000n)
}

export function daysBefore(date: Date, days: number): Date {
  return new Date(date.getTime() - days * DAY_MS)
}

/** `accountExpires` and `msDS-UserPasswordExpiryTimeComputed` of what never ends. */
export const NEVER = '9223372036854775807'
export const DAY_MS = 86_400_000
const EPOCH_DISTANCE_MS = 11_644_473_600_000n
