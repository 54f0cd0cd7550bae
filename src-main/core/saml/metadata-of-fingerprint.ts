import type { SamlMetadataFacts } from './metadata-facts.ts'
import type { SamlSource } from './saml-source.ts'
import { HTTP_REDIRECT } from './short-binding.ts'

/** What is typed beside a fingerprint, as a document would say it: the same cross-checks hold for both. It has no keys and no signature. */
export function metadataOfFingerprint({
  issuer,
  signOnUrl,
  logoutUrl
}: Extract<SamlSource, { readonly mode: 'fingerprint' }>): SamlMetadataFacts {
  const endpoints = (location: string) => (location === '' ? [] : [{ binding: HTTP_REDIRECT, location }])
  return {
    root: { name: 'EntityDescriptor', namespace: 'urn:oasis:names:tc:SAML:2.0:metadata' },
    bytes: 0,
    sha256: '',
    text: '',
    entities: [
      {
        entityId: issuer,
        id: '',
        validUntil: undefined,
        unreadableEnds: [],
        cacheDuration: undefined,
        identityProviders: [
          {
            protocols: ['urn:oasis:names:tc:SAML:2.0:protocol'],
            wantsSignedRequests: undefined,
            signOn: endpoints(signOnUrl),
            logout: endpoints(logoutUrl),
            nameIdFormats: [],
            areKeysRead: false,
            keys: []
          }
        ],
        serviceProviders: [],
        otherRoles: [],
        organization: undefined
      }
    ],
    signatures: []
  }
}
