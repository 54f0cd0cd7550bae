import { BerElements, MalformedMessageError, tags } from './ber.ts'
import type { Filter } from './filter.ts'
import { readFilter } from './read-filter.ts'

export interface LdapRequest {
  readonly messageId: number
  readonly operation: Operation
  readonly controls: readonly Control[]
}

export interface Control {
  readonly type: string
  readonly critical: boolean
  readonly value: Buffer | undefined
}

export type Operation =
  | BindOperation
  | SearchOperation
  | CompareOperation
  | { readonly kind: 'unbind' }
  | { readonly kind: 'abandon'; readonly target: number }
  | { readonly kind: 'extended'; readonly name: string }
  /** Add, modify, delete and rename: this server changes nothing, so all it keeps is how to answer. */
  | { readonly kind: 'write'; readonly answerTag: number }

export interface BindOperation {
  readonly kind: 'bind'
  readonly version: number
  readonly name: string
  readonly method: { readonly kind: 'simple'; readonly password: Buffer } | { readonly kind: 'sasl'; readonly mechanism: string }
}

export type SearchScope = 'base' | 'one' | 'subtree'

export interface SearchOperation {
  readonly kind: 'search'
  readonly base: string
  readonly scope: SearchScope
  readonly sizeLimit: number
  readonly timeLimitSeconds: number
  readonly typesOnly: boolean
  readonly filter: Filter
  readonly attributes: readonly string[]
}

export interface CompareOperation {
  readonly kind: 'compare'
  readonly entry: string
  readonly attribute: string
  readonly value: Buffer
}

/** Reads one whole LDAP message (RFC 4511 section 4.1.1). Throws `MalformedMessageError`. */
export function readRequest(message: Buffer): LdapRequest {
  const envelope = new BerElements(message).elements(tags.sequence)
  const messageId = envelope.integer()
  if (messageId < 0) throw new MalformedMessageError('a negative message id')
  const operation = readOperation(envelope)
  return { messageId, operation, controls: readControls(envelope) }
}

function readOperation(envelope: BerElements): Operation {
  const { tag, content } = envelope.next()
  const inner = new BerElements(content)
  switch (tag) {
    case 0x60:
      return readBind(inner)
    case 0x42:
      return { kind: 'unbind' }
    case 0x50:
      if (content.length === 0 || content.length > 4) throw new MalformedMessageError('an abandon without a message id')
      return { kind: 'abandon', target: content.readIntBE(0, content.length) }
    case 0x63:
      return readSearch(inner)
    case 0x6e: {
      const entry = inner.text()
      const assertion = inner.elements(tags.sequence)
      return { kind: 'compare', entry, attribute: assertion.text(), value: assertion.content(tags.octetString) }
    }
    case 0x77:
      return { kind: 'extended', name: inner.text(0x80) }
    case 0x66:
    case 0x68:
    case 0x6c:
      return { kind: 'write', answerTag: tag + 1 }
    case 0x4a:
      // The request to delete is primitive, its answer is not.
      return { kind: 'write', answerTag: 0x6b }
    default:
      throw new MalformedMessageError(`an operation of kind 0x${tag.toString(16)}`)
  }
}

function readBind(inner: BerElements): BindOperation {
  const version = inner.integer()
  const name = inner.text()
  const { tag, content } = inner.next()
  if (tag === 0x80) return { kind: 'bind', version, name, method: { kind: 'simple', password: content } }
  if (tag === 0xa3) return { kind: 'bind', version, name, method: { kind: 'sasl', mechanism: new BerElements(content).text() } }
  throw new MalformedMessageError(`a bind of kind 0x${tag.toString(16)}`)
}

function readSearch(inner: BerElements): SearchOperation {
  const base = inner.text()
  const scope = scopes[inner.integer(tags.enumerated)]
  if (scope === undefined) throw new MalformedMessageError('an unknown scope')
  inner.integer(tags.enumerated) // aliases: there are none here, so every way to follow them gives the same
  const sizeLimit = inner.integer()
  const timeLimitSeconds = inner.integer()
  const typesOnly = inner.boolean()
  const filter = readFilter(inner)
  const names = inner.elements(tags.sequence)
  const attributes: string[] = []
  while (!names.atEnd) attributes.push(names.text())
  return { kind: 'search', base, scope, sizeLimit, timeLimitSeconds, typesOnly, filter, attributes }
}

const scopes: readonly (SearchScope | undefined)[] = ['base', 'one', 'subtree']

function readControls(envelope: BerElements): readonly Control[] {
  if (envelope.nextTag !== 0xa0) return []
  const list = envelope.elements(0xa0)
  const controls: Control[] = []
  while (!list.atEnd) {
    const control = list.elements(tags.sequence)
    const type = control.text()
    const critical = control.nextTag === tags.boolean ? control.boolean() : false
    controls.push({ type, critical, value: control.atEnd ? undefined : control.content(tags.octetString) })
  }
  return controls
}
