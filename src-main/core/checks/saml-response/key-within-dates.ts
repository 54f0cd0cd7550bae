import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import type { CertificateFacts } from '../../model/certificate.ts'
import { dayText } from '../../model/day-text.ts'
import { certificateLine } from '../../saml/certificate-line.ts'
import { shortFingerprint } from '../../saml/trust-words.ts'
import { type Check, passed, skipped, warned } from '../check.ts'
import { readingOf, type ResponseProbes } from './probes.ts'

export const keyWithinDates: Check<ResponseProbes> = {
  id: 'saml-response.key-within-dates',
  title: 'The certificate of the key is within its dates',
  origin: 'microsoft',
  needs: ['saml-response.signature-valid'],
  async run(probes) {
    const signers = signingCertificates(probes)
    const atMs = Date.parse(probes.at)
    const ended = signers.find(({ notBefore, notAfter }) => Date.parse(notAfter) < atMs || Date.parse(notBefore) > atMs)
    if (ended !== undefined) {
      return warned(
        problem(
          'saml.response.key-ended',
          { signer: `key ${shortFingerprint(ended.fingerprintSha256)}`, begins: dayText(ended.notBefore), ends: dayText(ended.notAfter) },
          [seen('Certificate', certificateLine(ended)), seen('Judged at', probes.at)]
        )
      )
    }
    const [first, ...more] = signers
    if (first === undefined) return skipped('Only the fingerprint of the key is known, and no certificate came along.')
    return passed(`It ends on ${dayText(first.notAfter)}.`, [
      seen('Certificate', certificateLine(first)),
      ...more.map((certificate) => seen('Certificate', certificateLine(certificate)))
    ])
  }
}

function signingCertificates(probes: ResponseProbes): readonly CertificateFacts[] {
  const found = new Map<string, CertificateFacts>()
  for (const { verdict, carried } of readingOf(probes).signatures) {
    if (verdict.kind !== 'valid') continue
    const known = probes.trust.keys.flatMap((key) => (key.kind === 'certificate' ? [key.certificate] : []))
    const certificate = [...known, ...(carried === undefined ? [] : [carried])].find(
      ({ fingerprintSha256 }) => fingerprintSha256 === verdict.by
    )
    if (certificate !== undefined) found.set(verdict.by, certificate)
  }
  return [...found.values()]
}
