import type { Problem } from '../errors.ts'
import type { StrategyView } from './connected-site.ts'
import type { StrategyFacts } from './service-facts.ts'

/** A strategy as the overview shows it. */
export function strategyView(strategy: StrategyFacts, switchedOff: Problem | undefined): StrategyView {
  return {
    id: strategy.id,
    label: strategy.label,
    protocol: strategy.protocol === 'saml' ? 'saml' : strategy.protocol.startsWith('oauth') ? 'oauth' : 'other',
    isEntra: strategy.provider === 'azure',
    what: `${protocols[strategy.protocol] ?? strategy.protocol} with ${providers[strategy.provider] ?? strategy.provider}`,
    enabled: strategy.enabled,
    userCount: strategy.userCount,
    displayOnLoginPage: strategy.displayOnLoginPage,
    ldapProvisioning: strategy.fields['ldap_provisioning_enabled'] === true,
    fields: strategy.fields,
    scimTokenExpiresAt: strategy.scimTokenExpiresAt,
    problem: switchedOff
  }
}

const protocols: Readonly<Record<string, string>> = { saml: 'SAML', oauth2: 'OAuth 2.0', oauth: 'OAuth', ldap: 'LDAP' }

const providers: Readonly<Record<string, string>> = {
  azure: 'Microsoft Entra ID',
  google: 'Google',
  auth0: 'Auth0',
  okta: 'Okta',
  atlassian: 'Atlassian',
  box: 'Box',
  dropbox: 'Dropbox',
  slack: 'Slack',
  ubuntu: 'Ubuntu One',
  onelogin: 'OneLogin',
  saml: 'another provider',
  idaptive: 'Idaptive'
}
