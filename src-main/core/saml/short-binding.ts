/** `HTTP-Redirect` of `urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect`; an identifier that is none of SAML’s stays whole. */
export function shortBinding(binding: string): string {
  return binding.startsWith(PREFIX) ? binding.slice(PREFIX.length) : binding
}

export const HTTP_REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'
export const HTTP_POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'

const PREFIX = 'urn:oasis:names:tc:SAML:2.0:bindings:'
