import type { FieldValue, FieldValues } from '../service/service-facts.ts'
import type { TextMessage } from './connection-text-rules.ts'
import { type FingerprintRefusal, parseFingerprint } from './fingerprint.ts'
import { isEmptyValue, valueOf } from './service-field-value.ts'
import { samlModeFields } from './service-fields-saml.ts'

/** What is wrong with one filled SAML field of a provider, by itself and beside the others. */
export function samlFieldMessages(name: string, value: FieldValue, values: FieldValues): readonly TextMessage[] {
  const text = String(value)
  switch (name) {
    case 'saml_provider_metadata_url':
    case 'saml_provider_sso_target_url':
    case 'saml_provider_slo_target_url':
      return [...notHttps(text), ...besideOthers(name, values)]
    case 'saml_provider_issuer_url':
      return ABSOLUTE.test(text)
        ? []
        : [error('This is the name of the identity provider as it signs: an address such as https://sts.windows.net/TENANT/.')]
    case 'saml_provider_cert_fingerprint':
      return [...noFingerprint(text), ...besideOthers(name, values)]
    case 'saml_provider_metadata_content':
      return [...(LOOKS_LIKE_XML.test(text) ? [] : [error('This is no XML document.')]), ...besideOthers(name, values)]
    default:
      return []
  }
}

/** Why an empty SAML field must not be empty, beside the others; `undefined`: it may. */
export function missingSamlField(name: string, values: FieldValues): string | undefined {
  const isFilled = (field: string): boolean => !isEmptyValue(valueOf(values, field))
  if (NEEDED_BY_FINGERPRINT.has(name) && isFilled(samlModeFields.fingerprint))
    return 'A fingerprint says nothing about the identity provider itself: it needs this address too.'
  // Said of the first one, once; a provider whose answer has none of them is not judged.
  if (name !== samlModeFields.url || valueOf(values, 'protocol') !== 'saml') return undefined
  const isTold = modes.some((field) => Object.hasOwn(values, field))
  return isTold && !modes.some(isFilled) ? `Files.com has to be told about the identity provider in one of three ways: ${WAYS}.` : undefined
}

const modes: readonly string[] = Object.values(samlModeFields)
const WAYS = 'metadata URL, metadata XML, or certificate fingerprint'
const NEEDED_BY_FINGERPRINT: ReadonlySet<string> = new Set(['saml_provider_issuer_url', 'saml_provider_sso_target_url'])

/** The core has no URL; whether it leads anywhere is a matter of looking. */
const HTTPS = /^https:\/\/[^\s/?#@\\]+(?:[/?#]\S*)?$/i
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\S+$/i
const LOOKS_LIKE_XML = /^\uFEFF?\s*<[?!a-z_]/i

function notHttps(text: string): readonly TextMessage[] {
  return HTTPS.test(text) ? [] : [error('This is an address that begins with https:// and has no spaces in it.')]
}

function noFingerprint(text: string): readonly TextMessage[] {
  const read = parseFingerprint(text)
  return read.ok ? [] : [error(fingerprintRefusalText(read.error))]
}

/** Why a text is no SHA-256 fingerprint, as a sentence. */
export function fingerprintRefusalText(refusal: FingerprintRefusal): string {
  return refusal.code === 'certificate.fingerprint.sha1'
    ? `This is a SHA-1 thumbprint (${String(refusal.digits)} digits), as the Azure portal shows it. Files.com compares SHA-256 fingerprints, which have 64: download the certificate and take its fingerprint here.`
    : `This is no SHA-256 fingerprint: ${refusal.reason}.`
}

/** Each of the three decides by itself; which one counts when two are filled is documented nowhere. */
function besideOthers(name: string, values: FieldValues): readonly TextMessage[] {
  const earlier = modes.slice(0, Math.max(modes.indexOf(name), 0)).some((field) => !isEmptyValue(valueOf(values, field)))
  return earlier ? [error(`Only one of three can be filled: ${WAYS}.`)] : []
}

function error(text: string): TextMessage {
  return { severity: 'error', text }
}
