import type { DirectoryEntry } from '../../core/model/directory-facts.ts'
import { BerElements, BOOLEAN, ENUMERATED, INTEGER, MalformedBytes, OCTET_STRING, SEQUENCE, SET } from './ber.ts'
import { attributeValues } from './attribute-values.ts'

/** One message of a server, decoded (RFC 4511, section 4.1.1). */
export type ServerMessage =
  | { readonly kind: 'entry'; readonly id: number; readonly entry: DirectoryEntry }
  | { readonly kind: 'references'; readonly id: number; readonly uris: readonly string[] }
  | ServerResult
  /** An answer to something we never ask (modify, intermediate response): not wanted, but LDAP. */
  | { readonly kind: 'other'; readonly id: number }

export interface ServerResult {
  readonly kind: 'result'
  readonly id: number
  readonly operation: ResultOperation
  readonly code: number
  readonly matchedDn: string
  readonly text: string
  readonly referrals: readonly string[]
  readonly responseName: string
  readonly responseValue: string
  readonly controls: readonly ResponseControl[]
}

export type ResultOperation = 'bind' | 'search' | 'extended'

export interface ResponseControl {
  readonly oid: string
  readonly value: Buffer
}

/** Decodes one whole message; `undefined` when its bytes are not what a server may send. Keeps no reference to `bytes`. */
export function decodeMessage(bytes: Buffer): ServerMessage | undefined {
  try {
    const message = new BerElements(bytes).elements(SEQUENCE)
    const id = message.integer(INTEGER)
    const { tag, content } = message.take()
    if (id < 0) return undefined
    switch (tag) {
      case SEARCH_ENTRY:
        return { kind: 'entry', id, entry: entry(new BerElements(content)) }
      case SEARCH_REFERENCE:
        return { kind: 'references', id, uris: texts(new BerElements(content)) }
      case BIND_RESPONSE:
        return result(id, 'bind', new BerElements(content), message)
      case SEARCH_DONE:
        return result(id, 'search', new BerElements(content), message)
      case EXTENDED_RESPONSE:
        return result(id, 'extended', new BerElements(content), message)
      default:
        return otherResponses.has(tag) ? { kind: 'other', id } : undefined
    }
  } catch (problem) {
    if (problem instanceof MalformedBytes) return undefined
    throw problem
  }
}

const BIND_RESPONSE = 0x61
const SEARCH_ENTRY = 0x64
const SEARCH_DONE = 0x65
const SEARCH_REFERENCE = 0x73
const EXTENDED_RESPONSE = 0x78
// Modify, add, delete, rename and compare responses, and the intermediate response.
const otherResponses: ReadonlySet<number> = new Set([0x67, 0x69, 0x6b, 0x6d, 0x6f, 0x79])

const REFERRALS = 0xa3
const CONTROLS = 0xa0
const RESPONSE_NAME = 0x8a
const RESPONSE_VALUE = 0x8b

function entry(elements: BerElements): DirectoryEntry {
  const dn = elements.text(OCTET_STRING)
  const attributes = new Map<string, string[]>()
  const list = elements.elements(SEQUENCE)
  while (!list.isAtEnd) {
    const attribute = list.elements(SEQUENCE)
    const name = attribute.text(OCTET_STRING).toLowerCase()
    const values: Buffer[] = []
    const set = attribute.elements(SET)
    while (!set.isAtEnd) values.push(set.content(OCTET_STRING))
    const known = attributes.get(name)
    if (known === undefined) attributes.set(name, attributeValues(name, values))
    // Nothing forbids a server to send one attribute in several parts.
    else for (const value of attributeValues(name, values)) known.push(value)
  }
  return { dn, attributes }
}

function result(id: number, operation: ResultOperation, body: BerElements, message: BerElements): ServerResult {
  const code = body.integer(ENUMERATED)
  const matchedDn = body.text(OCTET_STRING)
  const text = body.text(OCTET_STRING)
  const referrals = body.optionalContent(REFERRALS)
  let responseName = ''
  let responseValue = ''
  while (!body.isAtEnd) {
    const { tag, content } = body.take()
    if (operation === 'extended' && tag === RESPONSE_NAME) responseName = content.toString('utf8')
    if (operation === 'extended' && tag === RESPONSE_VALUE) responseValue = content.toString('utf8')
  }
  return {
    kind: 'result',
    id,
    operation,
    code,
    matchedDn,
    text,
    referrals: referrals === undefined ? [] : texts(new BerElements(referrals)),
    responseName,
    responseValue,
    controls: controls(message)
  }
}

function texts(elements: BerElements): readonly string[] {
  const found: string[] = []
  while (!elements.isAtEnd) found.push(elements.text(OCTET_STRING))
  return found
}

function controls(message: BerElements): readonly ResponseControl[] {
  const found: ResponseControl[] = []
  if (message.nextTag !== CONTROLS) return found
  const list = message.elements(CONTROLS)
  while (!list.isAtEnd) {
    const control = list.elements(SEQUENCE)
    const oid = control.text(OCTET_STRING)
    control.optionalContent(BOOLEAN)
    // Copied: the bytes belong to the stream's store.
    found.push({ oid, value: Buffer.from(control.optionalContent(OCTET_STRING) ?? []) })
  }
  return found
}
