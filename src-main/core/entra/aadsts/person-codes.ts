import { type AadstsCode, both } from './aadsts-code.ts'

/** About the person who signs in: the set-up has worked up to here. */
export const personCodes: readonly AadstsCode[] = [
  {
    code: 50105,
    meaning: 'the application is open to assigned people only, and this person is not among them.',
    remedy: both(
      'Enterprise applications, the application, Users and groups: assign the person, or a group of which the person is a direct member. Members of a group inside of that group do not count.'
    ),
    kind: 'person',
    problem: 'entra.sign-in.not-assigned'
  },
  {
    code: 50020,
    meaning: 'the account is none of this tenant, and no guest of it either. Often the browser used an account that was still signed in.',
    remedy: both(
      'Try in a private window with the account of this tenant. Somebody who belongs elsewhere is invited as a guest and assigned first.'
    ),
    kind: 'person',
    problem: 'entra.sign-in.other-tenant'
  },
  {
    code: 50034,
    meaning: 'there is no account of this name in the tenant.',
    remedy: both(
      'Check the spelling of the name, and the domain after the @. An account of the company’s own directory must have been synchronised to Entra ID.'
    ),
    kind: 'person',
    problem: 'entra.sign-in.account'
  },
  {
    code: 50126,
    meaning: 'name or password is wrong.',
    remedy: both(
      'The person tries again or resets the password. If the password is right elsewhere, the synchronisation of passwords to Entra ID may be behind.'
    ),
    kind: 'person',
    problem: 'entra.sign-in.account'
  },
  {
    code: 50053,
    meaning: 'the account is locked after too many wrong passwords, or the sign-in came from an address that Microsoft distrusts.',
    remedy: both(
      'Wait until the lock ends, and stop whatever keeps trying the old password. The sign-in log of Entra ID tells which of the two it is.'
    ),
    kind: 'person',
    problem: 'entra.sign-in.account'
  },
  {
    code: 50055,
    meaning: 'the password has expired.',
    remedy: both('The person sets a new one. With a directory of the company’s own: set it there, and wait for the synchronisation.'),
    kind: 'person',
    problem: 'entra.sign-in.account'
  },
  {
    code: 50057,
    meaning: 'the account is disabled.',
    remedy: both(
      'Enable the account if the person shall have it. With a directory of the company’s own, enable it there, and check that the synchronisation has run.'
    ),
    kind: 'person',
    problem: 'entra.sign-in.account'
  },
  {
    code: 50076,
    meaning: 'the second factor is asked for, and has not been given yet. That is normal in the middle of a sign-in.',
    remedy: both('Finish the sign-in with the second factor. If it ends here each time, look in the sign-in log which rule asks for it.'),
    kind: 'person',
    problem: 'entra.sign-in.policy'
  },
  {
    code: 50079,
    meaning: 'a second factor is demanded, and the person has not enrolled one.',
    remedy: both('The person enrols a second factor (aka.ms/mfasetup in the global cloud) and signs in again.'),
    kind: 'person',
    problem: 'entra.sign-in.policy'
  },
  {
    code: 53003,
    meaning: 'a rule of Conditional Access blocks this sign-in.',
    remedy: both(
      'Sign-in log of Entra ID, the attempt, tab “Conditional Access”: it names the rule. Change the rule, or sign in from where and with what it allows.'
    ),
    kind: 'person',
    problem: 'entra.sign-in.policy'
  },
  {
    code: 501241,
    meaning: 'the attribute from which the unique user identifier is made is empty for this person.',
    remedy: {
      saml: 'Attributes & Claims, Unique User Identifier: use user.userprincipalname, which everybody has. With user.mail, people without a mail address cannot sign in.',
      oauth: 'Fill the attribute for this person, in most cases the mail address, or use one that everybody has.'
    },
    kind: 'person',
    problem: 'entra.sign-in.empty-name-id'
  }
]
