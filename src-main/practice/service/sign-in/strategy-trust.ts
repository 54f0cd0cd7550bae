import { createHash } from 'node:crypto'
import { fail, type Result, succeed } from '../../../core/result.ts'
import { textOfXml } from '../../entra/xml-text.ts'
import type { StoredStrategy } from '../stored-records.ts'

/** Whom a strategy believes. */
export interface StrategyTrust {
  readonly issuer: string
  /** SHA-256 of the certificates that may sign, 64 lower-case hexadecimal digits. A certificate has to come along in the response. */
  readonly fingerprints: readonly string[]
}

/**
 * What the strategy stores, in one of its three ways. The first that is filled is in force; which one a real site prefers is not documented. All keys
 * of a document count, which is not documented either. The error is one sentence.
 */
export function strategyTrust(strategy: StoredStrategy, metadataAt: (url: string) => string | undefined): Result<StrategyTrust, string> {
  const url = textOf(strategy, 'saml_provider_metadata_url')
  if (url !== '') {
    const xml = metadataAt(url)
    return xml === undefined ? fail(`The metadata could not be read from ${url}.`) : trustOfMetadata(xml)
  }
  const content = textOf(strategy, 'saml_provider_metadata_content')
  if (content !== '') return trustOfMetadata(content)
  const issuer = textOf(strategy, 'saml_provider_issuer_url')
  const fingerprint = textOf(strategy, 'saml_provider_cert_fingerprint').replaceAll(/[\s:]/g, '').toLowerCase()
  if (fingerprint === '') return fail('No metadata and no certificate is stored for this provider.')
  if (!/^[0-9a-f]{64}$/.test(fingerprint)) return fail('The fingerprint that is stored is no SHA-256 fingerprint.')
  return succeed({ issuer, fingerprints: [fingerprint] })
}

/** By patterns, since nothing but metadata of the practice and what somebody stored by hand is ever read here; a real service needs a real parser. */
function trustOfMetadata(xml: string): Result<StrategyTrust, string> {
  const issuer = /\bentityID\s*=\s*["']([^"']*)["']/.exec(xml)?.[1]
  const role = /<(?:[\w.-]+:)?IDPSSODescriptor\b[^]*?<\/(?:[\w.-]+:)?IDPSSODescriptor>/.exec(xml)?.[0]
  if (issuer === undefined || role === undefined) return fail('The metadata that is stored describes no identity provider.')
  const certificates = [...role.matchAll(/<(?:[\w.-]+:)?X509Certificate>([^<]*)</g)].map(([, base64 = '']) => base64)
  return succeed({ issuer: textOfXml(issuer), fingerprints: certificates.map(certificateFingerprint) })
}

/** Of a certificate as it stands in XML. */
export function certificateFingerprint(base64: string): string {
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex')
}

function textOf(strategy: StoredStrategy, field: string): string {
  const value = strategy[field]
  return typeof value === 'string' ? value.trim() : ''
}
