import { type Problem, problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import type { CertificateFacts } from '../../model/certificate.ts'
import { certificateName } from '../../model/certificate-name.ts'
import { dayText, daysUntil, nearDayText, relativeDayText } from '../../model/day-text.ts'
import { certificateEvidence } from '../../saml/certificate-line.ts'
import { isLive } from '../../saml/overlap.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import { certificatesOf, type SamlMetadataProbes } from './probes.ts'

export const keysWithinDates: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.keys-within-dates',
  title: 'A signing key is within its dates, for a while yet',
  origin: 'microsoft',
  needs: ['saml-metadata.signing-key-present'],
  async run(probes) {
    if ((await probes.reading()).content.kind === 'fingerprint') return skipped('A fingerprint has no dates.')
    const certificates = [...(await certificatesOf(probes))].sort((one, other) => Date.parse(one.notAfter) - Date.parse(other.notAfter))
    const evidence = [seen('This computer’s clock', probes.now), ...certificates.map(certificateEvidence)] as const
    const live = certificates.filter((certificate) => isLive(certificate, probes.now))
    const last = live.at(-1)
    if (last === undefined) return failed(noneLive(certificates, probes.now, evidence))
    const days = daysUntil(last.notAfter, probes.now)
    if (days <= FIRST_REMINDER_DAYS)
      return warned(
        problem('saml.metadata.key-ends-soon', { ends: dayText(last.notAfter), days }, [...evidence, seen('Urgency', urgency(days))])
      )
    const expired = certificates.filter(({ notAfter }) => Date.parse(notAfter) < Date.parse(probes.now))
    if (expired.length > 0)
      return warned(problem('saml.metadata.expired-key-listed', { expired: namesOf(expired), live: namesOf(live) }, evidence))
    return passed(`The last live key ends ${relativeDayText(last.notAfter, probes.now)}.`, evidence)
  }
}

/** Microsoft reminds 60, 30 and 7 days before. Source: learn.microsoft.com/entra/identity/enterprise-apps/tutorial-manage-certificates-for-federated-single-sign-on */
const FIRST_REMINDER_DAYS = 60

function urgency(days: number): string {
  if (days <= 7) return 'within a week: act today'
  return days <= 30 ? 'within a month' : 'within two months'
}

function noneLive(certificates: readonly CertificateFacts[], now: string, evidence: Problem['evidence']): Problem {
  const future = certificates.filter(({ notBefore }) => Date.parse(notBefore) > Date.parse(now))
  const [begins] = future.map(({ notBefore }) => notBefore).sort((one, other) => Date.parse(one) - Date.parse(other))
  if (begins !== undefined) return problem('saml.metadata.keys-not-yet-valid', { begins: nearDayText(begins, now) }, evidence)
  return problem('saml.metadata.keys-expired', { ended: dayText(certificates.at(-1)?.notAfter ?? now) }, evidence)
}

function namesOf(certificates: readonly CertificateFacts[]): string {
  return certificates.map((certificate) => `${certificateName(certificate)} (until ${dayText(certificate.notAfter)})`).join(', ')
}
