import { identityProviderOf, signingCertificates } from './identity-provider-of.ts'
import type { SamlMetadataFacts } from './metadata-facts.ts'
import type { SamlTrust } from './saml-source.ts'

/** What responses of the provider of this document are judged against; `undefined` unless it describes exactly one provider. `from` is for evidence. */
export function trustOfMetadata(facts: SamlMetadataFacts, from: string, mode: 'url' | 'xml' = 'xml'): SamlTrust | undefined {
  const found = identityProviderOf(facts)
  if (found === undefined) return undefined
  return {
    from,
    mode,
    issuer: found.entity.entityId,
    signOnUrls: found.provider.signOn.map(({ location }) => location).filter((location, index, all) => all.indexOf(location) === index),
    keys: signingCertificates(found.provider).map((certificate) => ({ kind: 'certificate', certificate }))
  }
}
