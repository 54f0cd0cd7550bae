export interface TemplateWishes {
  readonly algorithm: string
  readonly digest?: string
  readonly canonicalization?: string
  /** XML inside of CanonicalizationMethod. */
  readonly canonicalizationContent?: string
  /** `#id`, or empty for the whole document. */
  readonly uri: string
  /** XML of the Transform elements; by default enveloped signature and exclusive canonicalization. */
  readonly transforms?: string
  readonly certificateBase64?: string
  readonly prefix?: string
}

export const uris = {
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  exclusiveWithComments: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  inclusiveWithComments: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
  inclusive11: 'http://www.w3.org/2006/12/xml-c14n11',
  dsig: 'http://www.w3.org/2000/09/xmldsig#',
  more: 'http://www.w3.org/2001/04/xmldsig-more#',
  more2007: 'http://www.w3.org/2007/05/xmldsig-more#',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256'
} as const

export function transform(uri: string, content = '', prefix = 'ds'): string {
  const name = prefix === '' ? 'Transform' : `${prefix}:Transform`
  return `<${name} Algorithm="${uri}">${content}</${name}>`
}

/** A signature whose digest and value are still empty, for another program to fill. */
export function signatureTemplate(wishes: TemplateWishes): string {
  const prefix = wishes.prefix ?? 'ds'
  const p = prefix === '' ? '' : `${prefix}:`
  const transforms = wishes.transforms ?? transform(uris.enveloped, '', prefix) + transform(uris.exclusive, '', prefix)
  const info =
    wishes.certificateBase64 === undefined
      ? ''
      : `<${p}KeyInfo><${p}X509Data><${p}X509Certificate>${wishes.certificateBase64}</${p}X509Certificate></${p}X509Data></${p}KeyInfo>`
  return (
    `<${p}Signature xmlns${prefix === '' ? '' : `:${prefix}`}="${uris.dsig}"><${p}SignedInfo>` +
    `<${p}CanonicalizationMethod Algorithm="${wishes.canonicalization ?? uris.exclusive}">${wishes.canonicalizationContent ?? ''}</${p}CanonicalizationMethod>` +
    `<${p}SignatureMethod Algorithm="${wishes.algorithm}"/>` +
    `<${p}Reference URI="${wishes.uri}"><${p}Transforms>${transforms}</${p}Transforms>` +
    `<${p}DigestMethod Algorithm="${wishes.digest ?? uris.sha256}"/><${p}DigestValue></${p}DigestValue></${p}Reference>` +
    `</${p}SignedInfo><${p}SignatureValue></${p}SignatureValue>${info}</${p}Signature>`
  )
}
