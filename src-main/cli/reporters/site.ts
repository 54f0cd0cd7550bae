import { dayText, momentText } from '../../core/model/day-text.ts'
import { fieldValueText } from '../../core/model/service-field-value.ts'
import { serviceField } from '../../core/model/service-fields.ts'
import { problemLines, labelled } from '../../core/report/text-report.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { assertNever } from '../../core/result.ts'
import type { AdministratorView, ConnectedSite, KeyStorage, StrategyView } from '../../core/service/connected-site.ts'
import { heading } from './lines.ts'

/** The overview of a site: the key, what it may do, what is there, and how each administrator gets in. */
export function siteLines(site: ConnectedSite, style: TextStyle): readonly string[] {
  return [
    heading(`Site ${site.name} (${site.site})`, style),
    ...(site.customDomain === undefined ? [] : labelled('Domain', site.customDomain, style)),
    ...labelled('Read at', momentText(site.readAt), style),
    ...labelled('Key', `${site.key.name}, ${site.key.who}`, style),
    ...labelled('Rights', site.key.ability, style),
    ...labelled('Ends', site.key.expiresAt === undefined ? 'never, as far as Files.com says' : dayText(site.key.expiresAt), style),
    ...labelled('Kept', storageText(site.keyStorage), style),
    ...(site.keyStorage.kind === 'session-only' && site.keyStorage.problem !== undefined
      ? problemLines(site.keyStorage.problem, style)
      : []),
    ...site.problems.flatMap((problem) => ['', ...problemLines(problem, style)]),
    '',
    heading('Single sign-on', style),
    ...(site.strategies.length === 0 ? ['  None.'] : site.strategies.flatMap((strategy) => strategyLines(strategy, style))),
    ...labelled('Changes', writesText[site.strategyWrites], style),
    '',
    heading('LDAP settings of the site', style),
    ...ldapLines(site, style),
    '',
    heading('Administrators', style),
    ...site.administrators.flatMap((administrator) => administratorLines(administrator, style)),
    ...(site.administratorsCut === undefined ? [] : problemLines(site.administratorsCut, style))
  ]
}

export function siteDocument(site: ConnectedSite) {
  return { schemaVersion: 1, command: 'site', outcome: 'connected', ...site }
}

function storageText(storage: KeyStorage): string {
  switch (storage.kind) {
    case 'keychain':
      return 'in the keychain of this computer'
    case 'session-only':
      return 'nowhere: the keychain cannot be used'
    case 'not-stored':
      return 'nowhere; --keep-key puts it into the keychain'
    default:
      return assertNever(storage)
  }
}

const writesText: Readonly<Record<ConnectedSite['strategyWrites'], string>> = {
  accepted: 'this site takes changes of single sign-on',
  refused: 'this site takes changes of single sign-on in its web form only',
  'not-asked': 'whether this site takes changes of single sign-on is not known; --probe finds out'
}

function strategyLines(strategy: StrategyView, style: TextStyle): readonly string[] {
  const facts = [
    strategy.what,
    strategy.enabled ? 'on' : 'off',
    ...(strategy.userCount === undefined ? [] : [`${String(strategy.userCount)} users`]),
    ...(strategy.displayOnLoginPage === undefined
      ? []
      : [strategy.displayOnLoginPage ? 'button on the sign-in page' : 'no button on the sign-in page']),
    strategy.ldapProvisioning ? 'LDAP provisioning on' : 'LDAP provisioning off'
  ]
  return [
    ...labelled(String(strategy.id), `${strategy.label}: ${facts.join(', ')}`, style),
    ...(strategy.problem === undefined ? [] : problemLines(strategy.problem, style))
  ]
}

function ldapLines({ siteLdap }: ConnectedSite, style: TextStyle): readonly string[] {
  const held = Object.entries(siteLdap).filter(([, value]) => value !== undefined && value !== '')
  if (held.length === 0) return ['  None.']
  return held.flatMap(([name, value]) => {
    const field = serviceField('site-ldap', name)
    return labelled(field?.label ?? name, fieldValueText(field, value), style, LDAP)
  })
}

const LDAP = 38

function administratorLines(
  { username, signsInBy, lastSeenAt, isBreakGlass, evidence }: AdministratorView,
  style: TextStyle
): readonly string[] {
  const seen = lastSeenAt === undefined ? 'never seen' : `seen ${momentText(lastSeenAt)}`
  return [
    ...labelled(isBreakGlass ? 'Way in' : 'Other', `${username}: ${signsInBy}, ${seen}`, style),
    ...(isBreakGlass ? evidence.flatMap(({ label, value }) => labelled('', `  ${label}: ${value}`, style)) : [])
  ]
}
