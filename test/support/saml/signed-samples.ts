import { certificateFacts } from '../../../src-main/adapters/x509/certificate-facts.ts'
import { readXml, type XmlDocument } from '../../../src-main/adapters/xml/read-xml.ts'
import { verifySignatures, type VerifiedSignature } from '../../../src-main/adapters/xml/verify-signatures.ts'
import type { CertificateFacts } from '../../../src-main/core/model/certificate.ts'
import type { TrustedKey } from '../../../src-main/core/saml/saml-source.ts'
import { signatureTemplate, uris, type TemplateWishes } from './signature-template.ts'
import type { SigningKey } from './signing-key.ts'

const NAMESPACES = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'

/** A response with one assertion; a signature template or a signature stands in either. */
export function responseXml(parts: { readonly inResponse?: string; readonly inAssertion?: string; readonly nameId?: string } = {}): string {
  return (
    `<samlp:Response ${NAMESPACES} ID="_r" Version="2.0">${parts.inResponse ?? ''}` +
    `<saml:Assertion ID="_a" Version="2.0"><saml:Issuer>https://idp.test/ü &amp; more</saml:Issuer>${parts.inAssertion ?? ''}` +
    `<saml:Subject>\n  <saml:NameID Format="urn:x">${parts.nameId ?? 'ann@example.com'}</saml:NameID>\n</saml:Subject></saml:Assertion></samlp:Response>`
  )
}

export function assertionTemplate(key: SigningKey, wishes: Partial<TemplateWishes> = {}): string {
  return signatureTemplate({
    algorithm: `${uris.more}${key.kind === 'rsa' ? 'rsa' : 'ecdsa'}-sha256`,
    uri: '#_a',
    certificateBase64: key.certificateBase64,
    ...wishes
  })
}

export function xmlDocument(xml: string): XmlDocument {
  const read = readXml(xml)
  if (!read.ok) throw new Error(`Not XML: ${JSON.stringify(read.error)}`)
  return read.value
}

/** Every signature of the text. By default the keys are what came along. */
export function verified(xml: string, keys: 'carried' | readonly TrustedKey[] = 'carried'): readonly VerifiedSignature[] {
  return verifySignatures(xmlDocument(xml), keys, readCertificate)
}

export function verdictOf(xml: string, keys: 'carried' | readonly TrustedKey[] = 'carried') {
  const [first] = verified(xml, keys)
  if (first === undefined) throw new Error('There is no signature')
  return first.facts.verdict
}

export function trusted(key: SigningKey): readonly TrustedKey[] {
  return [{ kind: 'certificate', certificate: key.facts }]
}

export function readCertificate(base64: string): CertificateFacts | undefined {
  try {
    return certificateFacts(Buffer.from(base64, 'base64'))
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
