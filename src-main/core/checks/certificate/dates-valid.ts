import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import { NO_TLS, openedTls } from '../opened-tls.ts'
import type { HostProbes } from '../probes.ts'
import { dayText, daysUntil } from '../../model/day-text.ts'
import { ENDS_SOON_DAYS } from '../../model/certificate-validity.ts'
import { certificateName } from '../../model/certificate-name.ts'

export const datesValid: Check<HostProbes> = {
  id: 'certificate.dates-valid',
  title: 'Every certificate is within its dates',
  origin: 'your-directory',
  needs: ['ldap.tls-opens'],
  async run(probes) {
    if (probes.settings.security === 'none') return skipped(NO_TLS)
    const { certificates } = (await openedTls(probes)).chain
    const now = dayText(probes.now)
    const clock = seen('This computer’s clock', probes.now)
    const dates = certificates.map((certificate) =>
      seen(certificateName(certificate), `${dayText(certificate.notBefore)} to ${dayText(certificate.notAfter)}`)
    )
    const nowMs = Date.parse(probes.now)
    const expired = certificates.find((certificate) => Date.parse(certificate.notAfter) < nowMs)
    if (expired !== undefined)
      return failed(
        problem('certificate.expired', { subject: certificateName(expired), ended: dayText(expired.notAfter), now }, [...dates, clock])
      )
    const early = certificates.find((certificate) => Date.parse(certificate.notBefore) > nowMs)
    if (early !== undefined)
      return failed(
        problem('certificate.not-yet-valid', { subject: certificateName(early), begins: dayText(early.notBefore), now }, [...dates, clock])
      )
    const next = [...certificates].sort((a, b) => Date.parse(a.notAfter) - Date.parse(b.notAfter))[0]
    if (next === undefined) throw new TypeError('The server opened TLS without a certificate')
    const days = daysUntil(next.notAfter, probes.now)
    if (days <= ENDS_SOON_DAYS)
      return warned(
        problem('certificate.ends-soon', { subject: certificateName(next), ends: dayText(next.notAfter), days }, [...dates, clock])
      )
    return passed(`The first to end is ${certificateName(next)}, on ${dayText(next.notAfter)}, in ${days} days.`, [clock, ...dates])
  }
}
