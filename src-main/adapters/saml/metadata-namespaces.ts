/** Namespace of SAML 2.0 metadata (saml-metadata-2.0-os, section 2). */
export const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata'
