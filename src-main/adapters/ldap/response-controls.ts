import { BerElements, berInteger, INTEGER, MalformedBytes, OCTET_STRING, SEQUENCE } from './ber.ts'
import type { ResponseControl } from './server-message.ts'

const PAGED_RESULTS = '1.2.840.113556.1.4.319'
const PASSWORD_POLICY = '1.3.6.1.4.1.42.2.27.8.5.1'

/** The cookie of a paged answer, empty on the last page; `undefined` when the server did not page, `malformed` when it cannot be read. */
export function pageCookie(controls: readonly ResponseControl[]): Buffer | 'malformed' | undefined {
  const control = controls.find(({ oid }) => oid === PAGED_RESULTS)
  if (control === undefined) return undefined
  return readable(() => {
    const value = new BerElements(control.value).elements(SEQUENCE)
    value.integer(INTEGER)
    return value.content(OCTET_STRING)
  })
}

/** What OpenLDAP's password policy adds to the answer of a bind (draft-behera-ldap-password-policy-10, section 6.2). */
export interface PasswordPolicyAnswer {
  readonly passwordEndsInSeconds?: number
  readonly graceLoginsLeft?: number
  readonly error?: PasswordPolicyError
}

export type PasswordPolicyError = 'expired' | 'locked' | 'must-change' | 'other'

/** Unreadable extras are no reason to doubt the answer they came with: they count as absent. */
export function passwordPolicyAnswer(controls: readonly ResponseControl[]): PasswordPolicyAnswer {
  const control = controls.find(({ oid }) => oid === PASSWORD_POLICY)
  if (control === undefined || control.value.length === 0) return {}
  const answer = readable(() => policyValue(new BerElements(control.value).elements(SEQUENCE)))
  return answer === 'malformed' ? {} : answer
}

const WARNING = 0xa0
const SECONDS = 0x80
const GRACE = 0x81
const ERROR = 0x81

const policyErrors: readonly PasswordPolicyError[] = ['expired', 'locked', 'must-change']

function policyValue(value: BerElements): PasswordPolicyAnswer {
  const warning = value.optionalContent(WARNING)
  const error = value.optionalContent(ERROR)
  return {
    ...(warning === undefined ? {} : policyWarning(new BerElements(warning))),
    ...(error === undefined ? {} : { error: policyErrors[berInteger(error)] ?? 'other' })
  }
}

function policyWarning(warning: BerElements): PasswordPolicyAnswer {
  const seconds = warning.optionalContent(SECONDS)
  if (seconds !== undefined) return { passwordEndsInSeconds: berInteger(seconds) }
  const grace = warning.optionalContent(GRACE)
  return grace === undefined ? {} : { graceLoginsLeft: berInteger(grace) }
}

function readable<T>(read: () => T): T | 'malformed' {
  try {
    return read()
  } catch (problem) {
    if (problem instanceof MalformedBytes) return 'malformed'
    throw problem
  }
}
