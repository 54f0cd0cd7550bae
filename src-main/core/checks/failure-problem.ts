import { type Problem, problem } from '../errors.ts'
import { type EvidenceItem, seen } from '../evidence.ts'
import type { LdapFailure } from '../model/directory-facts.ts'
import type { DirectorySettings } from '../model/directory-settings.ts'
import { assertNever } from '../result.ts'

/** How Active Directory and Samba say that nobody has signed in. */
const NOT_SIGNED_IN = /\b(?:000004DC|00002020)\b/i

/** The problem for a failure that is not about the sign-in; `what` completes "did not answer ..." and "refused ...". */
export function readProblem(
  failure: LdapFailure,
  what: string,
  settings: DirectorySettings,
  evidence: readonly EvidenceItem[] = []
): Problem {
  const all = [...evidence, ...failureEvidence(failure)]
  switch (failure.kind) {
    case 'result':
      if (failure.code === 1 && NOT_SIGNED_IN.test(failure.text)) return problem('ldap.users.not-signed-in', { what }, all)
      return problem('ldap.users.refused', { what, code: failure.code, name: failure.name, text: failure.text }, all)
    case 'timed-out':
      return problem('ldap.no-answer', { what, timeoutMs: failure.timeoutMs }, all)
    case 'closed':
      return problem('ldap.connection-closed', { what, text: failure.text }, all)
    case 'not-ldap':
      return problem('ldap.not-ldap', { host: settings.host, port: settings.port }, all)
    case 'network':
    case 'tls':
    case 'start-tls-refused':
    case 'bad-filter':
      return problem('ldap.connection-not-opened', { what, text: failure.text }, all)
    default:
      return assertNever(failure)
  }
}

/** How we know: the answer as it came. */
export function failureEvidence(failure: LdapFailure): readonly EvidenceItem[] {
  switch (failure.kind) {
    case 'result':
      return [
        seen('Result code', `${failure.code} (${failure.name})`),
        ...(failure.text === '' ? [] : [seen('Server’s text', failure.text)]),
        ...(failure.subCode === undefined ? [] : [seen('Sub-code', failure.subCode)]),
        ...(failure.matchedDn === '' ? [] : [seen('Nearest entry', failure.matchedDn)]),
        ...(failure.referrals ?? []).map((referral) => seen('Referral', referral))
      ]
    case 'timed-out':
      return [seen('Waited', `${failure.timeoutMs} ms`), seen('Waiting for', waitedFor[failure.during])]
    case 'closed':
      return failure.text === '' ? [] : [seen('Last words', failure.text)]
    case 'network':
      return [seen('Network', `${failure.reason}: ${failure.text}`)]
    case 'tls':
      return [seen('TLS library', `${failure.code}: ${failure.text}`)]
    case 'start-tls-refused':
      return [seen('Result code', failure.code), seen('Server’s text', failure.text)]
    case 'not-ldap':
      return [seen('First bytes', failure.firstBytes)]
    case 'bad-filter':
      return [seen('Filter', failure.text)]
    default:
      return assertNever(failure)
  }
}

const waitedFor = { connect: 'the connection', tls: 'the TLS handshake', operation: 'an answer' } as const
