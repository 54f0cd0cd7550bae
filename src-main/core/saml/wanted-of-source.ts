import { fingerprintNotations, parseFingerprint } from '../model/fingerprint.ts'
import type { WantedFields } from '../profile/profile.ts'
import type { SamlSource } from './saml-source.ts'

/** What a provider is to hold for this source: the fields of its mode filled, those of the other two emptied. A fingerprint is written as OpenSSL prints it. */
export function fieldsOfSource(source: SamlSource): WantedFields {
  switch (source.mode) {
    case 'url':
      return { ...nothing, saml_provider_metadata_url: source.url }
    case 'xml':
      return { ...nothing, saml_provider_metadata_content: source.xml }
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

/** What is none stays as it is, and is refused with its reason when it is planned. */
function asWrittenByOpenssl(sha256: string): string {
  const read = parseFingerprint(sha256)
  return read.ok ? fingerprintNotations(read.value).colonUpper : sha256
}
