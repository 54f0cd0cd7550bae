import { hiddenChange } from './settings-change.ts'
import type { OauthRegistration, SiteState } from './site-state.ts'
import type { StoredRecord } from './stored-records.ts'
import type { FieldChange } from './write-fields.ts'

/** Keeps what was sent of tenant, client and secret, and says which came; what is absent or empty stays. No answer ever shows them. */
export function storeRegistration(state: SiteState, strategyId: number, sent: StoredRecord): readonly FieldChange[] {
  const before = state.registrations.get(strategyId) ?? { tenantId: '', clientId: '', clientSecret: '' }
  const after: Record<keyof OauthRegistration, string> = { ...before }
  const changes: FieldChange[] = []
  for (const { field, part } of parts) {
    const value = sent[field]
    if (typeof value !== 'string' || value.trim() === '') continue
    after[part] = value.trim()
    changes.push(hiddenChange(field))
  }
  if (changes.length > 0) state.registrations.set(strategyId, after)
  return changes
}

/** Only the names of client and secret are documented; what the service calls the tenant is not, so this name is ours. */
export const registrationFields = ['tenant_id', 'client_id', 'client_secret'] as const

const parts = [
  { field: 'tenant_id', part: 'tenantId' },
  { field: 'client_id', part: 'clientId' },
  { field: 'client_secret', part: 'clientSecret' }
] as const satisfies readonly { readonly field: (typeof registrationFields)[number]; readonly part: keyof OauthRegistration }[]
