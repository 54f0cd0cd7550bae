import type { XmlRefusal } from '../../core/saml/xml-refusal.ts'

/** Thrown inside of this folder when a text is to be refused; `readXml` turns it into a value. */
export class XmlFault extends Error {
  readonly refusal: XmlRefusal

  constructor(refusal: XmlRefusal) {
    super(refusal.kind)
    this.refusal = refusal
  }
}
