import { classifyOne } from '../identity/classify-person.ts'
import type { IdentityRow, IdentityRules } from '../identity/identity-views.ts'
import { scimProviders } from '../scim/log/scim-providers.ts'
import type { StrategyFacts } from '../service/service-facts.ts'
import { isSame } from './find-traced-person.ts'
import type { TraceFacts } from './trace-facts.ts'

/**
 * How the ways in would call the person: from the table of people, else from what Entra ID sent by SCIM, else from the directory as far as it has a
 * sign-in name with a domain. Absent when none of them tells.
 */
export function identityOfPerson(
  facts: TraceFacts,
  strategy: StrategyFacts | undefined,
  names: readonly string[]
): IdentityRow | undefined {
  if (facts.identity !== undefined) return facts.identity
  const person = sentByScim(facts, names) ?? inDirectory(facts)
  if (person === undefined) return undefined
  const users = facts.users.filter(
    ({ username, email, name }) =>
      [person.upn, person.mail, ...names].some((one) => isSame(username, one) || isSame(email, one)) || isSame(name, person.name)
  )
  return classifyOne({ ...person, disabled: false }, users, identityRulesOf(strategy, facts.strategies, undefined))
}

/** As the guide to Entra ID sets it up: the UPN in the NameID, and the usual mapping of provisioning. */
export function identityRulesOf(
  strategy: StrategyFacts | undefined,
  all: readonly StrategyFacts[],
  ldap: IdentityRules['ldap']
): IdentityRules {
  const fields = strategy?.fields ?? {}
  return {
    nameId: 'upn',
    scimUserName: 'upn',
    ldap,
    ways: [
      strategy !== undefined && strategy.protocol !== 'saml' ? 'oauth' : 'saml',
      ...(scimProviders(all).isOn ? (['scim'] as const) : []),
      ...(fields['provision_users'] === true ? (['jit'] as const) : []),
      ...(ldap === undefined ? [] : (['ldap'] as const))
    ],
    strategyId: strategy?.id
  }
}

interface NamedPerson {
  readonly upn: string
  readonly mail: string
  readonly name: string
}

function sentByScim({ scimEntries }: TraceFacts, names: readonly string[]): NamedPerson | undefined {
  const sent = scimEntries
    .map(({ reading }) => reading.request)
    .find(
      (request) => request?.userName !== undefined && names.some((name) => isSame(name, request.userName) || isSame(name, request.mail))
    )
  return sent?.userName === undefined
    ? undefined
    : { upn: sent.userName, mail: sent.mail ?? '', name: sent.fullName ?? sent.displayName ?? '' }
}

function inDirectory({ directory }: TraceFacts): NamedPerson | undefined {
  if (directory.kind !== 'found' || directory.row.dn === '' || !directory.row.username.includes('@')) return undefined
  const { username, mail, name } = directory.row
  return { upn: username, mail, name }
}
