import type { CheckOutcome } from '../../../src-main/core/checks/check.ts'
import type { Check } from '../../../src-main/core/checks/check.ts'
import type { MetadataContent, SamlMetadataProbes, StoredTrust } from '../../../src-main/core/checks/saml-metadata/probes.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { readEntraAddress } from '../../../src-main/core/entra/read-entra-address.ts'
import { knownTenant } from '../../../src-main/core/entra/tenant-addresses.ts'
import type { CertificateFacts } from '../../../src-main/core/model/certificate.ts'
import { succeed } from '../../../src-main/core/result.ts'
import type { SamlEntityFacts, SamlIdpFacts, SamlKeyFacts, SamlMetadataFacts } from '../../../src-main/core/saml/metadata-facts.ts'
import type { XmlSignatureFacts } from '../../../src-main/core/saml/xml-signature.ts'
import { NOW } from './inspect.ts'
import { APPLICATION, MD, TENANT } from './make-metadata.ts'

/** Plain values for judging metadata without reading any. */

export const GOOD_URL = `https://login.microsoftonline.com/${TENANT}/federationmetadata/2007-06/federationmetadata.xml?appid=${APPLICATION}`
export const ENDPOINT = `https://login.microsoftonline.com/${TENANT}/saml2`
const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'

export function certificate(
  wishes: Partial<CertificateFacts> & { readonly digit?: string; readonly bits?: number } = {}
): CertificateFacts {
  const { digit = 'a', bits = 2048, ...more } = wishes
  return {
    subject: `CN=Key ${digit}`,
    subjectCommonName: `Key ${digit}`,
    issuer: `CN=Key ${digit}`,
    serial: '01',
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2029-01-01T00:00:00.000Z',
    key: { kind: 'rsa', bits, text: `RSA, ${bits} bits`, sha256: `${digit}0`.repeat(32) },
    signature: { name: 'SHA-256 with RSA', hash: 'SHA-256', isWeak: false },
    names: [],
    purposes: [],
    keyUsages: [],
    isAuthority: false,
    isSelfIssued: true,
    isSelfSigned: true,
    caIssuersUrls: [],
    fingerprintSha256: digit.repeat(64),
    pem: '',
    unreadableExtensions: [],
    ...more
  }
}

export function signing(...certificates: readonly CertificateFacts[]): readonly SamlKeyFacts[] {
  return certificates.map((found) => ({ use: 'signing', key: { kind: 'certificate', certificate: found } }))
}

export function provider(more: Partial<SamlIdpFacts> = {}): SamlIdpFacts {
  return {
    protocols: ['urn:oasis:names:tc:SAML:2.0:protocol'],
    wantsSignedRequests: undefined,
    signOn: [{ binding: REDIRECT, location: ENDPOINT }],
    logout: [{ binding: REDIRECT, location: ENDPOINT }],
    nameIdFormats: [],
    areKeysRead: true,
    keys: signing(certificate()),
    ...more
  }
}

export function entity(more: Partial<SamlEntityFacts> = {}): SamlEntityFacts {
  return {
    entityId: `https://sts.windows.net/${TENANT}/`,
    id: '_1',
    validUntil: undefined,
    unreadableEnds: [],
    cacheDuration: undefined,
    identityProviders: [provider()],
    serviceProviders: [],
    otherRoles: [],
    organization: undefined,
    ...more
  }
}

export function signature(verdict: XmlSignatureFacts['verdict'] = { kind: 'valid', by: 'a'.repeat(64) }): XmlSignatureFacts {
  return {
    place: 'document',
    covers: { element: 'EntityDescriptor', id: '_1' },
    algorithm: { uri: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', name: 'RSA with SHA-256', isWeak: false },
    digest: { uri: 'http://www.w3.org/2001/04/xmlenc#sha256', name: 'SHA-256', isWeak: false },
    canonicalization: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    carried: certificate(),
    verdict
  }
}

export function metadata(more: Partial<SamlMetadataFacts> = {}): SamlMetadataFacts {
  return {
    root: { name: 'EntityDescriptor', namespace: MD },
    bytes: 4000,
    sha256: 'd'.repeat(64),
    text: '<EntityDescriptor/>',
    entities: [entity()],
    signatures: [signature()],
    ...more
  }
}

export interface ProbeWishes {
  readonly url?: string
  readonly insist?: boolean
  readonly facts?: SamlMetadataFacts
  readonly content?: MetadataContent
  readonly tenantId?: string
  readonly applicationId?: string
  readonly stored?: readonly StoredTrust[]
}

export function probes({
  url,
  insist = false,
  facts,
  content,
  tenantId = '',
  applicationId = '',
  stored = []
}: ProbeWishes = {}): SamlMetadataProbes {
  return {
    now: NOW,
    address: url === undefined ? undefined : { typed: url, read: readEntraAddress(url), insist },
    name: 'The file metadata.xml',
    from: 'the file metadata.xml',
    expected: { tenant: knownTenant(tenantId), applicationId },
    reading: async () => ({
      fetched: succeed({ bytes: new Uint8Array(5), finalUrl: url ?? '', redirects: [], contentType: 'text/xml', durationMs: 12 }),
      content: content ?? { kind: 'metadata', facts: facts ?? metadata() }
    }),
    stored: async () => stored
  }
}

/** Status, code of the problem when there is one, and the labels of what was seen. */
export async function verdictOf(check: Check<SamlMetadataProbes>, wishes: ProbeWishes = {}): Promise<string> {
  const outcome = await check.run(probes(wishes), neverCancelled)
  return `${outcome.status}${codeOf(outcome)}`
}

export async function evidenceOf(check: Check<SamlMetadataProbes>, wishes: ProbeWishes = {}): Promise<readonly string[]> {
  const outcome = await check.run(probes(wishes), neverCancelled)
  const evidence =
    outcome.status === 'warn' || outcome.status === 'fail'
      ? outcome.problem.evidence
      : 'evidence' in outcome
        ? (outcome.evidence ?? [])
        : []
  return evidence.map(({ label, value }) => `${label}: ${value}`)
}

function codeOf(outcome: CheckOutcome): string {
  return outcome.status === 'warn' || outcome.status === 'fail' ? ` ${outcome.problem.code.replace('saml.metadata.', '')}` : ''
}
