import type { LdapFailure } from '../../core/model/directory-facts.ts'
import { passwordPolicyAnswer } from './response-controls.ts'
import type { ServerResult } from './server-message.ts'

/**
 * The one place where a server's answer becomes an `LdapFailure`. `subCode` is Active Directory's `data` code, `80090346` for a
 * refused channel binding, or `ppolicy-expired`, `ppolicy-locked`, `ppolicy-must-change`, `ppolicy-other` when OpenLDAP's
 * password policy said more than the bare result code 49 does.
 */
export function resultFailure(result: ServerResult): LdapFailure {
  const text = tidyText(result.text)
  const subCode = activeDirectorySubCode(text) ?? policySubCode(result)
  return {
    kind: 'result',
    code: result.code,
    name: resultCodeName(result.code),
    text,
    matchedDn: tidyText(result.matchedDn) || bestMatch(text),
    ...(subCode === undefined ? {} : { subCode }),
    ...(result.referrals.length === 0 ? {} : { referrals: result.referrals.slice(0, MOST_REFERRALS) })
  }
}

/** The name RFC 4511 (appendix A) gives a result code; `resultCode 123` for one it does not know. */
export function resultCodeName(code: number): string {
  return resultCodeNames[code] ?? `resultCode ${code}`
}

/** The connection ended; the system's code, when there is one, stays readable in the text. */
export function closedFailure(problem: Error | undefined): LdapFailure {
  if (problem === undefined) return { kind: 'closed', text: 'The server closed the connection.' }
  return { kind: 'closed', text: `The connection broke: ${problem.message}` }
}

/** The server's notice of disconnection (RFC 4511, section 4.4.1) names its reason before it hangs up. */
export function disconnectionFailure(notice: ServerResult): LdapFailure {
  const reason = `${resultCodeName(notice.code)} (${notice.code})`
  const text = tidyText(notice.text)
  return { kind: 'closed', text: `The server ended the connection: ${text === '' ? reason : `${reason}: ${text}`}` }
}

export function notLdapFailure(bytes: Buffer): LdapFailure {
  return { kind: 'not-ldap', firstBytes: bytes.subarray(0, 16).toString('hex') }
}

// More than any server says about an error; a report has to stay readable.
const LONGEST_TEXT = 2000
const MOST_REFERRALS = 20

/** Active Directory ends its texts with NUL, Samba some with a line end. */
function tidyText(text: string): string {
  // eslint-disable-next-line no-control-regex -- the NUL is the point
  return text.slice(0, LONGEST_TEXT).replace(/[\u0000\s]+$/, '')
}

function activeDirectorySubCode(text: string): string | undefined {
  // SEC_E_BAD_BINDINGS stands before the colon, whatever the data field says.
  if (/\b80090346\b/.test(text)) return '80090346'
  return /\bdata\s+([0-9a-f]{2,8})\b/i.exec(text)?.[1]?.toLowerCase()
}

function policySubCode(result: ServerResult): string | undefined {
  const { error } = passwordPolicyAnswer(result.controls)
  return error === undefined ? undefined : `ppolicy-${error}`
}

// Active Directory repeats the nearest existing parent inside its text (error 0000208D) when it leaves the field empty.
function bestMatch(text: string): string {
  return /\bbest match of:\s*'([^']*)'/i.exec(text)?.[1] ?? ''
}

const resultCodeNames: Readonly<Partial<Record<number, string>>> = {
  0: 'success',
  1: 'operationsError',
  2: 'protocolError',
  3: 'timeLimitExceeded',
  4: 'sizeLimitExceeded',
  5: 'compareFalse',
  6: 'compareTrue',
  7: 'authMethodNotSupported',
  8: 'strongerAuthRequired',
  10: 'referral',
  11: 'adminLimitExceeded',
  12: 'unavailableCriticalExtension',
  13: 'confidentialityRequired',
  14: 'saslBindInProgress',
  16: 'noSuchAttribute',
  17: 'undefinedAttributeType',
  18: 'inappropriateMatching',
  19: 'constraintViolation',
  20: 'attributeOrValueExists',
  21: 'invalidAttributeSyntax',
  32: 'noSuchObject',
  33: 'aliasProblem',
  34: 'invalidDNSyntax',
  36: 'aliasDereferencingProblem',
  48: 'inappropriateAuthentication',
  49: 'invalidCredentials',
  50: 'insufficientAccessRights',
  51: 'busy',
  52: 'unavailable',
  53: 'unwillingToPerform',
  54: 'loopDetect',
  64: 'namingViolation',
  65: 'objectClassViolation',
  66: 'notAllowedOnNonLeaf',
  67: 'notAllowedOnRDN',
  68: 'entryAlreadyExists',
  69: 'objectClassModsProhibited',
  71: 'affectsMultipleDSAs',
  80: 'other'
}
