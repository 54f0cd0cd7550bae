import { fingerprintNotations, parseFingerprint } from '../model/fingerprint.ts'
import type { WantedFields } from '../profile/profile.ts'
import type { SamlSource } from './saml-source.ts'

/** What a provider is to hold for this source: the fields of its mode filled, those of the other two emptied. A fingerprint is written as OpenSSL prints it. */
export function fieldsOfSource(source: SamlSource): WantedFields {
  switch (source.mode) {
    case 'url':
      return { ...nothing, saml_provider_metadata_url: source.url }
    case 'xml':
      return { ...nothing, saml_provider_metadata_content: declaredAsUtf8(source.xml) }
    case 'fingerprint':
      return {
        ...nothing,
        saml_provider_cert_fingerprint: asWrittenByOpenssl(source.sha256),
        saml_provider_issuer_url: source.issuer,
        saml_provider_sso_target_url: source.signOnUrl,
        saml_provider_slo_target_url: source.logoutUrl
      }
  }
}

const nothing: WantedFields = {
  saml_provider_metadata_url: '',
  saml_provider_metadata_content: '',
  saml_provider_cert_fingerprint: '',
  saml_provider_issuer_url: '',
  saml_provider_sso_target_url: '',
  saml_provider_slo_target_url: ''
}

/** A document that was read from UTF-16 is sent and saved as UTF-8: the declaration it came with would make it unreadable there. */
function declaredAsUtf8(xml: string): string {
  return xml.replace(
    /^(\uFEFF?<\?xml\s[^>]*?\bencoding\s*=\s*)(["'])([^"']*)\2/,
    (declaration, start: string, quote: string, encoding: string) =>
      /^utf-8$/i.test(encoding) ? declaration : `${start}${quote}utf-8${quote}`
  )
}

/** What is none stays as it is, and is refused with its reason when it is planned. */
function asWrittenByOpenssl(sha256: string): string {
  const read = parseFingerprint(sha256)
  return read.ok ? fingerprintNotations(read.value).colonUpper : sha256
}
