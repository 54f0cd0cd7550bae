import type { ProviderInDocument } from './identity-provider-of.ts'
import type { SamlMetadataFacts } from './metadata-facts.ts'
import type { XmlSignatureFacts } from './xml-signature.ts'

/**
 * Signatures that stand over this provider: over the document, or over its own entity. One over another entity of a list says nothing about it,
 * and can be put there by whoever changes the rest.
 */
export function signaturesOfProvider({ signatures }: SamlMetadataFacts, { entity }: ProviderInDocument): readonly XmlSignatureFacts[] {
  return signatures.filter(
    ({ place, covers }) => place === 'document' || (place === 'entity' && entity.id !== '' && covers?.id === entity.id)
  )
}
