import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type Check, passed, skipped, warned } from '../check.ts'
import { NO_TLS, openedTls } from '../opened-tls.ts'
import type { HostProbes } from '../probes.ts'
import { authorityName } from '../../model/certificate-name.ts'
import { NO_VERDICT, notJudged, UNKNOWN_AUTHORITY } from './trusted-here.ts'

/** What a cloud service would most likely say: judged by the public authorities only. A warning, because Files.com's own list is not documented. */
export const trustedPublicly: Check<HostProbes> = {
  id: 'certificate.trusted-publicly',
  title: 'Public authorities vouch for the certificate',
  origin: 'your-directory',
  needs: ['ldap.tls-opens'],
  async run(probes) {
    if (probes.settings.security === 'none') return skipped(NO_TLS)
    const look = await openedTls(probes)
    const verdict = look.trustedPublicly
    const last = look.chain.certificates.at(-1)
    if (last === undefined) throw new TypeError('The server opened TLS without a certificate')
    const authority = authorityName(last)
    const lead = seen('Leads to', authority)
    const list = seen('Authorities looked in', verdict.list)
    if (verdict.kind === 'trusted') return passed(`Verified by the TLS library against ${verdict.list}.`, [lead, list])
    if (verdict.code === NO_VERDICT) return notJudged(verdict.text, [lead, list])
    // Of an authority that the server does not lead to, nothing can be said.
    if (look.chain.ends === 'intermediate-missing')
      return skipped(`Without the certificate of ${authority}, which the server forgets to send, no list of authorities can be reached.`)
    const library = seen('TLS library', `${verdict.code}: ${verdict.text}`)
    // Expired and the like is told once, by the rung that judges it; here only the authority counts.
    if (!UNKNOWN_AUTHORITY.has(verdict.code) && verdict.code === (look.trustedHere.kind === 'not-trusted' ? look.trustedHere.code : '')) {
      return skipped(`The TLS library stopped earlier (“${verdict.text}”) and did not come to judge the authority; see the rungs above.`)
    }
    return warned(problem('certificate.private-authority', { authority, reason: verdict.text }, [lead, list, library]))
  }
}
