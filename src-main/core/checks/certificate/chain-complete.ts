import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import type { CertificateFacts } from '../../model/certificate.ts'
import { certificateName } from '../../model/certificate-name.ts'
import { assertNever } from '../../result.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import { NO_TLS, openedTls } from '../opened-tls.ts'
import type { HostProbes } from '../probes.ts'

export const chainComplete: Check<HostProbes> = {
  id: 'certificate.chain-complete',
  title: 'The server sends every certificate that leads to its authority',
  origin: 'your-directory',
  needs: ['ldap.tls-opens'],
  async run(probes) {
    if (probes.settings.security === 'none') return skipped(NO_TLS)
    const look = await openedTls(probes)
    const { certificates, ends } = look.chain
    const [server, ...above] = certificates
    const last = certificates.at(-1)
    if (server === undefined || last === undefined) throw new TypeError('The server opened TLS without a certificate')
    const first = seen('Certificate 1', described(server))
    const more = [
      ...above.map((certificate, index) => seen(`Certificate ${index + 2}`, described(certificate))),
      seen('SHA-256 of certificate 1', colons(server.fingerprintSha256))
    ]
    switch (ends) {
      case 'self-signed-leaf':
        return warned(problem('certificate.self-signed', { subject: certificateName(server) }, [first, ...more]))
      case 'intermediate-missing':
        return failed(problem('certificate.intermediate-missing', missing(last), [first, ...more]))
      case 'issuer-missing': {
        if (look.trustedHere.kind === 'trusted' || last.caIssuersUrls.length === 0)
          return passed(`The server sends one certificate, issued by ${last.issuerCommonName ?? last.issuer} itself.`, [first, ...more])
        // A company's root publishes its certificate just as an intermediate does. Whoever chose a CA file has the root: then something in between is missing.
        const verdict = probes.settings.caPem === undefined ? warned : failed
        return verdict(problem('certificate.intermediate-missing', missing(last), [first, ...more]))
      }
      case 'link-broken':
        return failed(
          problem('certificate.intermediate-missing', missing(last), [
            first,
            ...more,
            seen('Link', 'a certificate has the issuer’s name, but did not sign')
          ])
        )
      case 'root-included':
      case 'root-missing':
        return passed(
          `${certificates.length} certificates lead to ${ends === 'root-included' ? certificateName(last) : (last.issuerCommonName ?? last.issuer)}.`,
          [first, ...more]
        )
      default:
        return assertNever(ends)
    }
  }
}

function missing(last: CertificateFacts) {
  return { subject: certificateName(last), issuer: last.issuerCommonName ?? last.issuer, url: last.caIssuersUrls[0] }
}

function described(certificate: CertificateFacts): string {
  return `${certificate.subject === '' ? '(no subject)' : certificate.subject}, issued by ${certificate.issuer}`
}

function colons(fingerprint: string): string {
  return fingerprint.toUpperCase().replace(/(..)(?!$)/g, '$1:')
}
