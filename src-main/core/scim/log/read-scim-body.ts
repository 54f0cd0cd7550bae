import { parsed } from './mask-scim-json.ts'

/** One thing that a PATCH changes, whatever dialect it was written in. */
export interface ScimChange {
  readonly op: 'add' | 'replace' | 'remove' | 'other'
  /** As written; of a change without a path the name inside its value. */
  readonly path: string
  readonly value: unknown
  /** `Replace` instead of `replace`. */
  readonly isCapital: boolean
  readonly isWithoutPath: boolean
}

export interface ScimBody {
  readonly userName: string | undefined
  readonly externalId: string | undefined
  readonly displayName: string | undefined
  readonly mail: string | undefined
  readonly fullName: string | undefined
  readonly id: string | undefined
  readonly active: unknown
  readonly memberCount: number | undefined
  readonly changes: readonly ScimChange[]
  /** Of a list. */
  readonly totalResults: number | undefined
  readonly resources: readonly ScimBody[]
  /** Of an error. */
  readonly detail: string | undefined
  readonly scimType: string | undefined
}

/** A request or an answer; `undefined` when there is none, or when it is no JSON object. Never throws. */
export function readScimBody(text: string | undefined): ScimBody | undefined {
  if (text === undefined) return undefined
  const json = parsed(text)
  return isRecord(json?.value) ? bodyOf(json.value, true) : undefined
}

type Json = Readonly<Record<string, unknown>>

function bodyOf(json: Json, withResources: boolean): ScimBody {
  const members = valueAt(json, 'members')
  const resources = valueAt(json, 'Resources')
  const operations = valueAt(json, 'Operations')
  return {
    userName: textAt(json, 'userName'),
    externalId: textAt(json, 'externalId'),
    displayName: textAt(json, 'displayName'),
    mail: mailOf(valueAt(json, 'emails')),
    fullName: nameOf(valueAt(json, 'name')),
    id: textAt(json, 'id'),
    active: valueAt(json, 'active'),
    memberCount: Array.isArray(members) ? members.length : undefined,
    changes: Array.isArray(operations) ? operations.slice(0, MOST).flatMap(changesOf) : [],
    totalResults: numberOf(valueAt(json, 'totalResults')),
    resources:
      withResources && Array.isArray(resources)
        ? resources.slice(0, MOST).flatMap((item) => (isRecord(item) ? [bodyOf(item, false)] : []))
        : [],
    detail: textAt(json, 'detail') ?? textAt(json, 'error') ?? textAt(json, 'message'),
    scimType: textAt(json, 'scimType')
  }
}

const MOST = 200

function changesOf(operation: unknown): readonly ScimChange[] {
  if (!isRecord(operation)) return []
  const word = textAt(operation, 'op') ?? ''
  const op = opOf(word.toLowerCase())
  const isCapital = /^[A-Z]/.test(word)
  const path = textAt(operation, 'path')
  const value = valueAt(operation, 'value')
  if (path !== undefined) return [{ op, path, value, isCapital, isWithoutPath: false }]
  if (!isRecord(value)) return [{ op, path: '', value, isCapital, isWithoutPath: true }]
  return Object.entries(value).map(([name, item]) => ({ op, path: name, value: item, isCapital, isWithoutPath: true }))
}

function opOf(word: string): ScimChange['op'] {
  return word === 'add' || word === 'replace' || word === 'remove' ? word : 'other'
}

/** `[{ "$ref": null, "value": "x" }]` means the value alone in an older dialect. */
export function plainValue(value: unknown): unknown {
  if (!Array.isArray(value) || value.length !== 1) return value
  const [only] = value.map((item: unknown) => item)
  return isRecord(only) && 'value' in only ? only['value'] : value
}

function mailOf(emails: unknown): string | undefined {
  if (!Array.isArray(emails)) return undefined
  const list = emails.slice(0, MOST).filter(isRecord)
  const chosen = list.find((mail) => textAt(mail, 'type') === 'work') ?? list.find((mail) => mail['primary'] === true) ?? list[0]
  return chosen === undefined ? undefined : textAt(chosen, 'value')
}

function nameOf(name: unknown): string | undefined {
  if (!isRecord(name)) return undefined
  const parts = [textAt(name, 'givenName'), textAt(name, 'familyName')].filter((part) => part !== undefined)
  return parts.length === 0 ? textAt(name, 'formatted') : parts.join(' ')
}

function textAt(json: Json, name: string): string | undefined {
  const value = valueAt(json, name)
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** Names of attributes are compared without capitals (RFC 7643, 2.1). */
function valueAt(json: Json, name: string): unknown {
  if (Object.hasOwn(json, name)) return json[name]
  const other = Object.keys(json).find((key) => key.toLowerCase() === name.toLowerCase())
  return other === undefined ? undefined : json[other]
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
