import type { SiteState } from './site-state.ts'
import type { StoredValue } from './stored-records.ts'
import type { FieldChange } from './write-fields.ts'

/** Who changed a setting: a user, a key of the whole site (no user), or a user in the web interface (no key). */
export interface ChangeAuthor {
  readonly userId: number | null
  readonly apiKeyId: number | null
}

/** Leaves a record of who changed what. The wording of the entries is not documented, only that they are Markdown. */
export function recordSettingsChange(
  state: SiteState,
  author: ChangeAuthor,
  what: string,
  changes: readonly FieldChange[],
  now: Date
): void {
  if (changes.length === 0) return
  const user = author.userId === null ? undefined : state.users.get(author.userId)
  state.settingsChanges.push({
    id: state.newId(),
    changes: changes.map(({ field, before, after }) =>
      hiddenFields.has(field) ? `${what}: \`${field}\` changed` : `${what}: \`${field}\` changed from ${quoted(before)} to ${quoted(after)}`
    ),
    created_at: now.toISOString(),
    user_id: author.userId,
    api_key_id: author.apiKeyId,
    user_is_files_support: false,
    username: user?.username ?? null
  })
}

/** The new password has no place among the changes, only that there is one. */
export function passwordChanged(): FieldChange {
  return hiddenChange('ldap_password')
}

/** Of a field that nobody is shown. */
export function hiddenChange(field: HiddenField): FieldChange {
  return { field, before: null, after: null }
}

type HiddenField = 'ldap_password' | 'tenant_id' | 'client_id' | 'client_secret'

const hiddenFields: ReadonlySet<string> = new Set<HiddenField>(['ldap_password', 'tenant_id', 'client_id', 'client_secret'])

function quoted(value: StoredValue): string {
  return `\`${value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)}\``
}
