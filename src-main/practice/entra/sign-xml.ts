import { SignedXml } from 'xml-crypto'
import type { SigningKey } from './signing-key.ts'

export interface SignaturePlace {
  /** XPath of the element to sign; it has an `ID`. */
  readonly element: string
  /** XPath of the element beside or in which the signature is put. */
  readonly reference: string
  readonly action: 'prepend' | 'after'
}

/** Signs one element as Microsoft does: enveloped, exclusive canonicalization, RSA with SHA-256, the certificate sent along. */
export function signXml(xml: string, key: SigningKey, place: SignaturePlace): string {
  const signature = new SignedXml({
    privateKey: key.keyPem,
    publicCert: key.certificatePem,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: EXCLUSIVE
  })
  signature.addReference({
    xpath: place.element,
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', EXCLUSIVE],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256'
  })
  signature.computeSignature(xml, { location: { reference: place.reference, action: place.action } })
  return signature.getSignedXml()
}

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
