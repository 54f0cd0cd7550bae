import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { checkServerName } from '../../model/check-server-name.ts'
import { assertNever } from '../../result.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import { NO_TLS, openedTls } from '../opened-tls.ts'
import type { HostProbes } from '../probes.ts'

export const namesServer: Check<HostProbes> = {
  id: 'certificate.names-server',
  title: 'The certificate names this server',
  origin: 'your-directory',
  needs: ['ldap.tls-opens'],
  async run(probes) {
    const { host, security } = probes.settings
    if (security === 'none') return skipped(NO_TLS)
    const [server] = (await openedTls(probes)).chain.certificates
    if (server === undefined) throw new TypeError('The server opened TLS without a certificate')
    const answer = checkServerName(server, host)
    const names = server.names.map(({ value }) => value)
    const entered = seen('You connect to', host)
    const onIt = seen('Names on the certificate', names.length === 0 ? '(none)' : names.join(', '))
    const commonName = seen('Common name', server.subjectCommonName ?? '(none)')
    switch (answer.kind) {
      case 'matches':
        return passed(`The certificate is for ${answer.by.value}.`, [entered, onIt])
      case 'common-name-only':
        return warned(
          problem('certificate.common-name-only', { host, commonName: server.subjectCommonName ?? host }, [entered, onIt, commonName])
        )
      case 'mismatch':
        return failed(
          problem(
            'certificate.name-mismatch',
            { host, names: names.length === 0 ? (server.subjectCommonName ?? 'nobody in particular') : names.join(', ') },
            [entered, onIt, commonName]
          )
        )
      default:
        return assertNever(answer)
    }
  }
}
