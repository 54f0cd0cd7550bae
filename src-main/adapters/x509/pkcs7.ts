import { childrenOf, contentOf, tags, wholeOf, type DerElement } from './der.ts'
import { hexOf } from './der-values.ts'
import { SIGNED_DATA } from './recognise-der.ts'

const EXPLICIT_CONTENT = 0xa0
const CERTIFICATES = 0xa0

/** The certificates in a PKCS#7 file, in its order; empty when it carries none. Throws `DerFault`. */
export function certificatesInPkcs7(contentInfo: DerElement): readonly Uint8Array[] {
  const [type, content] = childrenOf(contentInfo)
  if (type === undefined || content?.tag !== EXPLICIT_CONTENT || hexOf(contentOf(type)) !== SIGNED_DATA) return []
  const [signedData] = childrenOf(content)
  const set = signedData === undefined ? undefined : childrenOf(signedData).find((field) => field.tag === CERTIFICATES)
  // The set may hold attribute certificates too, under other tags (RFC 5652 10.2.2).
  return set === undefined
    ? []
    : childrenOf(set)
        .filter((each) => each.tag === tags.sequence)
        .map(wholeOf)
}
