import type { Element } from '@xmldom/xmldom'
import { describeCertificateFileFailure } from '../../core/model/certificate-file-failure.ts'
import type { CertificatePort } from '../../core/ports/certificates.ts'
import type { SamlKeyFacts } from '../../core/saml/metadata-facts.ts'
import { attributeOf, childElements, childrenNamed, isNamed, textOf } from './elements.ts'
import { withoutSpace } from './carried-certificates.ts'
import { METADATA } from './metadata-namespaces.ts'
import { XML_SIGNATURE } from './response-namespaces.ts'

export interface KeyReader {
  /** The keys of a role, in document order; one for each certificate. */
  keysOf(role: Element): Promise<readonly SamlKeyFacts[]>
}

/** Remembers what it has read: federations and Entra ID list the same certificate several times. Reads at most `most` different ones. */
export function createKeyReader(certificates: Pick<CertificatePort, 'read'>, most: number): KeyReader {
  const known = new Map<string, Promise<SamlKeyFacts['key']>>()

  async function readKey(base64: string): Promise<SamlKeyFacts['key']> {
    if (base64 === '') return unreadable('the certificate is empty')
    // Node drops what is no base64 without a word.
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return unreadable('the certificate has characters that are no base64')
    const read = await certificates.read(Buffer.from(base64, 'base64'))
    if (!read.ok) return unreadable(clause(describeCertificateFileFailure(read.error).what))
    const certificate = read.value[0]?.certificates[0]
    return certificate === undefined ? unreadable('there is no certificate in it') : { kind: 'certificate', certificate }
  }

  return {
    async keysOf(role) {
      const keys: SamlKeyFacts[] = []
      for (const descriptor of childrenNamed(role, METADATA, 'KeyDescriptor')) {
        const use = useOf(descriptor)
        const found = certificatesIn(descriptor)
        if (found.length === 0) keys.push({ use, key: unreadable(whatInstead(descriptor)) })
        for (const base64 of found) {
          const key = known.get(base64) ?? (known.size < most ? readKey(base64) : undefined)
          // One entry stands for all the others: thousands of them would be work for everybody who looks at the keys.
          if (key === undefined) return [...keys, { use, key: unreadable(`more than ${String(most)} certificates are not read`) }]
          known.set(base64, key)
          keys.push({ use, key: await key })
        }
      }
      return keys
    }
  }
}

function useOf(descriptor: Element): SamlKeyFacts['use'] {
  const use = attributeOf(descriptor, 'use')?.trim()
  return use === 'signing' || use === 'encryption' ? use : 'both'
}

function certificatesIn(descriptor: Element): readonly string[] {
  return childrenNamed(descriptor, XML_SIGNATURE, 'KeyInfo')
    .flatMap((info) => childrenNamed(info, XML_SIGNATURE, 'X509Data'))
    .flatMap((data) => childrenNamed(data, XML_SIGNATURE, 'X509Certificate'))
    .map((certificate) => withoutSpace(textOf(certificate)))
}

function whatInstead(descriptor: Element): string {
  const [info] = childrenNamed(descriptor, XML_SIGNATURE, 'KeyInfo')
  if (info === undefined) return 'the key is empty'
  if (childElements(info).some((child) => isNamed(child, XML_SIGNATURE, 'KeyValue')))
    return 'it is a bare key (KeyValue) without a certificate, so it has neither name nor dates'
  const [first] = childElements(info)
  return first === undefined ? 'the key is empty' : `it is only ${first.localName ?? 'a name'}, without a certificate`
}

function unreadable(because: string): SamlKeyFacts['key'] {
  return { kind: 'unreadable', because }
}

function clause(sentence: string): string {
  return sentence.replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase()).replace(/\.$/, '')
}
