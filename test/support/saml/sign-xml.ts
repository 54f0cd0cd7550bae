import { sign, type KeyObject } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import type { SigningKey } from './signing-key.ts'

export interface SigningWishes {
  /** Identifier of the signature algorithm; by default SHA-256 with the kind of the key. */
  readonly algorithm?: string
  readonly digest?: string
  readonly canonicalization?: string
  /** Replaces enveloped signature and canonicalization. */
  readonly transforms?: readonly string[]
  /** Put into KeyInfo instead of the key’s own certificate; `none`: no KeyInfo at all. */
  readonly carry?: SigningKey | 'none'
}

export const algorithms = {
  rsaSha1: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  rsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  rsaSha384: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
  rsaSha512: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  rsaPss256: 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
  ecdsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
  ecdsaSha384: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384',
  ecdsaSha512: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512',
  hmacSha1: 'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
  hmacSha256: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
} as const

/** Signs the element with this local name and id, and puts the signature behind its Issuer as SAML wants it. */
export function signXml(
  xml: string,
  element: { readonly name: string; readonly id: string },
  key: SigningKey,
  wishes: SigningWishes = {}
): string {
  const carried = wishes.carry ?? key
  const signer = new SignedXml({
    privateKey: key.privatePem,
    signatureAlgorithm: wishes.algorithm ?? (key.kind === 'rsa' ? algorithms.rsaSha256 : algorithms.ecdsaSha256),
    canonicalizationAlgorithm: wishes.canonicalization ?? algorithms.exclusive,
    getKeyInfoContent: () =>
      carried === 'none' ? null : `<X509Data><X509Certificate>${carried.certificateBase64}</X509Certificate></X509Data>`
  })
  for (const [uri, hash, isEcdsa] of added) signer.SignatureAlgorithms[uri] = algorithmClass(uri, hash, isEcdsa)
  const place = `//*[local-name(.)='${element.name}' and @ID='${element.id}']`
  signer.addReference({
    xpath: place,
    digestAlgorithm: wishes.digest ?? algorithms.sha256,
    transforms: wishes.transforms ?? [algorithms.enveloped, wishes.canonicalization ?? algorithms.exclusive]
  })
  signer.computeSignature(xml, { location: { reference: `${place}/*[local-name(.)='Issuer']`, action: 'after' } })
  return signer.getSignedXml()
}

const added = [
  [algorithms.rsaSha384, 'sha384', false],
  [algorithms.ecdsaSha256, 'sha256', true],
  [algorithms.ecdsaSha384, 'sha384', true],
  [algorithms.ecdsaSha512, 'sha512', true]
] as const

/** xml-crypto has neither; ECDSA in XML is r and s side by side, not DER. */
function algorithmClass(uri: string, hash: string, isEcdsa: boolean) {
  return class {
    getAlgorithmName = () => uri
    getSignature = (signedInfo: unknown, privateKey: unknown) =>
      sign(hash, Buffer.from(String(signedInfo)), {
        key: privateKey as KeyObject,
        ...(isEcdsa ? { dsaEncoding: 'ieee-p1363' as const } : {})
      }).toString('base64')
    verifySignature = () => {
      throw new TypeError('This class only signs')
    }
  }
}
