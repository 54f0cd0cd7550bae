import { problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import { SERVICE_ENTITY_ID } from '../../entra/service-addresses.ts'
import { identityProvidersOf } from '../../saml/identity-provider-of.ts'
import type { SamlEntityFacts, SamlMetadataFacts } from '../../saml/metadata-facts.ts'
import { type Check, failed, passed, type Verdict, warned } from '../check.ts'
import { metadataOf, type SamlMetadataProbes } from './probes.ts'

export const oneIdentityProvider: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.one-identity-provider',
  title: 'The document describes one identity provider',
  origin: 'microsoft',
  needs: ['saml-metadata.document-metadata'],
  async run(probes) {
    const facts = await metadataOf(probes)
    const [only, ...more] = identityProvidersOf(facts)
    if (only === undefined) return withoutProvider(facts)
    if (more.length > 0) return severalProviders(facts)
    const evidence = entityEvidence(only.entity)
    return facts.root.name === 'EntitiesDescriptor'
      ? warned(problem('saml.metadata.federation-wrapper', { entityId: only.entity.entityId }, [evidence]))
      : passed('There is one entity in it, with one SAML 2.0 identity provider.', [evidence])
  }
}

function withoutProvider({ entities }: SamlMetadataFacts): Verdict {
  const evidence = entities.slice(0, MOST_NAMED).map(entityEvidence)
  const service = entities.find(({ entityId, serviceProviders }) => entityId === SERVICE_ENTITY_ID || serviceProviders.length > 0)
  if (service !== undefined) return failed(problem('saml.metadata.service-metadata', { entityId: nameOf(service) }, evidence))
  const [entity] = entities
  if (entity === undefined) return failed(problem('saml.metadata.no-provider', { entityId: '(none)', roles: 'no entity' }))
  return failed(problem('saml.metadata.no-provider', { entityId: nameOf(entity), roles: rolesOf(entity) }, evidence))
}

function severalProviders(facts: SamlMetadataFacts): Verdict {
  const providers = identityProvidersOf(facts)
  const names = [...new Set(providers.map(({ entity }) => nameOf(entity)))]
  const named = names.slice(0, MOST_NAMED).join(', ')
  const rest = names.length - MOST_NAMED
  return failed(
    problem(
      'saml.metadata.several-providers',
      { count: providers.length, names: rest > 0 ? `${named} and ${rest} more` : named },
      providers.slice(0, MOST_NAMED).map(({ entity }) => entityEvidence(entity))
    )
  )
}

const MOST_NAMED = 5

function nameOf({ entityId }: SamlEntityFacts): string {
  return entityId === '' ? '(no entity id)' : entityId
}

function entityEvidence(entity: SamlEntityFacts): EvidenceItem {
  return seen('Entity', `${nameOf(entity)}: ${rolesOf(entity)}`)
}

function rolesOf({ identityProviders, serviceProviders, otherRoles }: SamlEntityFacts): string {
  const roles = [...identityProviders.map(() => 'IDPSSODescriptor'), ...serviceProviders.map(() => 'SPSSODescriptor'), ...otherRoles]
  return roles.length === 0 ? 'no role' : roles.join(', ')
}
