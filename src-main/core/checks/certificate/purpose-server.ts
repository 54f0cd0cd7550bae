import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { NO_TLS, openedTls } from '../opened-tls.ts'
import type { HostProbes } from '../probes.ts'

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1'
const ANY_PURPOSE = '2.5.29.37.0'

export const purposeServer: Check<HostProbes> = {
  id: 'certificate.purpose-server',
  title: 'The certificate is meant for a server',
  origin: 'your-directory',
  needs: ['ldap.tls-opens'],
  async run(probes) {
    if (probes.settings.security === 'none') return skipped(NO_TLS)
    const [server] = (await openedTls(probes)).chain.certificates
    if (server === undefined) throw new TypeError('The server opened TLS without a certificate')
    const evidence = seen(
      'Extended key usage',
      server.purposes.length === 0 ? '(not restricted)' : server.purposes.map(({ name, oid }) => `${name} (${oid})`).join(', ')
    )
    const isForServers =
      server.purposes.length === 0 || server.purposes.some(({ oid }) => oid === SERVER_AUTHENTICATION || oid === ANY_PURPOSE)
    if (!isForServers)
      return failed(problem('certificate.no-server-purpose', { purposes: server.purposes.map(({ name }) => name).join(', ') }, [evidence]))
    return passed(
      server.purposes.length === 0 ? 'The certificate is not restricted to a purpose.' : 'Server authentication is among its purposes.',
      [evidence]
    )
  }
}
