import { fail, type Result, succeed } from '../../../core/result.ts'
import type { StoredRecord, StoredValue } from '../stored-records.ts'

/** One change, in one form whatever the dialect. `path` in small letters, without white space. */
export interface ScimOperation {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path: string
  /** As written: values in a path keep their capitals. */
  readonly writtenPath: string
  readonly value: StoredValue
}

/** The operations of a PATCH, with capitals or without; one without a path becomes one for each of its fields. The error is a sentence. */
export function readScimOperations(body: StoredRecord): Result<readonly ScimOperation[], string> {
  const list = fieldIn(body, 'Operations')
  if (!isList(list) || list.length === 0) return fail('Operations are missing.')
  const operations: ScimOperation[] = []
  for (const item of list) {
    const op = (isRecord(item) ? (textIn(fieldIn(item, 'op')) ?? '') : '').toLowerCase()
    if (!isRecord(item) || !isOp(op)) return fail('An operation is neither add, replace nor remove.')
    const path = fieldIn(item, 'path')
    const value = fieldIn(item, 'value') ?? null
    if (typeof path === 'string' && path !== '') operations.push(operation(op, path, value))
    else if (isRecord(value)) for (const [name, each] of Object.entries(value)) operations.push(operation(op, name, each))
    else return fail('An operation has neither a path nor fields.')
  }
  return succeed(operations)
}

/** Names of SCIM do not heed capitals. */
export function fieldIn(record: { readonly [name: string]: StoredValue }, name: string): StoredValue | undefined {
  return Object.entries(record).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
}

export function isRecord(value: StoredValue | undefined): value is { readonly [name: string]: StoredValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: StoredValue | undefined): value is readonly StoredValue[] {
  return Array.isArray(value)
}

/** Entra ID sends the texts "True" and "False" unless it is told otherwise. */
export function flagIn(value: StoredValue | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return undefined
  const word = value.toLowerCase()
  return word === 'true' ? true : word === 'false' ? false : undefined
}

export function textIn(value: StoredValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function operation(op: ScimOperation['op'], path: string, value: StoredValue): ScimOperation {
  return { op, path: path.replaceAll(/\s+/g, '').toLowerCase(), writtenPath: path, value }
}

function isOp(text: string): text is ScimOperation['op'] {
  return text === 'add' || text === 'replace' || text === 'remove'
}
