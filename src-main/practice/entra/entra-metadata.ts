import type { TenantNames } from './practice-tenant-names.ts'
import { signXml } from './sign-xml.ts'
import type { SigningKey } from './signing-key.ts'

/**
 * Federation metadata in the shape in which Entra publishes it: one entity, two roles of WS-Federation that SAML has nothing to do with, and
 * the identity provider with every key of the application, those that do not sign yet included. Signed by the key that signs now.
 */
export function entraMetadata(names: TenantNames, keys: readonly [SigningKey, ...SigningKey[]], documentId: string): string {
  const [signer] = keys
  const descriptors = keys.map(keyDescriptor).join('')
  const federation = `https://login.microsoftonline.com/${names.tenantId}/wsfed`
  const xml =
    `<EntityDescriptor ID="_${documentId}" entityID="${names.issuer}" xmlns="urn:oasis:names:tc:SAML:2.0:metadata">` +
    `<RoleDescriptor xsi:type="fed:SecurityTokenServiceType" ${FEDERATION}>${descriptors}` +
    `<fed:PassiveRequestorEndpoint>${endpointReference(federation)}</fed:PassiveRequestorEndpoint></RoleDescriptor>` +
    `<RoleDescriptor xsi:type="fed:ApplicationServiceType" ${FEDERATION}>${descriptors}` +
    `<fed:TargetScopes>${endpointReference(names.issuer)}</fed:TargetScopes></RoleDescriptor>` +
    `<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${descriptors}` +
    `<SingleLogoutService Binding="${BINDING}HTTP-Redirect" Location="${names.signOnUrl}"/>` +
    `<SingleSignOnService Binding="${BINDING}HTTP-Redirect" Location="${names.signOnUrl}"/>` +
    `<SingleSignOnService Binding="${BINDING}HTTP-POST" Location="${names.signOnUrl}"/>` +
    '</IDPSSODescriptor></EntityDescriptor>'
  const root = "/*[local-name(.)='EntityDescriptor']"
  return `<?xml version="1.0" encoding="utf-8"?>${signXml(xml, signer, { element: root, reference: root, action: 'prepend' })}`
}

const BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:'
const FEDERATION =
  'protocolSupportEnumeration="http://docs.oasis-open.org/wsfed/federation/200706" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706"'

function keyDescriptor({ certificateBase64 }: SigningKey): string {
  return `<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificateBase64}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`
}

function endpointReference(address: string): string {
  return `<wsa:EndpointReference xmlns:wsa="http://www.w3.org/2005/08/addressing"><wsa:Address>${address}</wsa:Address></wsa:EndpointReference>`
}
