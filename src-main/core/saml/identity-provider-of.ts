import type { CertificateFacts } from '../model/certificate.ts'
import type { SamlEntityFacts, SamlIdpFacts, SamlMetadataFacts } from './metadata-facts.ts'

export interface ProviderInDocument {
  readonly entity: SamlEntityFacts
  readonly provider: SamlIdpFacts
}

/** Every identity provider of the document with its entity, in document order. */
export function identityProvidersOf(facts: SamlMetadataFacts): readonly ProviderInDocument[] {
  return facts.entities.flatMap((entity) => entity.identityProviders.map((provider) => ({ entity, provider })))
}

/** The identity provider when there is exactly one: of several, nobody here can know which is meant. */
export function identityProviderOf(facts: SamlMetadataFacts): ProviderInDocument | undefined {
  const [first, ...more] = identityProvidersOf(facts)
  return more.length === 0 ? first : undefined
}

/** Certificates that may sign, each once, in document order. A key without a stated use may do both. */
export function signingCertificates(provider: SamlIdpFacts): readonly CertificateFacts[] {
  const certificates = provider.keys.flatMap(({ use, key }) =>
    use !== 'encryption' && key.kind === 'certificate' ? [key.certificate] : []
  )
  return certificates.filter(
    ({ fingerprintSha256 }, index) => certificates.findIndex((other) => other.fingerprintSha256 === fingerprintSha256) === index
  )
}
