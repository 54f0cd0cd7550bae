import type { FactRow } from '../saml/saml-views.ts'
import { timeText } from '../scim/log/group-scim-causes.ts'
import type { UserFacts } from '../service/service-facts.ts'
import type { TraceSide } from './person-trace.ts'
import { isNamesakeOnly } from './namesake.ts'
import { providerText } from './person-provider.ts'
import type { PersonFindings } from './trace-causes.ts'
import { scimOfPerson } from './trace-scim-causes.ts'
import type { TraceFacts } from './trace-facts.ts'

/** What is so now, side by side: directory, sync, account, provider, names, provisioning. `by`: by what the account was found. */
export function traceSides(facts: TraceFacts, findings: PersonFindings, by: string): readonly TraceSide[] {
  return [
    directorySide(facts, findings),
    ...syncSide(facts),
    userSide(findings, by),
    ...doubleSide(findings),
    providerSide(findings),
    identitySide(findings),
    scimSide(facts, findings)
  ]
}

function directorySide({ directory }: TraceFacts, { user }: PersonFindings): TraceSide {
  const title = 'Directory entry'
  const origin = 'your-directory'
  switch (directory.kind) {
    case 'not-asked':
      return { title, origin, rows: [], state: 'not-asked', sentence: directory.because }
    case 'not-read':
      return { title, origin, rows: [], state: 'not-read', sentence: `${directory.problem.title}. ${directory.problem.cause}` }
    case 'missing':
      return { title, origin, rows: [row('Directory', directory.host)], state: 'missing', sentence: directory.sentence }
    case 'found': {
      const { row: found, host } = directory
      if (found.dn === '')
        return {
          title,
          origin,
          rows: [row('Directory', host)],
          state: 'missing',
          sentence: 'The directory has nobody who gets this user name.'
        }
      const sentence = isNamesakeOnly(found, user)
        ? 'The directory has somebody of this full name, with another user name and mail: perhaps somebody else. Nothing was concluded from it.'
        : 'The directory has this person.'
      const rows = [
        row('Directory', host),
        row('Entry', found.dn),
        row('User name by the rules of the sync', textOr(found.username, 'none')),
        row('Mail', textOr(found.mail, 'none')),
        row('Name', textOr(found.name, 'none'))
      ]
      return { title, origin, rows, state: 'found', sentence }
    }
  }
}

/** Filters and all: in the words of the preview. */
function syncSide({ directory }: TraceFacts): readonly TraceSide[] {
  if (directory.kind !== 'found') return []
  const { trace, isOn } = directory
  const rows = [
    row('Sync', isOn ? 'switched on' : 'not switched on: this is what it would do'),
    ...trace.steps.map(({ rule, sentence, result }) =>
      row(rule, `${result === 'passed' ? 'Yes. ' : result === 'failed' ? 'No. ' : ''}${sentence}`)
    )
  ]
  return [{ title: 'LDAP sync and its filters', origin: 'files-com', rows, state: 'found', sentence: trace.headline }]
}

function userSide({ user, person }: PersonFindings, by: string): TraceSide {
  const title = 'User of the site'
  const origin = 'files-com'
  if (user === undefined)
    return { title, origin, rows: [], state: 'missing', sentence: `Files.com has no user who is called ${person} or has that mail.` }
  return { title, origin, rows: userRows(user), state: 'found', sentence: `Files.com has this user; found by ${by}.` }
}

function doubleSide({ double }: PersonFindings): readonly TraceSide[] {
  if (double === undefined) return []
  const { other, how } = double
  return [
    { title: 'Second account', origin: 'files-com', rows: userRows(other), state: 'found', sentence: `Probably the same person: ${how}.` }
  ]
}

function userRows(user: UserFacts): readonly FactRow[] {
  const { lockoutExpires, siteAdmin } = user
  return [
    row('User name', user.username),
    row('Mail', textOr(user.email, 'none')),
    row('Name', textOr(user.name, 'none')),
    row('Number', String(user.id)),
    row('State', user.disabled === true ? 'disabled' : 'enabled'),
    ...(typeof lockoutExpires === 'string' ? [row('Locked until', timeText(lockoutExpires))] : []),
    row('Authentication method', textOr(user.authenticationMethod, 'the site does not say')),
    row('Looked after from outside', yesNo(user.externallyManaged)),
    ...(siteAdmin === true ? [row('Administrator', 'yes')] : []),
    row('Last sign-in', user.lastLoginAt === undefined ? 'never, or not told' : timeText(user.lastLoginAt))
  ]
}

function providerSide({ provider: { strategy, isOwn }, user, person }: PersonFindings): TraceSide {
  const title = 'Single sign-on provider'
  const origin = 'files-com'
  if (strategy === undefined)
    return {
      title,
      origin,
      rows: user?.ssoStrategyId === undefined ? [] : [row('Number at the user', String(user.ssoStrategyId))],
      state: 'missing',
      sentence: isOwn ? `The provider of ${person} is not there.` : 'The site has no provider of Microsoft Entra ID.'
    }
  const rows = [
    row('Provider', providerText(strategy)),
    row('Protocol', textOr(strategy.protocol, 'the site does not say')),
    row('Enabled', yesNo(strategy.enabled)),
    row(
      'Button on the sign-in page',
      strategy.displayOnLoginPage === undefined ? 'the site does not say' : strategy.displayOnLoginPage ? 'displayed' : 'hidden'
    ),
    row('Users', strategy.userCount === undefined ? 'the site does not say' : String(strategy.userCount))
  ]
  const isUsed = isOwn && user?.authenticationMethod === 'sso'
  const sentence = isUsed
    ? `${person} signs in by this provider${strategy.enabled ? '' : ', which is switched off'}.`
    : `${person} does not sign in by single sign-on; this is the provider of Entra ID.`
  return { title, origin, rows, state: 'found', sentence }
}

function identitySide({ identity }: PersonFindings): TraceSide {
  const title = 'Names by each way in'
  const origin = 'microsoft'
  if (identity === undefined)
    return {
      title,
      origin,
      rows: [],
      state: 'not-asked',
      sentence: 'UPN and mail at Entra ID are not known here: read the people on the Identity screen first, from Entra ID or the directory.'
    }
  const rows = [
    row('UPN', textOr(identity.upn, 'none')),
    row('Mail', textOr(identity.mail, 'none')),
    ...Object.entries(identity.names).map(([way, name]) => row(`By ${way.toUpperCase()}`, textOr(name, 'no name'))),
    row('Class', identity.classText)
  ]
  return { title, origin, rows, state: 'found', sentence: identity.sentence }
}

function scimSide(facts: TraceFacts, findings: PersonFindings): TraceSide {
  const { events, person } = findings
  const title = 'Provisioning by SCIM'
  const origin = 'files-com'
  const { isOn, tokenEndsAt, isByPassword } = scimOfPerson(facts, findings)
  const [last] = events.scim
  const rows = [
    row('SCIM', isOn ? 'switched on' : 'not switched on'),
    ...(isOn
      ? [
          row(
            'End of the token',
            isByPassword
              ? 'none: it takes a user name and a password'
              : tokenEndsAt === undefined
                ? 'the site does not say'
                : timeText(tokenEndsAt)
          )
        ]
      : []),
    row('Requests about this person', String(events.scim.length)),
    ...(last === undefined ? [] : [row('Last request', `${timeText(last.entry.createdAt)}: ${last.view.sentence}`)])
  ]
  if (last !== undefined) return { title, origin, rows, state: 'found', sentence: last.view.sentence }
  return isOn
    ? { title, origin, rows, state: 'missing', sentence: `Entra ID has sent nothing about ${person} in the time that was looked at.` }
    : { title, origin, rows, state: 'not-asked', sentence: 'SCIM is not in use for this person.' }
}

function row(label: string, value: string): FactRow {
  return { label, value }
}

function textOr(text: string | undefined, otherwise: string): string {
  return text === undefined || text === '' ? otherwise : text
}

function yesNo(value: boolean | undefined): string {
  return value === undefined ? 'the site does not say' : value ? 'yes' : 'no'
}
