import { readEntraAddress } from '../entra/read-entra-address.ts'
import type { EntraCloud } from '../entra/entra-cloud.ts'
import type { ProviderInDocument } from './identity-provider-of.ts'

/** Who made the document, as far as its addresses show it. */
export type RecognisedProduct =
  | { readonly kind: 'entra'; readonly because: string }
  | { readonly kind: 'other'; readonly name: string; readonly because: string }
  | { readonly kind: 'unknown' }

export function recogniseProduct({ entity, provider }: ProviderInDocument): RecognisedProduct {
  const addresses = [entity.entityId, ...provider.signOn.map(({ location }) => location)]
  const entra = addresses.find((address) => cloudOfAddress(address) !== undefined)
  if (entra !== undefined) return { kind: 'entra', because: entra }
  for (const { name, pattern } of PRODUCTS) {
    const because = addresses.find((address) => pattern.test(address))
    if (because !== undefined) return { kind: 'other', name, because }
  }
  return { kind: 'unknown' }
}

/** The cloud that an entity id or an endpoint belongs to. */
export function cloudOfAddress(address: string): EntraCloud | undefined {
  return readEntraAddress(address)?.cloud
}

/** By the addresses that each product gives itself; the first that fits. */
const PRODUCTS: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'AD FS', pattern: /\/adfs\/(?:services\/trust|ls)\/?$/i },
  { name: 'Okta', pattern: /^https?:\/\/(?:www\.okta\.com\/|[^/]+\.okta(?:preview|-emea)?\.com\/)/i },
  { name: 'Shibboleth', pattern: /\/idp\/(?:shibboleth$|profile\/SAML2\/)/i },
  { name: 'SimpleSAMLphp', pattern: /\/(?:simplesaml\/|saml2\/idp\/(?:metadata|SSOService)\.php|module\.php\/saml\/idp\/)/i },
  { name: 'Keycloak', pattern: /\/realms\/[^/]+(?:\/protocol\/saml)?\/?$/i },
  { name: 'Google Workspace', pattern: /^https:\/\/accounts\.google\.com\/o\/saml2/i },
  { name: 'OneLogin', pattern: /^https:\/\/(?:app|[^/]+)\.onelogin\.com\//i },
  { name: 'Auth0', pattern: /^(?:urn:|https:\/\/)[^/]+\.auth0\.com/i },
  { name: 'PingOne', pattern: /^https:\/\/[^/]+\.pingone\.[a-z.]+\//i },
  { name: 'JumpCloud', pattern: /^https:\/\/sso\.jumpcloud\.com\//i },
  { name: 'Azure AD B2C', pattern: /^https:\/\/[^/]+\.b2clogin\.com\//i },
  { name: 'Microsoft Entra External ID', pattern: /^https:\/\/[^/]+\.ciamlogin\.com\//i },
  { name: 'Duo', pattern: /^https:\/\/[^/]+\.(?:duosecurity|login\.duosecurity)\.com\//i }
]
