import type { Problem } from '../errors.ts'
import type { WantedUser } from '../profile/profile.ts'
import { isSame } from './find-traced-person.ts'
import type { PersonRepair } from './person-trace.ts'
import type { StrategyFacts, UserFacts } from '../service/service-facts.ts'
import { endOfSignIn } from './sign-in-problem.ts'
import type { PersonFindings } from './trace-causes.ts'
import { scimOfPerson } from './trace-scim-causes.ts'
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
      case 'trace.name.perhaps-changed':
        return [askRepair(findings)]
      case 'trace.account.doubled':
        return [doubleRepair(findings)]
      case 'trace.method.not-sso':
        return methodRepairs(findings, findings.provider.strategy)
      case 'trace.provider.missing':
        return methodRepairs(findings, onlyOne(facts.strategies.filter(({ provider, enabled }) => provider === 'azure' && enabled)))
      case 'trace.method.other-provider':
        return methodRepairs(findings, providerOfLast(facts, findings))
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
      case 'scim-log.password-refused':
        return [
          byHand('to-token', 'Change SCIM to a token', 'Entra ID supports no user name and password.', 'you', [
            'On the screen Provisioning, “Switch SCIM on”, plan and apply the change to a token; or choose “Token” in the settings of the provider at Files.com, and save.',
            'Enter the new token in Entra ID under Provisioning, and press “Test Connection”.',
            'In Entra ID choose “Restart provisioning” if it is in quarantine.'
          ])
        ]
      case 'scim-log.name-taken':
        return onDemand(
          facts,
          findings,
          'Compare the account of this name or mail with the person first, and rename it by a plan where it is hers or his: else Entra ID is refused again.'
        )
      case 'scim-log.bad-request':
        return onDemand(
          facts,
          findings,
          'Fill in for the person in Entra ID what was missing in the request, first name, last name and mail above all: else it is refused again.'
        )
      case 'scim-log.record-gone':
      case 'scim-log.service-error':
        return onDemand(facts, findings)
      case 'trace.account.missing':
        return onDemand(facts, findings, 'Assign the person to the application, under Users and groups, unless that is done.')
      case 'trace.identity.differs':
        return [namesTogether()]
      default:
        return []
    }
  })
  return repairs.filter(({ id }, index) => repairs.findIndex((other) => other.id === id) === index)
}

function renameRepairs(facts: TraceFacts, findings: PersonFindings): readonly PersonRepair[] {
  const { user, rename } = findings
  if (user === undefined || rename === undefined) return []
  const { newName, newMail, how } = rename
  const isTaken = facts.users.some(({ id, email }) => id !== user.id && isSame(email, newMail))
  // A mail that nobody told is none: messages of the site would go to an address that nobody may have.
  const newEmail = isTaken || newMail === user.email ? undefined : newMail
  if (isKeptOpen(user)) return [...onDemand(facts, findings), namesTogether()]
  return [
    {
      id: 'rename',
      title: `Rename the user to ${newName}${newEmail === undefined ? '' : ', and change the mail with the name'}`,
      because: `${upperFirst(how)}. Files and permissions stay with the account.${newEmail === undefined ? ' The mail stays as it is: nobody told another one that is free.' : ''} Whoever signs in by SFTP, FTP or WebDAV uses the new name from then on.`,
      who: 'you',
      does: { kind: 'plan', user: { ...unchanged(user.username), newUsername: newName, newEmail } }
    },
    ...onDemand(facts, findings),
    namesTogether()
  ]
}

/** A wrong rename gives the files of one person to another: nobody does that by one click. */
function askRepair({ rename, person }: PersonFindings): PersonRepair {
  const name = rename?.newName ?? ''
  return byHand('ask', `Find out whether ${name} is the same person`, 'Names that are alike prove nothing.', 'entra-administrator', [
    `In Entra ID open the user ${name}, and see in its audit log whether it was called ${person} before.`,
    'If so, rename the user in Files.com, under Users, and change the mail with the name.',
    'If not, this is somebody else: assign that person to the application, and leave the account here alone.'
  ])
}

/** The way in that stays open when single sign-on breaks: no plan of one click touches it. */
function isKeptOpen({ siteAdmin, authenticationMethod }: UserFacts): boolean {
  return siteAdmin === true && authenticationMethod !== 'sso'
}

function doubleRepair({ user, double }: PersonFindings): PersonRepair {
  const names = [user?.username, double?.other.username].filter((name) => name !== undefined).join(' and ')
  return byHand('double', 'Bring the two accounts together', `${names} belong to one person.`, 'entra-administrator', [
    'First make UPN and mail equal for this person in Entra ID. While they differ, each sign-in can make the duplicate again.',
    'Then let the person sign in, and read in the sign-in event which account was reached.',
    'Compare what both accounts hold: files, groups, permissions, keys. Move what is in the duplicate to the account that was reached.',
    'Only then take the duplicate out of use: disable it, and leave it disabled for a while. Nothing is deleted here. Leave an administrator who signs in by password as it is.'
  ])
}

function methodRepairs({ user, person }: PersonFindings, strategy: StrategyFacts | undefined): readonly PersonRepair[] {
  // By a provider that is off nobody gets in, with whatever method.
  if (user === undefined || strategy?.enabled !== true) return []
  if (isKeptOpen(user))
    return [
      byHand(
        'method',
        'Keep the password of this administrator',
        'An administrator with a password gets in when single sign-on breaks.',
        'you',
        [
          'Make another administrator with a password first, and let that person sign in once.',
          `Then set the method of ${person} in a set-up and plan it: the plan proves that somebody still gets in.`
        ]
      )
    ]
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

function onlyOne(strategies: readonly StrategyFacts[]): StrategyFacts | undefined {
  return strategies.length === 1 ? strategies[0] : undefined
}

/** Through which the last sign-in came. */
function providerOfLast({ strategies }: TraceFacts, { events }: PersonFindings): StrategyFacts | undefined {
  const last = events.sso.find((event) => endOfSignIn(event) !== 'neutral')
  return strategies.find(({ label, provider }) => provider === 'azure' && label !== '' && label === last?.providerLabel)
}

/** Only where Entra ID can ask at all. `first`: what has to be done before. */
function onDemand(facts: TraceFacts, findings: PersonFindings, first?: string): readonly PersonRepair[] {
  if (!scimOfPerson(facts, findings).isOn) return []
  const name = findings.rename?.newName ?? findings.person
  const repair = byHand(
    'on-demand',
    'Provision the person on demand',
    'Entra ID then looks for the account anew and sends what differs.',
    'entra-administrator',
    [
      ...(first === undefined ? [] : [first]),
      'In Entra ID open Enterprise applications, the Files.com application, Provisioning.',
      'Choose “Provision on demand”.',
      `Enter the user name of today: ${name}. Press “Provision”.`,
      'Read the result step by step. Here, “Follow” in the provisioning log shows the same requests and what Files.com answered.'
    ]
  )
  return [repair]
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
