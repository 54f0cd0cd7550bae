import { type Call, type Endpoint, found } from '../answer.ts'
import { passwordChanged, recordSettingsChange } from '../settings-change.ts'
import type { StoredRecord } from '../stored-records.ts'
import { writableSiteFields } from '../writable-fields.ts'
import { nothingToWrite, readFields, readPasswordChange, storeFields } from '../write-fields.ts'

export const showSite: Endpoint = {
  method: 'GET',
  path: '/site',
  allowed: 'administrators',
  answer: (call) => found(siteAnswer(call))
}

export const updateSite: Endpoint = {
  method: 'PATCH',
  path: '/site',
  allowed: 'administrators',
  answer(call) {
    const { state, fields, keptFields, caller, now } = call
    const values = readFields(fields, writableSiteFields)
    if (!values.ok) return values.error
    const password = readPasswordChange(fields)
    if (!password.ok) return password.error
    if (Object.keys(values.value).length === 0 && password.value === undefined) return nothingToWrite()
    const changes = [...storeFields(state.site, values.value, keptFields)]
    if (password.value !== undefined && !keptFields.has('ldap_password_change')) {
      state.ldapPasswords.set('site', password.value)
      changes.push(passwordChanged())
    }
    recordSettingsChange(state, { userId: caller.user?.id ?? null, apiKeyId: caller.key.id }, 'Site', changes, now)
    return found(siteAnswer(call))
  }
}

/** Session and user are part of the answer, tokens and all: a client must pick what it needs and drop the rest. */
function siteAnswer({ state, caller }: Call): StoredRecord {
  return {
    ...state.site,
    session: {
      id: `session-${caller.key.key.slice(-12)}`,
      language: 'en',
      login_token: `@tok-${caller.key.key.slice(-12)}`,
      login_token_domain: `https://${state.site.subdomain}.files.com`,
      read_only: false,
      root_path: '',
      site_id: state.site.id
    },
    user: caller.user === undefined ? null : { ...caller.user }
  }
}
