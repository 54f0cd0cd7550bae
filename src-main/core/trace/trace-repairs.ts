import type { Problem } from '../errors.ts'
import type { WantedUser } from '../profile/profile.ts'
import { isSame } from './find-traced-person.ts'
import type { PersonRepair } from './person-trace.ts'
import type { PersonFindings } from './trace-causes.ts'
import type { TraceFacts } from './trace-facts.ts'

/**
 * What repairs the causes, in their order. Plans change the user that is there; nothing is ever deleted, and of two accounts none is touched
 * before the sign-in has shown which one is reached.
 */
export function traceRepairs(facts: TraceFacts, findings: PersonFindings, causes: readonly Problem[]): readonly PersonRepair[] {
  const repairs = causes.flatMap(({ code }) => {
    switch (code) {
      case 'trace.name.changed':
        return renameRepairs(facts, findings)
      case 'trace.account.doubled':
        return [doubleRepair(findings)]
      case 'trace.method.not-sso':
      case 'trace.provider.missing':
      case 'trace.method.other-provider':
        return methodRepairs(findings)
      case 'trace.provider.off':
        return [
          byHand('switch-on', 'Switch the provider on again', 'A provider that is off lets nobody in.', 'you', [
            'Find out why it is off: look at the failed sign-ins, and inspect the SAML metadata.',
            'Set “enabled” of the provider to on in the set-up, plan it and apply it.',
            'Let one person sign in and watch for the event.'
          ])
        ]
      case 'trace.account.disabled':
        return [
          byHand('enable', 'Enable the account', 'A disabled account lets nobody in.', 'you', [
            'Look in the time line for who disabled it. If it was Entra ID or the sync, put the person back into their scope first: otherwise the account is disabled again.',
            'In Files.com open Users, the user, and enable the account.'
          ])
        ]
      case 'entra.sign-in.not-assigned':
        return [
          byHand('assign', 'Assign the person to the application', 'Entra ID lets in assigned people only.', 'entra-administrator', [
            'In Entra ID open Enterprise applications, the Files.com application, Users and groups.',
            'Add the person, or a group of which the person is a direct member. Groups inside of groups do not count.',
            'Let the person sign in again.'
          ])
        ]
      case 'scim-log.token-ended':
      case 'scim-log.token-refused':
        return [
          byHand('token', 'Extend the SCIM token', 'Requests with a token that has ended are refused.', 'you', [
            'In Files.com open the provider and extend the end of its token. Reset it only when it is lost or was seen by others.',
            'If it was reset: enter the new token in Entra ID under Provisioning, and press “Test Connection”.',
            'In Entra ID choose “Restart provisioning” if it is in quarantine.'
          ])
        ]
      case 'scim-log.record-gone':
      case 'scim-log.name-taken':
      case 'scim-log.bad-request':
      case 'scim-log.service-error':
      case 'trace.account.missing':
        return [onDemand(findings.rename?.newName ?? findings.person)]
      case 'trace.identity.differs':
        return [namesTogether()]
      default:
        return []
    }
  })
  return repairs.filter(({ id }, index) => repairs.findIndex((other) => other.id === id) === index)
}

function renameRepairs({ users }: TraceFacts, { user, rename }: PersonFindings): readonly PersonRepair[] {
  if (user === undefined || rename === undefined) return []
  const { newName, newMail, how } = rename
  // Mail and name go together. Where nobody told the new mail, it follows the name only if it followed it before.
  const wantedMail = newMail ?? (isSame(user.email, user.username) ? newName : undefined)
  const isTaken = users.some(({ id, email }) => id !== user.id && isSame(email, wantedMail))
  const newEmail = wantedMail === undefined || isTaken || wantedMail === user.email ? undefined : wantedMail
  return [
    {
      id: 'rename',
      title: `Rename the user to ${newName}${newEmail === undefined ? '' : ', and change the mail with the name'}`,
      because: `${upperFirst(how)}. Files and permissions stay with the account.`,
      who: 'you',
      does: { kind: 'plan', user: { ...unchanged(user.username), newUsername: newName, newEmail } }
    },
    onDemand(newName),
    namesTogether()
  ]
}

function doubleRepair({ user, double }: PersonFindings): PersonRepair {
  const names = [user?.username, double?.other.username].filter((name) => name !== undefined).join(' and ')
  return byHand('double', 'Bring the two accounts together', `${names} belong to one person.`, 'entra-administrator', [
    'First make UPN and mail equal for this person in Entra ID. While they differ, each sign-in can make the duplicate again.',
    'Then let the person sign in, and read in the sign-in event which account was reached.',
    'Compare what both accounts hold: files, groups, permissions, keys. Move what is in the duplicate to the account that was reached.',
    'Only then take the duplicate out of use: disable it, and leave it disabled for a while. Nothing is deleted here.'
  ])
}

function methodRepairs({ user, provider: { strategy }, person }: PersonFindings): readonly PersonRepair[] {
  if (user === undefined || strategy === undefined) return []
  const wanted = { ...unchanged(user.username), authenticationMethod: 'sso', ssoStrategyId: strategy.id }
  return [
    {
      id: 'method',
      title: `Let ${person} sign in by “${strategy.label}”`,
      because: 'Only users with the method “sso” and this provider get in by it. Passwords for SFTP, FTP and WebDAV then no longer count.',
      who: 'you',
      does: { kind: 'plan', user: wanted }
    }
  ]
}

function onDemand(name: string): PersonRepair {
  return byHand(
    'on-demand',
    'Provision the person on demand',
    'Entra ID then looks for the account anew and sends what differs.',
    'entra-administrator',
    [
      'In Entra ID open Enterprise applications, the Files.com application, Provisioning.',
      'Choose “Provision on demand”.',
      `Enter the user name of today: ${name}. Press “Provision”.`,
      'Read the result step by step. Here, “Follow” in the provisioning log shows the same requests and what Files.com answered.'
    ]
  )
}

function namesTogether(): PersonRepair {
  return byHand(
    'together',
    'Change UPN and mail together',
    'When the two differ, a sign-in may look for another account than provisioning.',
    'entra-administrator',
    [
      'In Entra ID open the user, Properties. For people from a directory of the company’s own, change it there.',
      'Set “User principal name” and “Mail” to the same address, in one go.',
      'Wait for the synchronisation, then let the person sign in.'
    ]
  )
}

function byHand(id: string, title: string, because: string, who: PersonRepair['who'], steps: readonly string[]): PersonRepair {
  return { id, title, because, who, does: { kind: 'by-hand', steps } }
}

function unchanged(username: string): WantedUser {
  return {
    username,
    authenticationMethod: undefined,
    ssoStrategyId: undefined,
    clear2fa: false,
    newUsername: undefined,
    newEmail: undefined
  }
}

function upperFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
