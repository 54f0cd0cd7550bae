import { always, type Known, type Reason, type Reasons } from './adviser-reasons.ts'
import { is } from './adviser-questions.ts'
import type { SignInMethod } from './adviser-views.ts'

const hasPasswordUsers = ({ facts }: Known): boolean => facts.some(({ id, answers }) => id === 'password-users' && answers === undefined)

/** What holds for every sign-in at Microsoft. */
const againstMicrosoft: readonly Reason[] = [
  {
    on: 'password-ways',
    when: ({ situation }) => is(situation, 'password-ways', 'company-password'),
    text: 'The company password does not work by SFTP, FTP, WebDAV, the API and in the mobile app: SFTP needs an SSH key, the API an API key, and for the others only a password of Files.com is left.'
  },
  {
    on: { fact: 'password-users' },
    when: hasPasswordUsers,
    text: 'Who uses SFTP or the API needs keys before moving; FTP and WebDAV are lost without a password.'
  },
  {
    on: 'password-ways',
    when: ({ situation }) => is(situation, 'password-ways', 'keys'),
    text: 'The keys have to be there before people are moved: an SSH key for SFTP, an API key for the API.'
  },
  {
    on: 'licence',
    when: ({ situation }) => is(situation, 'licence', 'no') && is(situation, 'group-filters', 'in-entra'),
    text: 'With the free edition of Entra ID groups cannot be assigned to the application: people are assigned one by one.'
  },
  {
    on: 'documentation',
    when: always,
    text: 'If Microsoft or the provider fails, nobody gets in by it: at least one site administrator stays on a password.'
  }
]

const askColleague: Reason = {
  on: 'entra-rights',
  when: ({ situation }) => is(situation, 'entra-rights', 'colleague'),
  text: 'A colleague has to do the part in Entra ID: this application writes down the values, and reads the answers.'
}

/** What speaks for and against each way of signing in. */
export const signInReasons: Readonly<Record<SignInMethod, Reasons>> = {
  saml: {
    because: [
      {
        on: 'documentation',
        when: always,
        text: 'Files.com recommends SAML with Entra ID to whoever does not know: it counts as the safer way, and SCIM comes with it only.'
      },
      {
        on: 'password-ways',
        when: ({ situation }) => is(situation, 'password-ways', 'no'),
        text: 'Browser and desktop app are enough, and there the company password works.'
      },
      {
        on: 'password-ways',
        when: ({ situation }) => is(situation, 'password-ways', 'keys'),
        text: 'SSH keys and API keys go on working whatever the sign-in is.'
      },
      {
        on: 'mail-upn',
        when: ({ situation }) => is(situation, 'mail-upn', 'by-mail') || is(situation, 'mail-upn', 'by-upn'),
        text: 'With SAML one chooses in Entra ID which value names the account; what OAuth sends is not documented.'
      },
      {
        on: 'tenants',
        when: ({ situation }) => is(situation, 'tenants', 'several'),
        text: 'Several tenants can stand side by side, each as a provider of its own.'
      },
      {
        on: 'tenants',
        when: ({ situation }) => is(situation, 'tenants', 'other-cloud'),
        text: 'SAML takes the addresses of any cloud; that OAuth of Files.com asks another cloud than the global one is not documented.'
      }
    ],
    against: [
      {
        on: 'entra-rights',
        when: ({ situation }) => is(situation, 'entra-rights', 'registrations-only'),
        text: 'An enterprise application is needed, so somebody with that right in Entra ID has to be asked.'
      },
      askColleague,
      ...againstMicrosoft,
      {
        on: 'documentation',
        when: always,
        text: 'The signing certificate of Entra ID ends after three years. By a metadata address Files.com follows a new one; otherwise it has to be entered in time.'
      }
    ]
  },
  oauth: {
    because: [
      {
        on: 'entra-rights',
        when: always,
        text: 'An app registration is all that OAuth needs in Entra ID, and no more can be made.'
      },
      { on: 'documentation', when: always, text: 'Nothing that is wanted here needs SCIM, which OAuth does not have.' }
    ],
    against: [
      ...againstMicrosoft,
      {
        on: 'documentation',
        when: always,
        text: 'SCIM cannot be added later; it takes a SAML provider beside this one, to which everybody moves.'
      },
      {
        on: 'documentation',
        when: always,
        text: 'The client secret ends on a day that is chosen in Entra ID, and nobody signs in after it unless a new one is entered.'
      },
      {
        on: 'documentation',
        when: always,
        text: 'Files.com never shows tenant, client and secret again: only a real sign-in proves what it holds.'
      }
    ]
  },
  ldap: {
    because: [
      {
        on: 'password-ways',
        when: always,
        text: 'Only with LDAP does the company password work by SFTP, FTP, WebDAV, the API and in the mobile app.'
      },
      { on: { fact: 'password-users' }, when: hasPasswordUsers, text: 'With LDAP a password goes on working there.' },
      { on: 'ldaps', when: always, text: 'There is a directory that Files.com can reach over LDAPS.' }
    ],
    against: [
      {
        on: 'documentation',
        when: always,
        text: 'The sign-in rules of Entra ID, second factors among them, do not apply to a password that Files.com shows to a directory.'
      },
      {
        on: 'documentation',
        when: always,
        text: 'Not everybody has to sign in so: the authentication method is chosen person by person, and SAML can stand beside it for the others.'
      },
      {
        on: 'documentation',
        when: always,
        text: 'The directory has to be open to Files.com, over LDAPS with a certificate of a public authority; a self-signed one is to be avoided.'
      }
    ]
  }
}
