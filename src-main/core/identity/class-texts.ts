import type { IdentityClass, IdentityClassView } from './identity-views.ts'
import type { IdentityResult } from './judge-identity.ts'
import { slotOf } from './person-names.ts'

type ClassText = Pick<IdentityClassView, 'title' | 'severity' | 'what' | 'repair'>
type Repair = IdentityClassView['repair']

/** What happens to the people of a class, and what to do about it, in an order in which nothing is lost. */
export function classText(name: IdentityClass, result: IdentityResult): ClassText {
  return texts[name](result)
}

/** In a few words: for rows, chips and headings. */
export const classTitles: Readonly<Record<IdentityClass, string>> = {
  'two-people-one-name': 'Two people, one name',
  'account-under-other-name': 'Account under another name',
  'mail-unlike-upn': 'Mail unlike user principal name',
  'ldap-unlike-sign-in': 'LDAP name unlike sign-in name',
  guest: 'Guest',
  'no-name': 'No name',
  'mail-empty': 'No mail',
  'case-only': 'Capitals or accents only',
  orphan: 'Nobody’s account',
  new: 'New',
  same: 'The same',
  'not-concerned': 'Not concerned'
}

const texts: Readonly<Record<IdentityClass, (result: IdentityResult) => ClassText>> = {
  'two-people-one-name': () => ({
    title: classTitles['two-people-one-name'],
    severity: 'problem',
    what: 'The ways in use give the same user name to more than one of these people, or one of them would arrive under a name or in an account that belongs to another. Whoever comes second lands in the account of the first, and sees what lies there.',
    repair: [
      step(
        'entra-administrator',
        'Find out whose the name is, and give the other person a mail or user principal name of their own in Entra ID, or in the directory that it is synchronised from.'
      ),
      step('you', 'Read again: none of them may be left in this class before anybody is provisioned.'),
      step(
        'you',
        'Look at the account at Files.com: if both have used it already, move the files of the other one before anything is renamed.'
      )
    ]
  }),
  'account-under-other-name': () => ({
    title: classTitles['account-under-other-name'],
    severity: 'problem',
    what: 'The ways in use agree on a name, and the account that these people have at Files.com is called otherwise, or they have two. Files.com does not know that it is the same person: without a repair a second account is made, and the files stay in the first.',
    repair: [
      step(
        'entra-administrator',
        'Where mail and user principal name differ: make them the same in Entra ID first, or let every way take the same one. Until then nothing at Files.com is renamed or deleted.'
      ),
      step(
        'you',
        'Leave alone the administrator who signs in with a password, and every other account that is kept on purpose: a name that looks like somebody’s does not make it a duplicate.'
      ),
      step(
        'you',
        'Where there is one account and the person signs in to it today: the sign-in sends its name, so judge by the mail instead. Where it does not: rename it to the name that the ways in use give, user name and mail together, before the person signs in or is provisioned.'
      ),
      step('you', 'Where there are two: let the person sign in once, and see in which of them the sign-in arrives.'),
      step('you', 'Move files and permissions from the other account into that one.'),
      step('you', 'Only then delete the other account. Deleted before the names are right, the next sign-in makes another one.')
    ]
  }),
  'mail-unlike-upn': ({ unlikeInUse, counts }) => ({
    title: classTitles['mail-unlike-upn'],
    severity: unlikeInUse > 0 ? 'problem' : 'note',
    what: [
      ...(unlikeInUse > 0
        ? [
            'One of the ways in use names people by their mail, another by their user principal name, and the two differ. A sign-in finds no account of its name and makes a second one; the one that provisioning made cannot be reached.'
          ]
        : []),
      ...(unlikeInUse < counts['mail-unlike-upn'] || unlikeInUse === 0
        ? [
            'The ways in use are set to the user principal name, and the mail is another one. Files.com describes sign-ins that look for an account of the mail all the same, find none and make a second account: whether the setting prevents that is not documented.'
          ]
        : [])
    ].join(' '),
    repair: [
      step(
        'entra-administrator',
        'Make mail and user principal name the same in Entra ID, or let both ways take the same one: Unique User Identifier of the sign-in and userName of provisioning. An empty mail is fine for the sign-in: it falls back to the user principal name.'
      ),
      step('you', 'Let the person sign in, and see that the sign-in arrives in the account with the files.'),
      step('you', 'Only then delete the duplicate. Deleted before, the next sign-in makes another one.'),
      step(
        'you',
        'Where mail and user principal name cannot be aligned, provision by LDAP with a user name field that gives the name of the sign-in.'
      )
    ]
  }),
  'ldap-unlike-sign-in': () => ({
    title: classTitles['ldap-unlike-sign-in'],
    severity: 'problem',
    what: 'LDAP provisioning would make accounts that are called otherwise than what these people sign in with. Nobody could reach them, and each sign-in would make a second account or be refused.',
    repair: [
      step(
        'you',
        'Choose the LDAP username field and the LDAP domain so that they give the name of the sign-in: userPrincipalName without a domain is usually it.'
      ),
      step('entra-administrator', 'Or let the sign-in send what LDAP gives: change Unique User Identifier of the SAML application.'),
      step('you', 'Read again, and confirm the sign-in of one person before the first sync.'),
      step('you', 'Only then rename or delete accounts that are left over.')
    ]
  }),
  guest: ({ doubledGuests, waysInUse }) => ({
    title: classTitles.guest,
    severity: doubledGuests > 0 ? 'problem' : 'note',
    what:
      'Guests have #EXT# in their user principal name. A sign-in by it sends it with #EXT#; Entra’s provisioning takes #EXT# out of it. ' +
      (doubledGuests > 0
        ? 'With the ways in use a guest is called by two names, or otherwise than the account that is there, and gets a second one.'
        : waysInUse.some((way) => slotOf(way) === 'sign-in')
          ? 'With the ways in use that makes no second account, but a name that nobody knows as theirs.'
          : 'As soon as somebody of them signs in, the names would differ.'),
    repair: [
      step(
        'entra-administrator',
        'Give guests a name of their own in the SAML application: edit Unique User Identifier, add a claim condition for external guests, and take user.mail there.'
      ),
      step('entra-administrator', 'Map userName of provisioning to mail for them as well, or leave guests out of its scope.'),
      step('you', 'Confirm one guest’s sign-in. Only then delete accounts with #EXT# in their name.')
    ]
  }),
  'no-name': ({ people }) => ({
    title: classTitles['no-name'],
    severity: 'problem',
    what:
      'The attribute that one of the ways in use takes the name from is empty for these people: by that way they cannot sign in, or are not provisioned. Provisioning that no longer finds somebody may take away the account.' +
      (people.source === 'directory'
        ? ' A directory that is not Active Directory often has no user principal name: the one of Entra ID stands in an Entra user export only.'
        : ''),
    repair: [
      step(
        'entra-administrator',
        'Fill the attribute in Entra ID, or in the directory that it is synchronised from, where these are people; leave out what are service accounts and rooms.'
      ),
      ...(people.source === 'directory'
        ? [step('you', 'Or read an Entra user export instead of the directory: it has the names that Entra ID really sends.')]
        : [])
    ]
  }),
  'mail-empty': ({ rules, waysInUse }) => {
    const isProvisionedByMail = waysInUse.includes('scim') && rules.scimUserName === 'mail'
    return {
      title: classTitles['mail-empty'],
      severity: isProvisionedByMail ? 'problem' : 'note',
      what: isProvisionedByMail
        ? 'These people have no mail. Entra’s provisioning maps it to the user name and sends no empty attribute, so that they are not provisioned; the sign-in would take the user principal name.'
        : 'These people have no mail, so the sign-in falls back to the user principal name. That works, until somebody gives them a mail: then the name changes.',
      repair: isProvisionedByMail
        ? [
            step(
              'entra-administrator',
              'Map userName of provisioning to userPrincipalName, or give these people the mail that is to be their user name.'
            ),
            step('you', 'Read again before provisioning is started.')
          ]
        : [step('entra-administrator', 'If they get a mail one day, make it the same as the user principal name.')]
    }
  },
  'case-only': () => ({
    title: classTitles['case-only'],
    severity: 'note',
    what: 'The names are the same but for capitals or the way accents are written. That Files.com takes both for one is assumed, because it is not documented.',
    repair: [
      step('you', 'Let one of them sign in first, and see that no second account appears.'),
      step('you', 'To be safe, rename the accounts to the exact name.')
    ]
  }),
  orphan: () => ({
    title: classTitles.orphan,
    severity: 'note',
    what: 'These users sign in by this provider, and none of the people read has a name of theirs: they have left, have been renamed, or stand in a part of the directory that was not read.',
    repair: [
      step('you', 'See first that everybody was read: the whole base, and an export of all users.'),
      step('you', 'Search for the person by name: a renamed one needs the account renamed, user name and mail together.'),
      step('you', 'Only disable accounts of those who are gone for certain, and delete them later, when nobody misses anything.')
    ]
  }),
  new: ({ users }) => ({
    title: classTitles.new,
    severity: 'good',
    what:
      users === undefined
        ? 'No users were compared, so nobody knows whether these people have accounts. The ways in use agree on their names.'
        : 'These people have no account yet, and the ways in use agree on the name that it would get.',
    repair: none
  }),
  same: () => ({
    title: classTitles.same,
    severity: 'good',
    what: 'The ways in use give the name of the account, letter by letter.',
    repair: none
  }),
  'not-concerned': () => ({
    title: classTitles['not-concerned'],
    severity: 'good',
    what: 'Users who sign in otherwise, and whose names none of the people read has. Nothing here touches them.',
    repair: none
  })
}

const none: Repair = []

function step(who: Repair[number]['who'], text: string): Repair[number] {
  return { text, who }
}
