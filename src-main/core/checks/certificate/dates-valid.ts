import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import { NO_TLS, openedTls } from '../opened-tls.ts'
import type { HostProbes } from '../probes.ts'
import { nameOf } from './chain-complete.ts'

const DAY_MS = 86_400_000
const SOON_DAYS = 30

export const datesValid: Check<HostProbes> = {
  id: 'certificate.dates-valid',
  title: 'Every certificate is within its dates',
  origin: 'your-directory',
  needs: ['ldap.tls-opens'],
  async run(probes) {
    if (probes.settings.security === 'none') return skipped(NO_TLS)
    const { certificates } = (await openedTls(probes)).chain
    const now = dateText(probes.now)
    const clock = seen('This computer’s clock', probes.now)
    const dates = certificates.map((certificate) =>
      seen(nameOf(certificate), `${dateText(certificate.notBefore)} to ${dateText(certificate.notAfter)}`)
    )
    const nowMs = Date.parse(probes.now)
    const expired = certificates.find((certificate) => Date.parse(certificate.notAfter) < nowMs)
    if (expired !== undefined)
      return failed(problem('certificate.expired', { subject: nameOf(expired), ended: dateText(expired.notAfter), now }, [...dates, clock]))
    const early = certificates.find((certificate) => Date.parse(certificate.notBefore) > nowMs)
    if (early !== undefined)
      return failed(
        problem('certificate.not-yet-valid', { subject: nameOf(early), begins: dateText(early.notBefore), now }, [...dates, clock])
      )
    const next = [...certificates].sort((a, b) => Date.parse(a.notAfter) - Date.parse(b.notAfter))[0]
    if (next === undefined) throw new TypeError('The server opened TLS without a certificate')
    const days = Math.floor((Date.parse(next.notAfter) - nowMs) / DAY_MS)
    if (days <= SOON_DAYS)
      return warned(problem('certificate.ends-soon', { subject: nameOf(next), ends: dateText(next.notAfter), days }, [...dates, clock]))
    return passed(`The first to end is ${nameOf(next)}, on ${dateText(next.notAfter)}, in ${days} days.`, [clock, ...dates])
  }
}

/** `14 January 2027`, in UTC: the same text on every computer. */
export function dateText(iso: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(iso))
}
