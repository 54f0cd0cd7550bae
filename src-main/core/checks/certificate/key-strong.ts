import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { strengthProblems } from '../../model/certificate-strength.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { NO_TLS, openedTls } from '../opened-tls.ts'
import type { HostProbes } from '../probes.ts'
import { certificateName } from '../../model/certificate-name.ts'

export const keyStrong: Check<HostProbes> = {
  id: 'certificate.key-strong',
  title: 'Keys and signatures are strong enough',
  origin: 'your-directory',
  needs: ['ldap.tls-opens'],
  async run(probes) {
    if (probes.settings.security === 'none') return skipped(NO_TLS)
    const { certificates } = (await openedTls(probes)).chain
    const [first, ...more] = certificates.map((certificate) =>
      seen(certificateName(certificate), `${certificate.key.text}, signed with ${certificate.signature.name}`)
    )
    if (first === undefined) throw new TypeError('The server opened TLS without a certificate')
    const weaknesses = certificates.flatMap((certificate) =>
      strengthProblems(certificate).map(({ text }) => `${certificateName(certificate)}: ${text}`)
    )
    if (weaknesses.length > 0) return failed(problem('certificate.weak', { weaknesses: weaknesses.join('; ') }, [first, ...more]))
    return passed('Every key and signature in the chain is strong enough.', [first, ...more])
  }
}
