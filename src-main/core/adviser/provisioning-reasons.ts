import { always, type Known, type Reasons } from './adviser-reasons.ts'
import { is } from './adviser-questions.ts'
import type { ProvisioningMethod } from './adviser-views.ts'

const hasUnlikeMail = ({ facts }: Known): boolean =>
  facts.some(({ id, text, answers }) => id === 'identity' && answers === undefined && !text.startsWith('0 '))

/** Of what the site shows alone, as long as nobody has said how mail and UPN are. */
const hasUnlikeNames = ({ facts, sourceOf }: Known): boolean =>
  sourceOf('mail-upn') === undefined &&
  facts.some(({ id, text }) => id === 'mail-unlike-name' && !text.startsWith('0 ')) &&
  !facts.some(({ id }) => id === 'identity')

const secondAccounts = 'names accounts by the UPN, and a sign-in is known to look for an account by the mail address'

/** What speaks for and against each way of making accounts. */
export const provisioningReasons: Readonly<Record<ProvisioningMethod, Reasons>> = {
  scim: {
    because: [
      {
        on: 'documentation',
        when: always,
        text: 'Files.com recommends SCIM where Entra ID sends the same user name by SAML and by SCIM.'
      },
      {
        on: 'group-names',
        when: ({ situation }) => is(situation, 'group-names', 'yes'),
        text: 'SCIM brings groups by their names, with their members.'
      },
      {
        on: 'leavers',
        when: ({ situation }) => !is(situation, 'leavers', 'by-hand'),
        text: 'Who leaves, or is no longer assigned, is disabled by itself within about 40 minutes.'
      },
      {
        on: 'group-filters',
        when: ({ situation }) => is(situation, 'group-filters', 'in-entra'),
        text: 'Who comes is decided by assignment in Entra ID, and SCIM follows it.'
      },
      {
        on: 'first-sign-in',
        when: ({ situation }) => is(situation, 'first-sign-in', 'no'),
        text: 'Accounts exist before somebody comes, and “Create users” at a sign-in can stay off.'
      },
      {
        on: 'mail-upn',
        when: ({ situation }) => is(situation, 'mail-upn', 'same'),
        text: 'Mail and UPN are the same, so both ways name the same account.'
      },
      { on: { fact: 'scim' }, when: always }
    ],
    against: [
      {
        on: 'group-filters',
        when: ({ situation }) => is(situation, 'group-filters', 'at-files-com'),
        text: 'Filters of Files.com do nothing with SCIM, because people arrive without their groups: assign groups to the application in Entra ID instead, and empty the filters.'
      },
      {
        on: 'mail-upn',
        when: ({ situation }) => is(situation, 'mail-upn', 'can-align'),
        text: `Make mail and UPN the same first: SCIM ${secondAccounts}.`
      },
      {
        on: 'mail-upn',
        when: ({ situation }) => is(situation, 'mail-upn', 'by-upn'),
        text: `SCIM ${secondAccounts} where one is sent and differs. Prove it with one person before anybody else.`
      },
      {
        on: { fact: 'mail-unlike-name' },
        when: hasUnlikeNames,
        text: 'Where mail and UPN differ, somebody can get a second account: look at the identity table before anybody is moved.'
      },
      { on: { fact: 'identity' }, when: hasUnlikeMail, text: 'Each of them could get a second, empty account.' },
      {
        on: 'leavers',
        when: ({ situation }) => is(situation, 'leavers', 'now'),
        text: 'Entra ID works in rounds of about 40 minutes. In haste use “Provision on demand” there, or disable the user at Files.com.'
      },
      {
        on: 'tenants',
        when: ({ situation }) => is(situation, 'tenants', 'several'),
        text: 'Each tenant has an application, a provider and a token of its own.'
      },
      {
        on: 'documentation',
        when: always,
        text: 'The token ends after a year; Files.com writes to the site administrators before, and it can be extended.'
      },
      {
        on: 'documentation',
        when: always,
        text: 'Groups inside groups are not followed: assign those that people are in directly.'
      }
    ]
  },
  jit: {
    because: [
      { on: 'documentation', when: always, text: 'There is nothing to set up beside the sign-in itself.' },
      {
        on: 'group-names',
        when: ({ situation }) => is(situation, 'group-names', 'no'),
        text: 'No groups are needed from outside, and without groups it works well by the documentation.'
      },
      {
        on: 'leavers',
        when: ({ situation }) => is(situation, 'leavers', 'by-hand'),
        text: 'Accounts of leavers are closed by hand.'
      },
      {
        on: 'first-sign-in',
        when: always,
        text: 'A first sign-in may make an account.'
      },
      {
        on: 'mail-upn',
        when: ({ situation }) => is(situation, 'mail-upn', 'by-mail'),
        text: 'The account is named by what the sign-in sends, so there is no second name to differ from it.'
      }
    ],
    against: [
      {
        on: 'group-names',
        when: ({ situation }) => is(situation, 'group-names', 'yes'),
        text: 'Groups arrive by their ids. They can be renamed afterwards by a plan, or kept away and made by hand.'
      },
      { on: { fact: 'groups-by-id' }, when: always },
      {
        on: 'leavers',
        when: ({ situation }) => !is(situation, 'leavers', 'by-hand'),
        text: 'Nobody tells Files.com when somebody leaves: accounts and keys stay until they are disabled by hand.'
      },
      {
        on: 'group-filters',
        when: ({ situation }) => is(situation, 'group-filters', 'at-files-com'),
        text: 'Filters of Files.com do nothing here: assign groups or people to the application in Entra ID instead.'
      },
      {
        on: 'documentation',
        when: always,
        text: 'Everybody whom Entra ID lets sign in gets an account: set “Assignment required?” to Yes in Entra ID.'
      }
    ]
  },
  ldap: {
    because: [
      {
        on: 'group-filters',
        when: ({ situation }) => is(situation, 'group-filters', 'at-files-com'),
        text: 'Filters of Files.com see the groups of the directory, and nothing else works with them.'
      },
      { on: { fact: 'filters' }, when: ({ facts }) => facts.some(({ id, answers }) => id === 'filters' && answers !== undefined) },
      {
        on: 'mail-upn',
        when: ({ situation, decision }) => is(situation, 'mail-upn', 'by-mail') && decision.signIn !== 'ldap',
        text: 'Mail and UPN differ for good, and sign-in goes by the mail address: SCIM would make second accounts.'
      },
      {
        on: 'licence',
        when: ({ situation, decision }) => is(situation, 'licence', 'no') && decision.signIn === 'saml',
        text: 'SCIM is not to be had with the free edition of Entra ID, as far as Microsoft says.'
      },
      {
        on: 'documentation',
        when: ({ decision }) => decision.signIn === 'oauth',
        text: 'SCIM does not work with OAuth; LDAP provisioning does.'
      },
      {
        on: 'documentation',
        when: ({ decision }) => decision.signIn === 'ldap',
        text: 'The directory that signs people in is read every hour as well.'
      },
      {
        on: 'documentation',
        when: ({ decision }) => decision.signIn !== 'ldap',
        text: 'It is a part of the same provider: Entra ID signs people in, the directory says who they are.'
      },
      {
        on: 'group-names',
        when: ({ situation }) => is(situation, 'group-names', 'yes'),
        text: 'Groups come by the names of the directory.'
      },
      {
        on: 'leavers',
        when: ({ situation }) => is(situation, 'leavers', 'hour'),
        text: 'Who leaves is disabled with the next hourly sync.'
      },
      { on: { fact: 'ldap' }, when: always }
    ],
    against: [
      {
        on: 'leavers',
        when: ({ situation }) => is(situation, 'leavers', 'now'),
        text: 'The directory is read once an hour. In haste start a sync by hand, or disable the user at Files.com.'
      },
      {
        on: 'documentation',
        when: ({ decision }) => decision.signIn !== 'ldap',
        text: 'The names that LDAP gives (attribute and domain) and those of the sign-in must be the same: look at the identity table first.'
      },
      {
        on: 'documentation',
        when: ({ decision }) => decision.signIn !== 'ldap',
        text: 'The directory has to be open to Files.com over LDAPS, and people who exist in Entra ID only are not in it.'
      },
      {
        on: 'documentation',
        when: ({ decision }) => decision.signIn !== 'ldap',
        text: 'After repeated failures Files.com switches the sync off by itself; sign-in through Microsoft goes on meanwhile.'
      },
      {
        on: 'documentation',
        when: ({ decision }) => decision.signIn === 'ldap',
        text: 'After repeated failures Files.com switches the sync off by itself; its External Logs tell of it.'
      }
    ]
  },
  'by-hand': {
    because: [
      {
        on: 'first-sign-in',
        when: always,
        text: 'A first sign-in may not make an account, and neither SCIM nor LDAP provisioning can be used.'
      },
      { on: 'ldaps', when: ({ situation }) => is(situation, 'ldaps', 'no'), text: 'No directory can be reached over LDAPS.' },
      {
        on: 'licence',
        when: ({ situation }) => is(situation, 'licence', 'no'),
        text: 'SCIM asks for a paid edition of Entra ID, as far as Microsoft says.'
      }
    ],
    against: [
      {
        on: 'documentation',
        when: always,
        text: 'Everybody who comes, leaves or changes the name is a task for an administrator, and what is forgotten stays open.'
      },
      {
        on: 'leavers',
        when: ({ situation }) => !is(situation, 'leavers', 'by-hand'),
        text: 'Accounts of leavers are not closed by themselves.'
      }
    ]
  }
}
