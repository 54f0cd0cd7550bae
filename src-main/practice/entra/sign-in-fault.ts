/** What somebody got wrong on Microsoft’s side, or what an attacker sends: each makes the site refuse, or worse, let in somebody else. */
export interface SignInFault {
  readonly name: SignInFaultName
  readonly title: string
  /** What it looks like in real life, one sentence. */
  readonly teaches: string
}

export type SignInFaultName =
  'not-assigned' | 'wrong-audience' | 'old-key' | 'other-tenant' | 'expired' | 'unsigned' | 'mail-as-name' | 'too-many-groups'

export const signInFaults: readonly SignInFault[] = [
  {
    name: 'not-assigned',
    title: 'Not assigned to the application',
    teaches: 'Microsoft asks for the password and then refuses: neither the person nor a group of theirs is assigned.'
  },
  {
    name: 'wrong-audience',
    title: 'Identifier with a final slash',
    teaches: 'The identifier in the portal was typed with a slash at its end, so the response is meant for nobody.'
  },
  {
    name: 'old-key',
    title: 'Signed with a key that is not published',
    teaches: 'The certificate was made active on one side only.'
  },
  {
    name: 'other-tenant',
    title: 'Another tenant',
    teaches: 'The browser was signed in to another company’s tenant, which has an application of the same name.'
  },
  {
    name: 'expired',
    title: 'Response of yesterday',
    teaches: 'A response is good for about an hour: this one was kept, or the clock of one side is wrong.'
  },
  {
    name: 'unsigned',
    title: 'No signature',
    teaches: 'Anybody can write such a response: nothing in it may be believed.'
  },
  {
    name: 'mail-as-name',
    title: 'Mail address instead of the user principal name',
    teaches: 'The unique user identifier was set to user.mail: whoever has another mail address arrives as somebody else.'
  },
  {
    name: 'too-many-groups',
    title: 'More than 150 groups',
    teaches: 'Microsoft sends a link in place of the groups, and the site sees none of them.'
  }
]
