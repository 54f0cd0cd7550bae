import { is, type QuestionId, type Situation } from './adviser-questions.ts'
import type { ProvisioningMethod, SignInMethod } from './adviser-views.ts'

/** A pair of methods; each with the reason in half a sentence that completes “because ...”. */
export interface Decision {
  readonly signIn: SignInMethod
  readonly signInBecause: string
  readonly provisioning: ProvisioningMethod
  readonly provisioningBecause: string
  /** The answer on which that reason rests, where it may be one that nobody gave. */
  readonly provisioningRestsOn: QuestionId | undefined
}

/**
 * The vendor's rules, newer page first: SCIM never with OAuth; SCIM where SAML and SCIM send one name; LDAP provisioning for group filters or
 * where sign-in must go by a mail address unlike the UPN; accounts at the first sign-in where no groups are needed; LDAP sign-in only where
 * passwords are needed outside the browser.
 */
export function decideMethods(situation: Situation): Decision {
  const { signIn, because } = decideSignIn(situation)
  const { provisioning, because: provisioningBecause, restsOn } = decideProvisioning(signIn, situation)
  return { signIn, signInBecause: because, provisioning, provisioningBecause, provisioningRestsOn: restsOn }
}

function decideSignIn(situation: Situation): { readonly signIn: SignInMethod; readonly because: string } {
  if (is(situation, 'password-ways', 'company-password') && is(situation, 'ldaps', 'yes'))
    return { signIn: 'ldap', because: 'the company password must work by SFTP, FTP, WebDAV or the API' }
  if (isOauthEnough(situation)) return { signIn: 'oauth', because: 'an app registration is all that can be made in Entra ID' }
  return { signIn: 'saml', because: 'it is what Files.com recommends, and it leaves every way of provisioning open' }
}

/** OAuth is for whoever cannot have SAML, and then only where nothing that SAML alone has is needed. */
function isOauthEnough(situation: Situation): boolean {
  const namesAreTheSame = is(situation, 'mail-upn', 'same') || is(situation, 'mail-upn', 'can-align')
  return (
    is(situation, 'entra-rights', 'registrations-only') &&
    // That Files.com asks another cloud is not documented, and neither is which name OAuth sends.
    !is(situation, 'tenants', 'other-cloud') &&
    namesAreTheSame &&
    decideProvisioning('saml', situation).provisioning !== 'scim'
  )
}

interface DecidedProvisioning {
  readonly provisioning: ProvisioningMethod
  readonly because: string
  readonly restsOn?: QuestionId
}

function decideProvisioning(signIn: SignInMethod, situation: Situation): DecidedProvisioning {
  if (signIn === 'ldap') return { provisioning: 'ldap', because: 'the directory that signs people in brings their accounts as well' }
  const hasDirectory = is(situation, 'ldaps', 'yes')
  if (is(situation, 'group-filters', 'at-files-com') && hasDirectory)
    return { provisioning: 'ldap', because: 'filters of Files.com work with nothing else' }
  if (is(situation, 'mail-upn', 'by-mail') && hasDirectory)
    return { provisioning: 'ldap', because: 'mail and UPN differ, and sign-in goes by the mail address' }
  const need = needOf(situation)
  if (need === undefined) return { provisioning: 'jit', because: 'neither groups nor the leaving of people have to be followed' }
  if (signIn === 'saml' && is(situation, 'licence', 'yes') && !is(situation, 'mail-upn', 'by-mail'))
    return { provisioning: 'scim', because: need.text, restsOn: need.question }
  if (hasDirectory) return { provisioning: 'ldap', because: `${need.text}, and SCIM cannot be used`, restsOn: need.question }
  return is(situation, 'first-sign-in', 'yes')
    ? { provisioning: 'jit', because: 'neither SCIM nor LDAP can be used' }
    : { provisioning: 'by-hand', because: 'nothing else is possible without accounts that make themselves' }
}

/** What an account that makes itself at the first sign-in cannot give. */
function needOf(situation: Situation): { readonly text: string; readonly question: QuestionId } | undefined {
  if (is(situation, 'group-names', 'yes')) return { text: 'groups shall appear at Files.com by their names', question: 'group-names' }
  if (!is(situation, 'leavers', 'by-hand'))
    return { text: 'accounts of people who leave shall be closed by themselves', question: 'leavers' }
  if (is(situation, 'group-filters', 'at-files-com'))
    return { text: 'it shall be decided beforehand who gets an account', question: 'group-filters' }
  if (is(situation, 'first-sign-in', 'no')) return { text: 'accounts shall exist before somebody comes', question: 'first-sign-in' }
  return undefined
}
