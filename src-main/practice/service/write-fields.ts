import { fail, type Result, succeed } from '../../core/result.ts'
import type { Answer } from './answer.ts'
import { cannotBeSaved, refusal } from './error-answer.ts'
import type { StoredRecord, StoredValue } from './stored-records.ts'

/** What a writable field takes: a text (or nothing), a yes or no, a whole number in a range, or one of some words. */
export type FieldKind =
  | { readonly kind: 'text' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly words: readonly string[] }

export type WritableFields = Readonly<Record<string, FieldKind>>

export const text: FieldKind = { kind: 'text' }
export const flag: FieldKind = { kind: 'flag' }
export const port: FieldKind = { kind: 'number', least: 1, most: 65_535 }

/** The values to store, or the 422 that names each wrong field. Fields that are not writable are passed over without a word, as Rails does. */
export function readFields(sent: StoredRecord, writable: WritableFields): Result<StoredRecord, Answer> {
  const values: StoredRecord = {}
  const modelErrors: Record<string, readonly string[]> = {}
  for (const [field, value] of Object.entries(sent)) {
    const kind = writable[field]
    if (kind === undefined) continue
    const read = readField(value, kind)
    if (read.ok) values[field] = read.value
    else modelErrors[field] = [read.error]
  }
  return Object.keys(modelErrors).length > 0 ? fail(cannotBeSaved(modelErrors)) : succeed(values)
}

export function nothingToWrite(): Answer {
  return refusal('bad-request/no-valid-input-params', 'None of the fields sent can be written.')
}

export interface FieldChange {
  readonly field: string
  readonly before: StoredValue
  readonly after: StoredValue
}

/** Stores the values and says which really changed. */
export function storeFields(record: StoredRecord, values: StoredRecord, kept: ReadonlySet<string>): readonly FieldChange[] {
  const changes: FieldChange[] = []
  for (const [field, after] of Object.entries(values)) {
    const before = record[field] ?? null
    if (before === after || kept.has(field)) continue
    record[field] = after
    changes.push({ field, before, after })
  }
  return changes
}

/**
 * A new password of the LDAP account: `undefined` when none was sent. Both fields must hold the same text; what the service does with
 * different ones is not documented beyond their names, so it refuses as for any record that cannot be saved.
 */
export function readPasswordChange(sent: StoredRecord): Result<string | undefined, Answer> {
  const password = sent['ldap_password_change']
  const confirmation = sent['ldap_password_change_confirmation']
  if (password === undefined && confirmation === undefined) return succeed(undefined)
  if (typeof password !== 'string' || password === '') return fail(cannotBeSaved({ ldap_password_change: ['can’t be blank'] }))
  if (confirmation !== password) return fail(cannotBeSaved({ ldap_password_change_confirmation: ['doesn’t match'] }))
  return succeed(password)
}

function readField(value: StoredValue, kind: FieldKind): Result<StoredValue, string> {
  switch (kind.kind) {
    case 'text':
      return value === null || typeof value === 'string'
        ? succeed(value)
        : typeof value === 'object'
          ? fail('is not a text')
          : succeed(String(value))
    case 'flag':
      return readFlag(value)
    case 'number':
      return readNumber(value, kind)
    case 'choice':
      return typeof value === 'string' && kind.words.includes(value) ? succeed(value) : fail('is not included in the list')
  }
}

function readFlag(value: StoredValue): Result<StoredValue, string> {
  if (value === true || value === 1 || value === 'true' || value === '1') return succeed(true)
  if (value === false || value === 0 || value === 'false' || value === '0') return succeed(false)
  return fail('is not true or false')
}

function readNumber(value: StoredValue, { least, most }: { readonly least: number; readonly most: number }): Result<StoredValue, string> {
  if (value === null || value === '') return succeed(null)
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN
  if (!Number.isInteger(number)) return fail('is not a number')
  return number >= least && number <= most ? succeed(number) : fail(`must be from ${least} to ${most}`)
}
