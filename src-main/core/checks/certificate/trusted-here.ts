import { problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import { type Check, failed, passed, skipped, type Verdict } from '../check.ts'
import { NO_TLS, openedTls } from '../opened-tls.ts'
import type { HostProbes } from '../probes.ts'
import { datesValid } from './dates-valid.ts'
import { purposeServer } from './purpose-server.ts'
import { authorityName, certificateName } from '../../model/certificate-name.ts'

/** Codes of the TLS library that mean "no known authority", as opposed to "known, but something else is wrong". */
export const UNKNOWN_AUTHORITY = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED'
])

/** The code of a look whose further connection failed: the TLS library judged nothing, so nothing is claimed. */
export const NO_VERDICT = 'NO_VERDICT'

/** Refusals that another rung explains better: one fault is told once. */
const TOLD_BY: Readonly<Record<string, Check<HostProbes>>> = {
  CERT_HAS_EXPIRED: datesValid,
  CERT_NOT_YET_VALID: datesValid,
  INVALID_PURPOSE: purposeServer
}

export const trustedHere: Check<HostProbes> = {
  id: 'certificate.trusted-here',
  title: 'This computer trusts the certificate',
  origin: 'this-computer',
  needs: ['ldap.tls-opens'],
  async run(probes, signal) {
    if (probes.settings.security === 'none') return skipped(NO_TLS)
    const look = await openedTls(probes)
    const verdict = look.trustedHere
    const [server] = look.chain.certificates
    const last = look.chain.certificates.at(-1)
    if (server === undefined || last === undefined) throw new TypeError('The server opened TLS without a certificate')
    const authority = authorityName(last)
    const lead = seen('Leads to', authority)
    const list = seen('Authorities looked in', verdict.list)
    if (verdict.kind === 'trusted') return passed(`Verified by the TLS library against ${verdict.list}.`, [lead, list])
    if (verdict.code === NO_VERDICT) return notJudged(verdict.text, [lead, list])
    const evidence = [lead, list, seen('TLS library', `${verdict.code}: ${verdict.text}`)]
    if (UNKNOWN_AUTHORITY.has(verdict.code)) {
      return failed(
        problem(
          'certificate.untrusted-here',
          { subject: certificateName(server), authority, list: verdict.list, reason: verdict.text },
          evidence
        )
      )
    }
    const teller = TOLD_BY[verdict.code]
    if (teller !== undefined && (await teller.run(probes, signal)).status === 'fail') {
      return skipped(`The TLS library refuses it (${verdict.code}) for the reason that “${teller.title}” names.`)
    }
    return failed(
      problem('certificate.refused-here', { subject: certificateName(server), reason: verdict.text, code: verdict.code }, evidence)
    )
  }
}

export function notJudged(text: string, evidence: readonly EvidenceItem[]): Verdict {
  return {
    status: 'not-provable-here',
    because: `The certificate could not be judged: ${text}.`,
    next: 'Check again. If it stays, the server may limit the number of connections.',
    evidence
  }
}
