import type { Element } from '@xmldom/xmldom'
import type { CertificateFacts } from '../../core/model/certificate.ts'
import type { CertificatePort } from '../../core/ports/certificates.ts'
import { elementsFrom, isNamed, textOf } from './elements.ts'
import { XML_SIGNATURE } from './response-namespaces.ts'

/**
 * The first certificates of a document that stand in `X509Certificate`, by their base64; those that are none are left out. Read ahead, because
 * verifying does not wait. Which key counts is not decided here.
 */
export async function carriedCertificates(
  root: Element,
  certificates: Pick<CertificatePort, 'read'>,
  most: number
): Promise<ReadonlyMap<string, CertificateFacts>> {
  const found = new Map<string, CertificateFacts>()
  for (const base64 of writtenIn(root, most)) {
    const read = await certificates.read(Buffer.from(base64, 'base64'))
    const certificate = read.ok ? read.value[0]?.certificates[0] : undefined
    if (certificate !== undefined) found.set(base64, certificate)
  }
  return found
}

/** Line breaks and indentation are usual within base64. */
export function withoutSpace(base64: string): string {
  return base64.replace(/\s+/g, '')
}

function writtenIn(root: Element, most: number): ReadonlySet<string> {
  const written = new Set<string>()
  for (const element of elementsFrom(root)) {
    if (written.size >= most) return written
    if (isNamed(element, XML_SIGNATURE, 'X509Certificate') && isInSignature(element)) written.add(withoutSpace(textOf(element)))
  }
  return written
}

/** `Signature`, `KeyInfo`, `X509Data`: keys of providers stand in a `KeyInfo` too. */
function isInSignature(certificate: Element): boolean {
  const signature = certificate.parentNode?.parentNode?.parentNode
  return signature?.localName === 'Signature' && signature.namespaceURI === XML_SIGNATURE
}
