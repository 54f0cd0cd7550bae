import type { WantedSaml } from '../../../src-main/core/profile/profile.ts'
import type { SamlMode, SamlSource } from '../../../src-main/core/saml/saml-source.ts'
import type { ApplyWorld } from '../apply-world.ts'
import type { SigningKey } from './signing-key.ts'

export const tenant = '8adf8e6e-67b2-4cf2-a259-e3dc5476c621'
const issuer = `https://sts.windows.net/${tenant}/`
const endpoint = `https://login.microsoftonline.com/${tenant}/saml2`

/** Metadata as Entra ID publishes it, with these keys; unsigned, as a plan reads keys and no origin. */
export function entraMetadata(keys: readonly SigningKey[]): string {
  const descriptors = keys.map(
    ({ certificateBase64 }) =>
      `<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificateBase64}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`
  )
  const services = ['SingleLogoutService', 'SingleSignOnService'].map(
    (name) => `<${name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${endpoint}"/>`
  )
  return `<?xml version="1.0" encoding="utf-8"?><EntityDescriptor ID="_1" entityID="${issuer}" xmlns="urn:oasis:names:tc:SAML:2.0:metadata"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${descriptors.join('')}${services.join('')}</IDPSSODescriptor></EntityDescriptor>`
}

/** What a service publishes about itself. */
export const serviceMetadata =
  '<EntityDescriptor entityID="https://app.files.com/saml/metadata" xmlns="urn:oasis:names:tc:SAML:2.0:metadata"><SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://app.files.com/saml/consume" index="0"/></SPSSODescriptor></EntityDescriptor>'

/** One source of each mode with these keys; what is behind the address is put into the world. */
export function sourceOf(mode: SamlMode, keys: readonly SigningKey[], world: ApplyWorld, application = '1'): SamlSource {
  switch (mode) {
    case 'url': {
      const url = `https://login.microsoftonline.com/${tenant}/federationmetadata/2007-06/federationmetadata.xml?appid=${application}`
      world.metadata.set(url, entraMetadata(keys))
      return { mode, url }
    }
    case 'xml':
      return { mode, xml: entraMetadata(keys) }
    case 'fingerprint':
      return { mode, sha256: keys[0]?.sha256 ?? '', issuer, signOnUrl: endpoint, logoutUrl: endpoint }
  }
}

export function samlWish(wanted: Partial<WantedSaml>): WantedSaml {
  return {
    strategyId: undefined,
    displayName: 'Harbour Entra ID',
    source: undefined,
    enabled: true,
    showOnLoginPage: undefined,
    fields: {},
    ...wanted
  }
}
