import type { z } from 'zod'
import { profileOf } from '../../contract/profile-of.ts'
import { profileSchema } from '../../contract/profile-schema.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { findSecret } from '../../core/profile/find-secret.ts'
import { migrateProfile } from '../../core/profile/migrate-profile.ts'
import type { Profile } from '../../core/profile/profile.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { parseJson } from './parse-json.ts'
import { textOfFile } from './text-of-file.ts'

/** `notes`: what became of a file of an older version, as sentences. */
export interface ReadProfile {
  readonly profile: Profile
  readonly notes: readonly string[]
}

/** The profile in a file's bytes or text. Problems: `plan.profile.unreadable`, `.too-new`, `.holds-secret`; none of them quotes a value. */
export function readProfileFile(content: Uint8Array | string, fileName: string): Result<ReadProfile, Problem> {
  const unreadable = (where: string, reason: string) => fail(problem('plan.profile.unreadable', { file: fileName, where, reason }))
  if (content.length > LARGEST) return unreadable('', 'it is too large for a profile')
  const text = textOfFile(content)
  if (!text.ok) return unreadable('', text.error)
  if (text.value.trim() === '') return unreadable('', 'it is empty')
  const raw = parseJson(text.value)
  if (!raw.ok) return unreadable(raw.error.where, `it is no JSON: ${raw.error.reason}`)
  // Before anything else looks at it: no message may carry the secret away.
  const secretAt = findSecret(raw.value)
  if (secretAt !== undefined) return fail(problem('plan.profile.holds-secret', { file: fileName, where: secretAt }))
  const migrated = migrateProfile(raw.value)
  if (!migrated.ok)
    return migrated.error.kind === 'too-new'
      ? fail(problem('plan.profile.too-new', { file: fileName, version: migrated.error.version }))
      : unreadable('', migrated.error.reason)
  const parsed = profileSchema.safeParse(migrated.value.raw)
  if (parsed.success) return succeed({ profile: profileOf(parsed.data), notes: migrated.value.notes })
  const [issue] = parsed.error.issues
  return unreadable(issue === undefined ? '' : pathOf(issue.path), issue === undefined ? 'it does not fit' : reasonOf(issue))
}

/** The same, for files that only this application writes. */
export function readProfileText(content: Uint8Array | string, fileName: string): Result<Profile, Problem> {
  const read = readProfileFile(content, fileName)
  return read.ok ? succeed(read.value.profile) : read
}

/** 5 MB: a hundred thousand users fit. */
const LARGEST = 5_000_000

/** `users[3].username`. */
function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}

/** Words of our own for what people get wrong; never the value. */
function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `there is no such thing as ${issue.keys.map((key) => `“${key}”`).join(', ')} here`
    case 'invalid_type':
      return `it has to be ${TYPES[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `it has to be ${issue.values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value))).join(' or ')}`
    case 'too_small':
      return issue.origin === 'string' ? 'it is empty' : `it has to be at least ${String(issue.minimum)}`
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? 'it is too long' : `it may be at most ${String(issue.maximum)}`
    case 'invalid_key':
      return 'this is no field name of the service, like ldap_host'
    case 'invalid_union':
      return 'it has to be a text, a number, true, false or null'
    case 'custom':
      return `it ${issue.message.replace(/\.$/, '')}`
    default:
      return 'it does not fit'
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'a group in { }',
  record: 'a group in { }'
}
