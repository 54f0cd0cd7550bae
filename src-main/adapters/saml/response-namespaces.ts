/** Namespaces of SAML 2.0 and its neighbours. Prefixes are the writer’s own; only these count. */
export const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol'
export const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion'
export const XML_SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#'
export const XML_ENCRYPTION = 'http://www.w3.org/2001/04/xmlenc#'
