import { type Problem, problem } from '../errors.ts'
import type { EvidenceItem } from '../evidence.ts'
import type { LdapFailure } from '../model/directory-facts.ts'
import type { DirectorySettings, ServerType } from '../model/directory-settings.ts'
import type { ProblemCode } from '../error-catalog.ts'
import { failureEvidence, readProblem } from './failure-problem.ts'

/** Codes whose sentences need nothing but the account. */
type AccountCode = Extract<ProblemCode, `ldap.bind.${string}`> &
  (
    | 'ldap.bind.unknown-user'
    | 'ldap.bind.account-restriction'
    | 'ldap.bind.outside-hours'
    | 'ldap.bind.workstation-restricted'
    | 'ldap.bind.password-expired'
    | 'ldap.bind.account-disabled'
    | 'ldap.bind.too-many-groups'
    | 'ldap.bind.logon-type-not-granted'
    | 'ldap.bind.no-logon-server'
    | 'ldap.bind.invalid-parameter'
    | 'ldap.bind.account-expired'
    | 'ldap.bind.must-change-password'
    | 'ldap.bind.locked-out'
    | 'ldap.bind.channel-binding'
  )

/** Active Directory's sub-codes of result 49 (`data 52e`), hexadecimal without leading zeros, and what OpenLDAP's password policy adds to it. */
const BY_SUB_CODE: Readonly<Record<string, AccountCode>> = {
  '525': 'ldap.bind.unknown-user',
  '52f': 'ldap.bind.account-restriction',
  '530': 'ldap.bind.outside-hours',
  '531': 'ldap.bind.workstation-restricted',
  '532': 'ldap.bind.password-expired',
  '533': 'ldap.bind.account-disabled',
  '568': 'ldap.bind.too-many-groups',
  '569': 'ldap.bind.logon-type-not-granted',
  '51f': 'ldap.bind.no-logon-server',
  '57': 'ldap.bind.invalid-parameter',
  '701': 'ldap.bind.account-expired',
  '773': 'ldap.bind.must-change-password',
  '775': 'ldap.bind.locked-out',
  '80090346': 'ldap.bind.channel-binding',
  'ppolicy-expired': 'ldap.bind.password-expired',
  'ppolicy-locked': 'ldap.bind.locked-out',
  'ppolicy-must-change': 'ldap.bind.must-change-password'
}

/** What a refused sign-in means, with what to do about it. */
export function bindProblem(
  failure: LdapFailure,
  account: string,
  serverType: ServerType,
  settings: DirectorySettings,
  evidence: readonly EvidenceItem[] = []
): Problem {
  const all = [...evidence, ...failureEvidence(failure)]
  switch (failure.kind) {
    case 'timed-out':
      return problem('ldap.bind.no-answer', { account, timeoutMs: failure.timeoutMs }, all)
    case 'closed':
      return problem('ldap.bind.connection-closed', { account, text: failure.text }, all)
    case 'result':
      return resultProblem(failure, account, serverType, all)
    default:
      return readProblem(failure, 'the sign-in', settings, evidence)
  }
}

function resultProblem(
  failure: Extract<LdapFailure, { kind: 'result' }>,
  account: string,
  serverType: ServerType,
  evidence: readonly EvidenceItem[]
): Problem {
  const { code, name, text } = failure
  const bySubCode = failure.subCode === undefined ? undefined : BY_SUB_CODE[failure.subCode.replace(/^0+/, '')]
  if (bySubCode !== undefined) return problem(bySubCode, { account }, evidence)
  switch (code) {
    case 8:
    case 13:
      return problem('ldap.bind.tls-wanted', { account, text }, evidence)
    case 34:
      return problem('ldap.bind.bad-name-syntax', { account }, evidence)
    case 32:
    case 49:
      return problem('ldap.bind.wrong-name-or-password', { account, hint: nameHint(account, serverType) }, evidence)
    case 7:
    case 14:
    case 48:
    case 50:
    case 53:
      return problem('ldap.bind.not-allowed', { account, text }, evidence)
    case 51:
    case 52:
      return problem('ldap.bind.busy', { account, name }, evidence)
    default:
      return problem('ldap.bind.refused', { account, code, name, text }, evidence)
  }
}

function nameHint(account: string, serverType: ServerType): string {
  const isDn = account.includes('=')
  if (serverType === 'active-directory') {
    if (isDn || account.includes('@') || account.includes('\\'))
      return 'The name has a form that Active Directory takes; check its spelling and domain.'
    return `Active Directory refuses a bare short name: write ${account}@your.domain or DOMAIN\\${account}.`
  }
  return isDn
    ? 'Check every part of the distinguished name.'
    : `OpenLDAP wants a distinguished name, such as uid=${account},ou=people,dc=example,dc=com.`
}

/** Did the server judge the password itself, so that another try could count against the account? */
export function countsAsAttempt(failure: LdapFailure): boolean {
  return (
    failure.kind === 'closed' ||
    failure.kind === 'timed-out' ||
    failure.kind === 'not-ldap' ||
    (failure.kind === 'result' && failure.code !== 8 && failure.code !== 13 && failure.code !== 34)
  )
}
