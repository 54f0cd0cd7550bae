import type { FieldValues } from '../../core/service/service-facts.ts'
import { newStrategy } from './new-strategy.ts'
import { passwordChanged, recordSettingsChange } from './settings-change.ts'
import type { SiteState, SyncSource } from './site-state.ts'
import { storeRegistration } from './store-registration.ts'
import type { StoredRecord } from './stored-records.ts'
import { storeFields } from './write-fields.ts'

/** What another administrator changes in the web interface. `undefined` empties a field; `ldap_password_change` sets the password, and `tenant_id`, `client_id`, `client_secret` what nobody sees again. */
export interface AdministratorChange {
  readonly site?: FieldValues
  readonly strategy?: { readonly id: number; readonly fields: FieldValues }
  /** Makes a provider; the fields that are not given are empty or off. */
  readonly newStrategy?: FieldValues
  readonly user?: { readonly id: number; readonly fields: FieldValues }
  readonly group?: { readonly id: number; readonly fields: FieldValues }
}

/** Changes the site as Bob, past every check; settings leave their record. Throws `RangeError` for a strategy, user or group that does not exist. */
export function changeAsSecondAdministrator(state: SiteState, bobId: number, change: AdministratorChange, now: Date): void {
  const author = { userId: bobId, apiKeyId: null }
  const settings: Setting[] = []
  if (change.site !== undefined) settings.push({ what: 'Site', source: 'site', record: state.site, fields: change.site })
  if (change.strategy !== undefined) settings.push(strategySetting(state, change.strategy))
  if (change.newStrategy !== undefined) {
    const strategy = newStrategy(state.newId(), state.site.subdomain)
    state.strategies.set(strategy.id, strategy)
    settings.push({ what: 'SSO strategy', source: strategy.id, record: strategy, fields: change.newStrategy })
  }
  for (const { what, source, record, fields } of settings) {
    const { ldap_password_change: password, ldap_password_change_confirmation: _, ...shown } = fields
    const { tenant_id: tenantId, client_id: clientId, client_secret: clientSecret, ...others } = shown
    const registration = storedValues({ tenant_id: tenantId, client_id: clientId, client_secret: clientSecret })
    const changes = [
      ...storeFields(record, storedValues(others), noneKept),
      ...(source === 'site' ? [] : storeRegistration(state, source, registration))
    ]
    if (typeof password === 'string') state.ldapPasswords.set(source, password)
    recordSettingsChange(state, author, what, typeof password === 'string' ? [...changes, passwordChanged()] : changes, now)
  }
  if (change.user !== undefined) storeFields(existing(state.users.get(change.user.id)), storedValues(change.user.fields), noneKept)
  if (change.group !== undefined) storeFields(existing(state.groups.get(change.group.id)), storedValues(change.group.fields), noneKept)
}

const noneKept: ReadonlySet<string> = new Set()

interface Setting {
  readonly what: string
  readonly source: SyncSource
  readonly record: StoredRecord
  readonly fields: FieldValues
}

function strategySetting(state: SiteState, { id, fields }: NonNullable<AdministratorChange['strategy']>): Setting {
  const strategy = state.strategies.get(id)
  if (strategy === undefined) throw new RangeError('There is no such strategy')
  return { what: `SSO strategy ${strategy.label}`, source: id, record: strategy, fields }
}

function storedValues(fields: FieldValues): StoredRecord {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, value ?? null]))
}

function existing(record: StoredRecord | undefined): StoredRecord {
  if (record === undefined) throw new RangeError('There is no such user or group')
  return record
}
