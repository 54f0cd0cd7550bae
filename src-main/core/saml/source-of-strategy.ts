import { parseFingerprint } from '../model/fingerprint.ts'
import type { FieldValue, FieldValues } from '../service/service-facts.ts'
import type { SamlSource } from './saml-source.ts'

/**
 * What a provider of the site stores about its identity provider; `undefined`: nothing. Normally one mode is filled; of several, the one that
 * Files.com names first in its form. A fingerprint that is none stays as it is stored, so that it can be shown and refused.
 */
export function sourceOfStrategy(fields: FieldValues): SamlSource | undefined {
  const url = text(fields['saml_provider_metadata_url'])
  if (url !== '') return { mode: 'url', url }
  const xml = text(fields['saml_provider_metadata_content'])
  if (xml !== '') return { mode: 'xml', xml }
  const fingerprint = text(fields['saml_provider_cert_fingerprint'])
  if (fingerprint === '') return undefined
  const parsed = parseFingerprint(fingerprint)
  return {
    mode: 'fingerprint',
    sha256: parsed.ok ? parsed.value : fingerprint,
    issuer: text(fields['saml_provider_issuer_url']),
    signOnUrl: text(fields['saml_provider_sso_target_url']),
    logoutUrl: text(fields['saml_provider_slo_target_url'])
  }
}

function text(value: FieldValue): string {
  return typeof value === 'string' ? value.trim() : ''
}
