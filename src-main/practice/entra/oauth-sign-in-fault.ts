import type { SignInFault } from './sign-in-fault.ts'

/** What goes wrong on Microsoft’s side of a sign-in by OAuth, or what an attacker sends. What was entered wrongly at the site needs no fault: it shows by itself. */
export type OauthSignInFault = Omit<SignInFault, 'name'> & { readonly name: OauthSignInFaultName }

export type OauthSignInFaultName =
  'not-assigned' | 'no-consent' | 'wrong-redirect' | 'ended-secret' | 'mail-as-name' | 'expired' | 'unsigned'

export const oauthSignInFaults: readonly OauthSignInFault[] = [
  {
    name: 'not-assigned',
    title: 'Not assigned to the application',
    teaches: 'Microsoft asks for the password and then refuses: neither the person nor a group of theirs is assigned.'
  },
  {
    name: 'no-consent',
    title: 'Nobody has consented',
    teaches: 'The application may not read who signs in: an administrator of Entra ID has to consent once for everybody.'
  },
  {
    name: 'wrong-redirect',
    title: 'Another redirect URI in the registration',
    teaches: 'Microsoft sends nobody to an address that is not registered letter by letter.'
  },
  {
    name: 'ended-secret',
    title: 'The client secret has ended',
    teaches: 'The person signs in, and then Files.com cannot redeem it: on one day nobody gets in any more.'
  },
  {
    name: 'mail-as-name',
    title: 'Mail address instead of the user principal name',
    teaches:
      'Which claim Files.com takes is not documented: where it is the mail, whoever has another mail address arrives as somebody else.'
  },
  {
    name: 'expired',
    title: 'Token of yesterday',
    teaches: 'A token is good for about an hour: this one was kept, or the clock of one side is wrong.'
  },
  {
    name: 'unsigned',
    title: 'No signature',
    teaches: 'Anybody can write such a token: nothing in it may be believed.'
  }
]
