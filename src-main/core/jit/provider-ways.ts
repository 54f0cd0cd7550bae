import { isScimOn } from '../model/scim-method.ts'
import type { StrategyFacts } from '../service/service-facts.ts'

/** By what a provider makes accounts, as far as the site tells. */
export type AccountSource = 'jit' | 'scim' | 'ldap' | 'nothing'

/** SCIM and LDAP provisioning come first: what is made at a sign-in beside them is an accident. */
export function accountSource(strategy: StrategyFacts): AccountSource {
  if (strategy.fields['ldap_provisioning_enabled'] === true) return 'ldap'
  if (hasScim(strategy)) return 'scim'
  return strategy.fields['provision_users'] === true ? 'jit' : 'nothing'
}

/** Whether Entra ID can bring accounts by SCIM; only SAML has it. */
export function hasScim({ protocol, fields }: StrategyFacts): boolean {
  return isSaml(protocol) && isScimOn(fields)
}

export function isSaml(protocol: string): boolean {
  return protocol === 'saml'
}

/** `oauth2` in the documentation; older sites may say `oauth`. */
export function isOauth(protocol: string): boolean {
  return /^oauth2?$/.test(protocol)
}
