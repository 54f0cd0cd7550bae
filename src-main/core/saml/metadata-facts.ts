import type { CertificateFacts } from '../model/certificate.ts'
import type { XmlSignatureFacts } from './xml-signature.ts'

/** A SAML 2.0 metadata document (saml-metadata-2.0-os) as it says itself; nothing here is a verdict, except that of each signature. */
export interface SamlMetadataFacts {
  /** Local name and namespace of the root: `EntityDescriptor`, or `EntitiesDescriptor` for a federation. */
  readonly root: { readonly name: string; readonly namespace: string }
  readonly bytes: number
  /** Over the bytes as received, 64 lower-case hexadecimal digits. */
  readonly sha256: string
  /** As received, decoded, without a byte order mark: what would be stored where a document is stored. */
  readonly text: string
  /** In the order of the document. Of a federation every entity is named, and `keys` are read for the first few only (`areKeysRead`). */
  readonly entities: readonly SamlEntityFacts[]
  /** Signatures over the document or an entity; verified with the key that they carry, so they prove integrity and not origin. */
  readonly signatures: readonly XmlSignatureFacts[]
}

export interface SamlEntityFacts {
  readonly entityId: string
  /** By which a signature names the element (`ID`); empty when it has none. */
  readonly id: string
  /** ISO 8601 in UTC: the earliest `validUntil` of the entity, of the lists around it and of its identity providers. */
  readonly validUntil: string | undefined
  /** Each `validUntil` that is no time, as written. */
  readonly unreadableEnds: readonly string[]
  /** ISO 8601 duration, as written. */
  readonly cacheDuration: string | undefined
  /** `IDPSSODescriptor` with the SAML 2.0 protocol, in document order. */
  readonly identityProviders: readonly SamlIdpFacts[]
  /** `SPSSODescriptor`: what a service such as Files.com publishes. */
  readonly serviceProviders: readonly SamlSpFacts[]
  /** Local names of other roles: `RoleDescriptor`, `AttributeAuthorityDescriptor`. */
  readonly otherRoles: readonly string[]
  readonly organization: string | undefined
}

export interface SamlIdpFacts {
  readonly protocols: readonly string[]
  readonly wantsSignedRequests: boolean | undefined
  readonly signOn: readonly SamlEndpoint[]
  readonly logout: readonly SamlEndpoint[]
  readonly nameIdFormats: readonly string[]
  readonly areKeysRead: boolean
  readonly keys: readonly SamlKeyFacts[]
}

export interface SamlSpFacts {
  readonly assertionConsumers: readonly SamlEndpoint[]
}

export interface SamlEndpoint {
  /** The binding’s identifier: `urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect`. */
  readonly binding: string
  readonly location: string
}

export interface SamlKeyFacts {
  /** `both`: the document does not say what the key is for. */
  readonly use: 'signing' | 'encryption' | 'both'
  readonly key:
    { readonly kind: 'certificate'; readonly certificate: CertificateFacts } | { readonly kind: 'unreadable'; readonly because: string }
}
