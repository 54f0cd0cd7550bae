import { SignedXml } from 'xml-crypto'
import type { SigningKey } from './signing-key.ts'

/** Metadata of identity providers as they publish it, with our own keys. Structure and attributes follow each product; nothing is copied. */

export const TENANT = '7d1c9a52-40f3-4b8e-9c6a-2f5e81b0d734'
export const APPLICATION = 'b6f0c3de-5a17-4c29-8e4b-91d27a60f385'

export const MD = 'urn:oasis:names:tc:SAML:2.0:metadata'
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol'
const DS = 'http://www.w3.org/2000/09/xmldsig#'
const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'
const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'
const SOAP = 'urn:oasis:names:tc:SAML:2.0:bindings:SOAP'

export interface EntraWishes {
  readonly keys: readonly SigningKey[]
  /** Signs the document; by default the first key. `none`: unsigned. */
  readonly signer?: SigningKey | 'none'
  readonly tenant?: string
  readonly issuerHost?: string
  readonly loginHost?: string
  readonly entityId?: string
  readonly signOn?: readonly (readonly [binding: string, location: string])[]
  readonly logout?: string | undefined
  readonly validUntil?: string
  /** Of WS-Federation, which Entra lists in tenant-wide documents. */
  readonly withRoleDescriptors?: boolean
  /** Replaces the key descriptors. */
  readonly keyXml?: string
}

/** A document of Entra ID. */
export function entraMetadata(wishes: EntraWishes): string {
  const tenant = wishes.tenant ?? TENANT
  const login = `https://${wishes.loginHost ?? 'login.microsoftonline.com'}/${tenant}`
  const entityId = wishes.entityId ?? `https://${wishes.issuerHost ?? 'sts.windows.net'}/${tenant}/`
  const logout = 'logout' in wishes ? wishes.logout : `${login}/saml2`
  const signOn = wishes.signOn ?? [
    [REDIRECT, `${login}/saml2`],
    [POST, `${login}/saml2`]
  ]
  const xml = `<?xml version="1.0" encoding="utf-8"?><EntityDescriptor ID="_4f6b2c1e-0d5a-4b7f-8a11-6c0e93d2f7a8" entityID="${entityId}"${wishes.validUntil === undefined ? '' : ` validUntil="${wishes.validUntil}"`} xmlns="${MD}">${
    wishes.withRoleDescriptors === true ? wsFederation(wishes.keys, login) : ''
  }<IDPSSODescriptor protocolSupportEnumeration="${PROTOCOL}">${wishes.keyXml ?? wishes.keys.map((key) => keyDescriptor(key)).join('')}${
    logout === undefined ? '' : `<SingleLogoutService Binding="${REDIRECT}" Location="${logout}" />`
  }${signOn.map(([binding, location]) => `<SingleSignOnService Binding="${binding}" Location="${location}" />`).join('')}</IDPSSODescriptor></EntityDescriptor>`
  const signer = wishes.signer ?? wishes.keys[0]
  return signer === undefined || signer === 'none' ? xml : signMetadata(xml, signer)
}

export function keyDescriptor(key: SigningKey, use: 'signing' | 'encryption' | '' = 'signing', prefix = ''): string {
  const md = prefix === '' ? '' : `${prefix}:`
  return `<${md}KeyDescriptor${use === '' ? '' : ` use="${use}"`}><KeyInfo xmlns="${DS}"><X509Data><X509Certificate>${key.certificateBase64}</X509Certificate></X509Data></KeyInfo></${md}KeyDescriptor>`
}

/** Signs the root, with the signature as its first child. */
export function signMetadata(xml: string, key: SigningKey): string {
  const signer = new SignedXml({
    privateKey: key.privatePem,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    getKeyInfoContent: () => `<X509Data><X509Certificate>${key.certificateBase64}</X509Certificate></X509Data>`
  })
  signer.addReference({
    xpath: '/*',
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#']
  })
  signer.computeSignature(xml, { location: { reference: '/*', action: 'prepend' } })
  return signer.getSignedXml()
}

function wsFederation(keys: readonly SigningKey[], login: string): string {
  const role = (type: string, endpoint: string) =>
    `<RoleDescriptor xsi:type="fed:${type}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" protocolSupportEnumeration="http://docs.oasis-open.org/wsfed/federation/200706" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706">${keys.map((key) => keyDescriptor(key)).join('')}<fed:${endpoint}><wsa:EndpointReference xmlns:wsa="http://www.w3.org/2005/08/addressing"><wsa:Address>${login}/wsfed</wsa:Address></wsa:EndpointReference></fed:${endpoint}></RoleDescriptor>`
  return role('SecurityTokenServiceType', 'SecurityTokenServiceEndpoint') + role('ApplicationServiceType', 'PassiveRequestorEndpoint')
}

/** Active Directory Federation Services: WS-Federation roles around the SAML one, encryption keys, a service provider role, many claims. */
export function adfsMetadata(key: SigningKey, encryption: SigningKey): string {
  const host = 'https://adfs.contoso.example'
  const claims = Array.from(
    { length: 40 },
    (_, index) =>
      `<auth:ClaimType xmlns:auth="http://docs.oasis-open.org/wsfed/authorization/200706" Uri="http://schemas.contoso.example/claims/${index}" Optional="true"><auth:DisplayName>Claim ${index}</auth:DisplayName><auth:Description>A claim that this farm offers</auth:Description></auth:ClaimType>`
  ).join('')
  const role = `<RoleDescriptor xsi:type="fed:SecurityTokenServiceType" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706" protocolSupportEnumeration="http://docs.oasis-open.org/ws-sx/ws-trust/200512" ServiceDisplayName="Contoso">${keyDescriptor(key)}<fed:ClaimTypesOffered>${claims}</fed:ClaimTypesOffered></RoleDescriptor>`
  return signMetadata(
    `<EntityDescriptor xmlns="${MD}" ID="_adfs-1" entityID="http://adfs.contoso.example/adfs/services/trust">${role}${role}<SPSSODescriptor WantAssertionsSigned="true" protocolSupportEnumeration="${PROTOCOL}">${keyDescriptor(encryption, 'encryption')}<AssertionConsumerService Binding="${POST}" Location="${host}/adfs/ls/" index="0" isDefault="true"/></SPSSODescriptor><IDPSSODescriptor protocolSupportEnumeration="${PROTOCOL}">${keyDescriptor(encryption, 'encryption')}${keyDescriptor(key)}<SingleLogoutService Binding="${REDIRECT}" Location="${host}/adfs/ls/"/><SingleLogoutService Binding="${POST}" Location="${host}/adfs/ls/"/><NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</NameIDFormat><NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</NameIDFormat><SingleSignOnService Binding="${REDIRECT}" Location="${host}/adfs/ls/"/><SingleSignOnService Binding="${POST}" Location="${host}/adfs/ls/"/></IDPSSODescriptor></EntityDescriptor>`,
    key
  )
}

export function oktaMetadata(key: SigningKey): string {
  const location = 'https://contoso.okta.com/app/filescom/exk1a2b3c4D5E6F7G8h9/sso/saml'
  return `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor entityID="http://www.okta.com/exk1a2b3c4D5E6F7G8h9" xmlns:md="${MD}"><md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="${PROTOCOL}">${wrappedKey(key, 'md')}<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat><md:SingleSignOnService Binding="${POST}" Location="${location}"/><md:SingleSignOnService Binding="${REDIRECT}" Location="${location}"/></md:IDPSSODescriptor></md:EntityDescriptor>`
}

/** Base64 in lines, indented, as many products write it. */
function wrappedKey(key: SigningKey, prefix: string, use = ' use="signing"'): string {
  const lines = key.certificateBase64.replace(/(.{64})/g, '$1\n            ')
  return `<${prefix}:KeyDescriptor${use}><ds:KeyInfo xmlns:ds="${DS}"><ds:X509Data><ds:X509Certificate>\n            ${lines}\n          </ds:X509Certificate></ds:X509Data></ds:KeyInfo></${prefix}:KeyDescriptor>`
}

export function shibbolethMetadata(signing: SigningKey, backChannel: SigningKey, encryption: SigningKey): string {
  const idp = 'https://idp.uni.example/idp'
  return `<EntityDescriptor xmlns="${MD}" xmlns:ds="${DS}" xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui" xmlns:md="${MD}" validUntil="2034-05-01T00:00:00.000Z" entityID="${idp}/shibboleth"><IDPSSODescriptor protocolSupportEnumeration="${PROTOCOL} urn:oasis:names:tc:SAML:1.1:protocol urn:mace:shibboleth:1.0"><Extensions><shibmd:Scope regexp="false">uni.example</shibmd:Scope><mdui:UIInfo><mdui:DisplayName xml:lang="en">University of Examples</mdui:DisplayName><mdui:Description xml:lang="en">Sign-in of the university</mdui:Description><mdui:Logo height="80" width="80">https://idp.uni.example/logo.png</mdui:Logo></mdui:UIInfo></Extensions>${wrappedKey(backChannel, 'md')}${wrappedKey(signing, 'md')}${wrappedKey(encryption, 'md', ' use="encryption"')}<ArtifactResolutionService Binding="${SOAP}" Location="https://idp.uni.example:8443/idp/profile/SAML2/SOAP/ArtifactResolution" index="2"/><SingleLogoutService Binding="${REDIRECT}" Location="${idp}/profile/SAML2/Redirect/SLO"/><SingleLogoutService Binding="${SOAP}" Location="https://idp.uni.example:8443/idp/profile/SAML2/SOAP/SLO"/><NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</NameIDFormat><SingleSignOnService Binding="urn:mace:shibboleth:1.0:profiles:AuthnRequest" Location="${idp}/profile/Shibboleth/SSO"/><SingleSignOnService Binding="${POST}" Location="${idp}/profile/SAML2/POST/SSO"/><SingleSignOnService Binding="${REDIRECT}" Location="${idp}/profile/SAML2/Redirect/SSO"/></IDPSSODescriptor><AttributeAuthorityDescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:1.1:protocol">${wrappedKey(backChannel, 'md')}</AttributeAuthorityDescriptor><Organization><OrganizationName xml:lang="de">Universität der Beispiele</OrganizationName><OrganizationDisplayName xml:lang="en">University of Examples</OrganizationDisplayName><OrganizationURL xml:lang="en">https://uni.example</OrganizationURL></Organization></EntityDescriptor>`
}

export function simpleSamlPhpMetadata(key: SigningKey): string {
  const base = 'https://login.school.example/simplesaml'
  return `<?xml version="1.0"?>\n<md:EntityDescriptor xmlns:md="${MD}" xmlns:ds="${DS}" entityID="${base}/saml2/idp/metadata.php">\n  <md:IDPSSODescriptor protocolSupportEnumeration="${PROTOCOL}">\n    ${wrappedKey(key, 'md')}\n    ${wrappedKey(key, 'md', ' use="encryption"')}\n    <md:SingleLogoutService Binding="${REDIRECT}" Location="${base}/saml2/idp/SingleLogoutService.php"/>\n    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>\n    <md:SingleSignOnService Binding="${REDIRECT}" Location="${base}/saml2/idp/SSOService.php"/>\n  </md:IDPSSODescriptor>\n  <md:ContactPerson contactType="technical">\n    <md:GivenName>Administrator</md:GivenName>\n    <md:EmailAddress>mailto:admin@school.example</md:EmailAddress>\n  </md:ContactPerson>\n</md:EntityDescriptor>\n`
}

/** Keycloak used to publish a list with one entity. */
export function keycloakMetadata(key: SigningKey): string {
  const realm = 'https://sso.shop.example/realms/staff'
  const services = [POST, REDIRECT, SOAP]
    .map((binding) => `<md:SingleSignOnService Binding="${binding}" Location="${realm}/protocol/saml"/>`)
    .join('')
  return `<md:EntitiesDescriptor xmlns="${MD}" xmlns:md="${MD}" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:ds="${DS}" Name="urn:keycloak"><md:EntityDescriptor entityID="${realm}"><md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="${PROTOCOL}"><md:KeyDescriptor use="signing"><ds:KeyInfo><ds:KeyName>kid-${key.sha256.slice(0, 12)}</ds:KeyName><ds:X509Data><ds:X509Certificate>${key.certificateBase64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleLogoutService Binding="${POST}" Location="${realm}/protocol/saml"/><md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>${services}</md:IDPSSODescriptor></md:EntityDescriptor></md:EntitiesDescriptor>`
}

/** A federation: lists inside lists, providers and services in turns. */
export function federationMetadata(keys: readonly SigningKey[], size: number): string {
  const entity = (index: number) => {
    const key = keys[index % keys.length]
    if (key === undefined) throw new RangeError('a federation needs a key')
    const host = `https://org${index}.federation.example`
    return index % 5 === 4
      ? `<EntityDescriptor entityID="${host}/sp"><SPSSODescriptor protocolSupportEnumeration="${PROTOCOL}"><AssertionConsumerService Binding="${POST}" Location="${host}/acs" index="1"/></SPSSODescriptor></EntityDescriptor>`
      : `<EntityDescriptor entityID="${host}/idp/shibboleth"><IDPSSODescriptor protocolSupportEnumeration="${PROTOCOL}">${keyDescriptor(key)}<SingleSignOnService Binding="${REDIRECT}" Location="${host}/idp/profile/SAML2/Redirect/SSO"/></IDPSSODescriptor></EntityDescriptor>`
  }
  const all = Array.from({ length: size }, (_, index) => entity(index))
  const half = Math.floor(size / 2)
  return `<?xml version="1.0" encoding="UTF-8"?><EntitiesDescriptor xmlns="${MD}" Name="https://federation.example" validUntil="2035-01-01T00:00:00Z"><EntitiesDescriptor Name="north">${all.slice(0, half).join('\n')}</EntitiesDescriptor><EntitiesDescriptor Name="south"><EntitiesDescriptor>${all.slice(half).join('\n')}</EntitiesDescriptor></EntitiesDescriptor></EntitiesDescriptor>`
}

export const serviceMetadata = `<?xml version="1.0"?><md:EntityDescriptor xmlns:md="${MD}" entityID="https://app.files.com/saml/metadata"><md:SPSSODescriptor AuthnRequestsSigned="false" WantAssertionsSigned="true" protocolSupportEnumeration="${PROTOCOL}"><md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat><md:AssertionConsumerService Binding="${POST}" Location="https://app.files.com/saml/consume" index="0" isDefault="true"/></md:SPSSODescriptor></md:EntityDescriptor>`
