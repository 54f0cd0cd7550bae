import { type Problem, problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import type { TlsNotOpened } from '../../model/tls-facts.ts'
import { tlsVersionText } from '../../model/tls-version-text.ts'
import { assertNever } from '../../result.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import type { HostProbes } from '../probes.ts'

export const tlsOpens: Check<HostProbes> = {
  id: 'ldap.tls-opens',
  title: 'Encryption can be set up',
  origin: 'your-directory',
  needs: ['ldap.port-accepts'],
  async run(probes) {
    const { host, port, security, timeoutMs } = probes.settings
    if (security === 'none') return skipped('Security is “none”: nothing is encrypted.')
    const look = await probes.tls()
    if (look.kind === 'not-opened') return failed(tlsProblem(look, host, port, timeoutMs))
    const tried = look.versions.map(({ version, accepted }) => `${tlsVersionText(version)} ${accepted ? 'yes' : 'no'}`).join(', ')
    const evidence = [
      seen('Agreed', `${tlsVersionText(look.version)}, ${look.cipher}`),
      ...(tried === '' ? [] : [seen('Versions offered', tried)]),
      ...(security === 'starttls' ? [seen('At Files.com', 'only LDAPS can be chosen, not StartTLS')] : []),
      ...(look.asksForClientCertificate ? [seen('Client certificate', 'asked for, not demanded')] : [])
    ] as const
    const old = look.versions.filter(({ version, accepted }) => accepted && (version === 'TLSv1' || version === 'TLSv1.1'))
    if (old.length > 0)
      return warned(
        problem('ldap.tls.old-versions-offered', { versions: old.map(({ version }) => tlsVersionText(version)).join(' and ') }, evidence)
      )
    const [first, ...more] = evidence
    return passed(`${security === 'ldaps' ? 'LDAPS' : 'StartTLS'} opened with ${tlsVersionText(look.version)}.`, [first, ...more])
  }
}

/** Also used by the certificate screen, which looks at servers by itself. */
export function tlsProblem(look: TlsNotOpened, host: string, port: number, timeoutMs: number): Problem {
  const evidence = [seen('TLS library', look.code === '' ? look.text : `${look.code}: ${look.text}`)]
  switch (look.reason) {
    case 'closed-at-start':
      return problem('ldap.tls.closed-at-start', { host, port }, evidence)
    case 'not-tls':
      return problem('ldap.tls.not-tls', { host, port }, evidence)
    case 'version-too-old':
      return problem('ldap.tls.version-too-old', { host, port }, evidence)
    case 'no-common-cipher':
      return problem('ldap.tls.no-common-cipher', { host, port }, evidence)
    case 'timed-out':
      return problem('ldap.tls.timed-out', { host, port, timeoutMs }, evidence)
    case 'start-tls-not-offered':
      return problem('ldap.tls.start-tls-not-offered', { host, port, text: look.text }, evidence)
    case 'client-certificate-required':
      return problem('ldap.tls.client-certificate-required', { host, port }, evidence)
    case 'no-connection':
    case 'other':
      return problem('ldap.tls.failed', { host, port, text: look.text }, evidence)
    default:
      return assertNever(look.reason)
  }
}
