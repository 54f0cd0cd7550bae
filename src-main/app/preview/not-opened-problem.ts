import { bindProblem } from '../../core/checks/bind-problem.ts'
import { failureEvidence } from '../../core/checks/failure-problem.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { seen } from '../../core/evidence.ts'
import type { LdapFailure } from '../../core/model/directory-facts.ts'
import type { DirectorySettings, ServerType } from '../../core/model/directory-settings.ts'
import type { UnreachedHost } from '../../core/ports/bulk-directory.ts'
import { assertNever } from '../../core/result.ts'

/** Why no host of a directory let us in, in the words of the checks: the last one that was tried, with those before it as evidence. */
export function notOpenedProblem(
  { host, failure, earlier }: UnreachedHost & { readonly earlier: readonly UnreachedHost[] },
  settings: DirectorySettings,
  serverType: ServerType
): Problem {
  const others = earlier.map((other) =>
    seen(
      `Before that, ${other.host}`,
      failureEvidence(other.failure)
        .map(({ value }) => value)
        .join(', ')
    )
  )
  const found = problemOf(failure, { ...settings, host }, serverType)
  return others.length === 0 ? found : { ...found, evidence: [...found.evidence, ...others] }
}

function problemOf(failure: LdapFailure, settings: DirectorySettings, serverType: ServerType): Problem {
  const { host, port, timeoutMs, username } = settings
  const evidence = failureEvidence(failure)
  switch (failure.kind) {
    case 'network':
      return networkProblem(failure, settings)
    case 'tls':
      return problem('ldap.tls.failed', { host, port, text: failure.text }, evidence)
    case 'start-tls-refused':
      return problem('ldap.tls.start-tls-not-offered', { host, port, text: failure.text }, evidence)
    case 'timed-out':
      if (failure.during === 'connect') return problem('ldap.tcp.timed-out', { host, port, timeoutMs }, evidence)
      if (failure.during === 'tls') return problem('ldap.tls.timed-out', { host, port, timeoutMs }, evidence)
      return bindProblem(failure, username, serverType, settings)
    case 'result':
    case 'closed':
    case 'not-ldap':
    case 'bad-filter':
      return bindProblem(failure, username, serverType, settings)
    default:
      return assertNever(failure)
  }
}

function networkProblem(
  failure: Extract<LdapFailure, { readonly kind: 'network' }>,
  { host, port, timeoutMs }: DirectorySettings
): Problem {
  const evidence = failureEvidence(failure)
  switch (failure.reason) {
    case 'refused':
      return problem('ldap.tcp.refused', { host, port }, evidence)
    case 'timed-out':
      return problem('ldap.tcp.timed-out', { host, port, timeoutMs }, evidence)
    case 'reset':
      return problem('ldap.tcp.reset', { host, port }, evidence)
    case 'unreachable':
      return problem('ldap.tcp.unreachable', { host, port }, evidence)
    case 'not-permitted':
    case 'other':
      return problem('ldap.tcp.failed', { host, port, text: failure.text }, evidence)
    default:
      return assertNever(failure.reason)
  }
}
