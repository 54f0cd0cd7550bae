/** Why a text is not read as XML. Nothing of it was interpreted, and nothing that it points at was fetched. */
export type XmlRefusal =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-large'; readonly bytes: number; readonly mostBytes: number }
  /** `said`: the encoding that the document or its first bytes claim. */
  | { readonly kind: 'encoding'; readonly said: string; readonly because: string }
  /** A document type or entity declaration: the way to billion laughs and to files of this computer. */
  | { readonly kind: 'document-type'; readonly line: number }
  | { readonly kind: 'processing-instruction'; readonly target: string; readonly line: number }
  | { readonly kind: 'too-deep'; readonly mostLevels: number; readonly line: number }
  | {
      readonly kind: 'too-many'
      /** Comments count together with CDATA sections, namespaces by the prefixes in force at one place. */ readonly what:
        'elements' | 'attributes' | 'comments' | 'namespaces'
      readonly most: number
    }
  /** A web page, usually a sign-in page or a proxy; its title, when it has one. */
  | { readonly kind: 'html-page'; readonly title: string }
  /** JSON, a certificate, an image, ...: `what` names it. */
  | { readonly kind: 'not-xml'; readonly what: string }
  | { readonly kind: 'malformed'; readonly line: number; readonly column: number; readonly because: string }
