import { createHash } from 'node:crypto'
import type { Element } from '@xmldom/xmldom'
import type { CertificatePort } from '../../core/ports/certificates.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { SamlMetadataFacts } from '../../core/saml/metadata-facts.ts'
import type { XmlRefusal } from '../../core/saml/xml-refusal.ts'
import { metadataLimits, readXml, type XmlLimits } from '../xml/read-xml.ts'
import { verifySignatures } from '../xml/verify-signatures.ts'
import { carriedCertificates, withoutSpace } from './carried-certificates.ts'
import { childElements, isNamed } from './elements.ts'
import { createKeyReader } from './metadata-keys.ts'
import { entityFacts } from './metadata-entity.ts'
import { METADATA } from './metadata-namespaces.ts'

/** How much of a federation is read in full: names of all entities, keys of the first ones. */
const MOST_ENTITIES_WITH_KEYS = 20

/** Of keys, and of signatures: reading one takes longer than all the XML around it. Entra ID lists a handful. */
const MOST_CERTIFICATES = 100

/**
 * What a metadata document says, by namespaces and never by prefixes. Any well-formed XML gives facts: whether it is metadata says the root.
 * Signatures are verified with the keys that they carry. Nothing is fetched.
 */
export async function readMetadata(
  content: Uint8Array | string,
  certificates: Pick<CertificatePort, 'read'>,
  limits: XmlLimits = metadataLimits
): Promise<Result<SamlMetadataFacts, XmlRefusal>> {
  const read = readXml(content, limits)
  if (!read.ok) return fail(read.error)
  const { root, text, bytes } = read.value
  const keys = createKeyReader(certificates, MOST_CERTIFICATES)
  const entities = []
  for (const entity of entitiesIn(root))
    entities.push(await entityFacts(entity, entities.length < MOST_ENTITIES_WITH_KEYS ? keys : undefined))
  const carried = await carriedCertificates(root, certificates, MOST_CERTIFICATES)
  return succeed({
    root: { name: root.localName ?? root.nodeName, namespace: root.namespaceURI ?? '' },
    bytes,
    sha256: createHash('sha256')
      .update(typeof content === 'string' ? text : content)
      .digest('hex'),
    text,
    entities,
    signatures: verifySignatures(read.value, 'carried', (base64) => carried.get(withoutSpace(base64))).map(({ facts }) => facts)
  })
}

/** Federations may stand inside federations. */
function entitiesIn(element: Element): readonly Element[] {
  if (isNamed(element, METADATA, 'EntityDescriptor')) return [element]
  return isNamed(element, METADATA, 'EntitiesDescriptor') ? childElements(element).flatMap(entitiesIn) : []
}
