import { is, type Situation } from './adviser-questions.ts'
import type { ProvisioningMethod, SignInMethod } from './adviser-views.ts'
import type { Decision } from './decide-methods.ts'

export interface WhyNot {
  readonly whyNot: string
  /** False: something documented, or something that was answered, rules it out. */
  readonly isPossible: boolean
}

/** Why a way of signing in was not recommended. */
export function whyNotSignIn(method: SignInMethod, situation: Situation, decision: Decision): WhyNot {
  switch (method) {
    case 'saml':
      return decision.signIn === 'ldap'
        ? possible('The company password would not work by SFTP, FTP, WebDAV and the API.')
        : possible('It needs an enterprise application in Entra ID, which somebody with more rights would have to make.')
    case 'oauth':
      if (is(situation, 'tenants', 'other-cloud'))
        return impossible('That OAuth of Files.com asks another cloud than the global one is not documented.')
      if (decision.provisioning === 'scim') return impossible('SCIM works with SAML only.')
      if (decision.signIn === 'ldap') return possible('The company password would not work by SFTP, FTP, WebDAV and the API.')
      return is(situation, 'mail-upn', 'by-mail') || is(situation, 'mail-upn', 'by-upn')
        ? possible('Which name it sends is not documented, and here it matters.')
        : possible('It gives nothing here that SAML lacks, its secret ends sooner, and SCIM could never be added.')
    case 'ldap':
      return is(situation, 'ldaps', 'no')
        ? impossible('No directory can be reached over LDAPS.')
        : possible(
            'It is needed only where the company password must work by SFTP, FTP, WebDAV or the API; the sign-in rules of Entra ID would not apply.'
          )
  }
}

/** Why a way of provisioning was not recommended. */
export function whyNotProvisioning(method: ProvisioningMethod, situation: Situation, decision: Decision): WhyNot {
  switch (method) {
    case 'scim':
      return whyNotScim(situation, decision)
    case 'jit':
      if (decision.signIn === 'ldap') return impossible('It belongs to a sign-in by SAML or OAuth.')
      if (is(situation, 'first-sign-in', 'no')) return impossible('A first sign-in may not make an account.')
      if (is(situation, 'group-names', 'yes')) return possible('Groups would be called by their ids.')
      if (!is(situation, 'leavers', 'by-hand')) return possible('Accounts of people who leave would stay.')
      return possible('Its group filters do nothing, and nobody is told when somebody leaves.')
    case 'ldap':
      return is(situation, 'ldaps', 'no')
        ? impossible('No directory can be reached over LDAPS.')
        : possible('A directory would have to be opened to Files.com, and nothing here needs it.')
    case 'by-hand':
      return possible('Everybody who comes, leaves or changes the name would be a task for somebody.')
  }
}

function whyNotScim(situation: Situation, { signIn }: Decision): WhyNot {
  if (signIn !== 'saml') return impossible('SCIM works with SAML only.')
  if (is(situation, 'licence', 'no')) return impossible('Microsoft asks for a paid edition of Entra ID for it.')
  if (is(situation, 'mail-upn', 'by-mail'))
    return possible(
      'It names accounts by the UPN and sign-in goes by the mail address, so people would get second accounts. Entra ID could be told to send the mail as user name; that Files.com supports it is not documented.'
    )
  if (is(situation, 'group-filters', 'at-files-com')) return possible('Filters of Files.com do nothing with it.')
  return possible('It works as well, with a token to watch and provisioning to set up in Entra ID; nothing here needs it.')
}

function possible(whyNot: string): WhyNot {
  return { whyNot, isPossible: true }
}

function impossible(whyNot: string): WhyNot {
  return { whyNot, isPossible: false }
}
