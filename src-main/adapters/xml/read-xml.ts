import { DOMParser, type Document, type Element } from '@xmldom/xmldom'
import { fail, succeed, type Result } from '../../core/result.ts'
import type { XmlRefusal } from '../../core/saml/xml-refusal.ts'
import { decodeXml } from './decode-xml.ts'
import { recogniseOtherBytes, recogniseOtherText } from './recognise-other.ts'
import { scanXml, type ScanLimits } from './scan-xml.ts'
import { XmlFault } from './xml-fault.ts'

/** A text that is well-formed XML with namespaces, without document type and processing instructions. */
export interface XmlDocument {
  readonly document: Document
  readonly root: Element
  /** As received, decoded, without a byte order mark. */
  readonly text: string
  /** Of the document as received; of a text, in UTF-8. */
  readonly bytes: number
}

export interface XmlLimits extends ScanLimits {
  readonly mostBytes: number
}

/** Metadata: a federation aggregate is large. Ten megabytes of real ones have half as many elements. */
export const metadataLimits: XmlLimits = {
  mostBytes: 10_000_000,
  mostLevels: 100,
  mostElements: 150_000,
  mostAttributesOfElement: 256,
  mostAttributes: 300_000,
  mostComments: 20_000,
  mostNamespacesInScope: 256
}

/** A response says something about one person; most have less than 20 kB. */
export const responseLimits: XmlLimits = {
  ...metadataLimits,
  mostBytes: 2_000_000,
  mostElements: 50_000,
  mostAttributes: 100_000,
  mostComments: 10_000
}

/**
 * Reads XML that anybody may have written: nothing is fetched, no entity is replaced but the five of XML itself, and work and memory stay in
 * proportion to the limits. What it points at, and what any reader might understand differently, is refused with its reason.
 */
export function readXml(content: Uint8Array | string, limits: XmlLimits = metadataLimits): Result<XmlDocument, XmlRefusal> {
  try {
    const { text, bytes } = typeof content === 'string' ? pasted(content, limits) : received(content, limits)
    const other = recogniseOtherText(text)
    if (other !== undefined) return fail(other)
    // XML 1.0 knows these line ends only; those that xmldom would add belong to XML 1.1 and would change what was signed.
    const normalized = text.includes('\r') ? withLineFeeds(text) : text
    scanXml(normalized, limits)
    return succeed({ ...parse(normalized), text, bytes })
  } catch (error) {
    if (error instanceof XmlFault) return fail(error.refusal)
    throw error
  }
}

function received(content: Uint8Array, limits: XmlLimits): { readonly text: string; readonly bytes: number } {
  const bytes = content.byteLength
  if (bytes > limits.mostBytes) throw new XmlFault({ kind: 'too-large', bytes, mostBytes: limits.mostBytes })
  if (bytes === 0) throw new XmlFault({ kind: 'empty' })
  const other = recogniseOtherBytes(content)
  if (other !== undefined) throw new XmlFault(other)
  return { text: decodeXml(content), bytes }
}

// Around a pasted text there are often empty lines, which would push the XML declaration from its place.
function pasted(content: string, limits: XmlLimits): { readonly text: string; readonly bytes: number } {
  // No text has fewer bytes than characters: a huge one is not counted first.
  const bytes = content.length > limits.mostBytes ? content.length : Buffer.byteLength(content)
  if (bytes > limits.mostBytes) throw new XmlFault({ kind: 'too-large', bytes, mostBytes: limits.mostBytes })
  return { text: content.replace(/^\uFEFF/, '').trim(), bytes }
}

// Not by an expression: of ten megabytes of line ends it makes millions of small texts.
function withLineFeeds(text: string): string {
  const units = new Uint16Array(text.length)
  let [length, before] = [0, 0]
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit !== LINE_FEED || before !== CARRIAGE_RETURN) {
      units[length] = unit === CARRIAGE_RETURN ? LINE_FEED : unit
      length += 1
    }
    before = unit
  }
  return Buffer.from(units.buffer, 0, length * 2).toString('utf16le')
}

const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d]

function parse(text: string): { readonly document: Document; readonly root: Element } {
  try {
    return parsed(text, false)
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error
    // Counting lines costs memory for every node, and the scan has found nearly everything before: it is done when there is something to say.
    return parsed(text, true)
  }
}

function parsed(text: string, locator: boolean): { readonly document: Document; readonly root: Element } {
  const parser = new DOMParser({
    locator,
    normalizeLineEndings: (same: string) => same,
    onError: (_level: string, message: string, context?: unknown) => {
      // The encoding was verified: such a character was written by somebody, and is as good as any other.
      if (!message.startsWith('Unicode replacement character')) throw new XmlFault(malformed(message, context))
    }
  })
  try {
    const document = parser.parseFromString(text, 'application/xml')
    const root = document.documentElement
    if (root === null) throw new XmlFault(malformed('there is no element', undefined))
    return { document, root }
  } catch (error) {
    throw faultBehind(error)
  }
}

/** xmldom wraps what `onError` throws. */
function faultBehind(error: unknown): unknown {
  if (error instanceof XmlFault || !(error instanceof Error)) return error
  if (error.cause instanceof XmlFault) return error.cause
  return error.name === 'ParseError' ? new XmlFault(malformed(error.message, error)) : error
}

function malformed(message: string, context: unknown): XmlRefusal {
  const locator = isObject(context) && isObject(context['locator']) ? context['locator'] : {}
  const { lineNumber, columnNumber } = locator
  return {
    kind: 'malformed',
    line: typeof lineNumber === 'number' ? lineNumber : 1,
    column: typeof columnNumber === 'number' ? columnNumber : 1,
    because: message.replace(/\s+/g, ' ').trim().slice(0, 200)
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
