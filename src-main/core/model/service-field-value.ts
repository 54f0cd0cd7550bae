import type { FieldValue, FieldValues } from '../service/service-facts.ts'
import { asciiHostName } from './ascii-host-name.ts'
import { equalDn } from './distinguished-name.ts'
import { parseFingerprint } from './fingerprint.ts'
import type { ServiceField } from './service-field.ts'
import { sha256OfText, utf8Length } from './sha256-of-text.ts'

/**
 * Whether both values mean the same to the service; an equivalence. Empty text and absence are the same. `exact` fields compare as they are;
 * `normalised` ones after their own rule: hosts and domains without case and final dot, lists as sets of trimmed items, distinguished names as directories match them,
 * fingerprints in any notation, addresses without regard to how scheme and host are written (RFC 3986, section 6.2.2), documents without regard
 * to how lines end (XML 1.0, section 2.11) and to their XML declaration, which speaks of bytes that are gone; the two words for OAuth, and
 * moments of one day, are the same.
 */
export function sameFieldValue(field: ServiceField, one: FieldValue, other: FieldValue): boolean {
  if (isNothing(field, one) || isNothing(field, other)) return isNothing(field, one) && isNothing(field, other)
  if (field.name === 'protocol') return comparableProtocol(one) === comparableProtocol(other)
  if (field.name === 'scim_oauth_access_token_expires_at') return comparableDay(one) === comparableDay(other)
  if (field.readBack === 'exact' || typeof one !== 'string' || typeof other !== 'string') return one === other
  if (field.name === 'ldap_base_dn') return equalDn(one, other)
  if (field.name === 'saml_provider_cert_fingerprint') return comparableFingerprint(one) === comparableFingerprint(other)
  if (field.type.kind === 'document') return comparableDocument(one) === comparableDocument(other)
  if (ADDRESSES.has(field.name)) return comparableAddress(one) === comparableAddress(other)
  const comparable = field.type.kind === 'list' ? comparableList : comparableName
  return comparable(one) === comparable(other)
}

export function isEmptyValue(value: FieldValue): boolean {
  return value === undefined || value === ''
}

/** The items of a comma or newline list, trimmed, in their order. */
export function listItems(text: string): readonly string[] {
  return text
    .split(/[,\n\r]/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** Names come from files too: nothing but an own property counts, so that `constructor` is no value. */
export function valueOf(fields: FieldValues, name: string): FieldValue {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

/** A value as a person reads it. */
export function fieldValueText(field: ServiceField | undefined, value: FieldValue): string {
  if (isEmptyValue(value)) return '(empty)'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  const text = String(value)
  if (field?.type.kind === 'list') return listItems(text).join(', ')
  if (field?.type.kind === 'document') return documentValueText(text)
  const choice = field?.type.kind === 'choice' ? field.type.choices.find((offered) => offered.value === value) : undefined
  return choice === undefined ? text : choice.label
}

/** A document by what two people can compare: `XML document, 4,321 bytes, SHA-256 0f3c...`, over its UTF-8. */
export function documentValueText(text: string): string {
  return `XML document, ${utf8Length(text).toLocaleString('en-US')} bytes, SHA-256 ${sha256OfText(text)}`
}

/** What a plan says about a write-only field. */
export function writeOnlyText(fieldName: string): string {
  if (fieldName === 'client_secret') return 'to be entered by hand; this application does not keep it'
  return fieldName === 'clear_2fa' ? 'will be removed' : 'will be replaced'
}

/** What a plan says about a value that nobody can read back. */
export const UNSEEN_TEXT = 'cannot be read at the site; only a real sign-in proves it'

function isNothing(field: ServiceField, value: FieldValue): boolean {
  return isEmptyValue(value) || (field.type.kind === 'list' && typeof value === 'string' && listItems(value).length === 0)
}

function comparableName(text: string): string {
  const name = text.trim().replace(/^@/, '')
  return asciiHostName(name) ?? name.toLowerCase()
}

/** Which word a site has for OAuth is not documented. */
function comparableProtocol(value: FieldValue): FieldValue {
  return value === 'oauth' ? 'oauth2' : value
}

/** The web form asks for a day; which moment of it the service stores is not documented. */
function comparableDay(value: FieldValue): FieldValue {
  const time = typeof value === 'string' ? Date.parse(value) : NaN
  return Number.isNaN(time) ? value : new Date(time).toISOString().slice(0, 10)
}

function comparableFingerprint(text: string): string {
  const read = parseFingerprint(text)
  return read.ok ? read.value : text.trim().toLowerCase()
}

/** Where somebody is sent or something is fetched. An issuer looks like one of them and is a name: it is compared letter by letter. */
const ADDRESSES: ReadonlySet<string> = new Set([
  'saml_provider_metadata_url',
  'saml_provider_sso_target_url',
  'saml_provider_slo_target_url'
])

function comparableAddress(text: string): string {
  const [, host, rest = ''] = /^https:\/\/([^/?#]+)(.*)$/is.exec(text.trim()) ?? []
  if (host === undefined) return text.trim()
  return `https://${host.toLowerCase().replace(/:443$/, '')}${rest.startsWith('/') ? '' : '/'}${rest}`
}

function comparableDocument(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/^<\?xml\s[^>]*\?>/, '')
    .replaceAll(/\r\n?/g, '\n')
    .trim()
}

function comparableList(text: string): string {
  return [...new Set(listItems(text))].sort().join('\n')
}
