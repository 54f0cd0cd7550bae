import type { LdapFailure } from '../../../core/model/directory-facts.ts'
import { assertNever } from '../../../core/result.ts'

/** What a failure was, as the second half of a sentence: `no answer came within 10 seconds`. */
export function failureText(failure: LdapFailure): string {
  switch (failure.kind) {
    case 'result':
      return `the server answered ${failure.name} (${failure.code})${failure.text === '' ? '' : `: ${failure.text}`}`
    case 'timed-out':
      return `no answer came within ${failure.timeoutMs / 1000} seconds`
    case 'not-ldap':
      return `the server sent bytes that are no LDAP (${failure.firstBytes})`
    case 'start-tls-refused':
      return `the server refused StartTLS (${failure.code}): ${failure.text}`
    case 'closed':
    case 'network':
    case 'tls':
    case 'bad-filter':
      return withoutFullStop(failure.text)
    default:
      return assertNever(failure)
  }
}

function withoutFullStop(text: string): string {
  return text.replace(/\.$/, '')
}
