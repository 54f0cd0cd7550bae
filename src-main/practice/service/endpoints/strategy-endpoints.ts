import { type Answer, type Call, type Endpoint, found } from '../answer.ts'
import { cannotBeSaved, notFound } from '../error-answer.ts'
import { listAnswer } from '../list-answer.ts'
import { noListRules } from '../list-query.ts'
import { newStrategy } from '../new-strategy.ts'
import { refusedScim } from '../refused-scim.ts'
import { passwordChanged, recordSettingsChange } from '../settings-change.ts'
import { settleScim } from '../scim/scim-proof.ts'
import type { SiteState } from '../site-state.ts'
import { storeRegistration } from '../store-registration.ts'
import type { StoredRecord, StoredStrategy } from '../stored-records.ts'
import { writableStrategyFields } from '../writable-fields.ts'
import { type FieldChange, nothingToWrite, readFields, readPasswordChange, storeFields } from '../write-fields.ts'

/** What today's contract has. */
export const strategyReading: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/sso_strategies',
    allowed: 'administrators',
    answer: (call) => listAnswer([...call.state.strategies.values()], noListRules, call, (strategy) => strategyAnswer(call.state, strategy))
  },
  {
    method: 'GET',
    path: '/sso_strategies/{id}',
    allowed: 'administrators',
    answer: (call) => withStrategy(call, (strategy) => found(strategyAnswer(call.state, strategy)))
  },
  {
    method: 'POST',
    path: '/sso_strategies/{id}/sync',
    allowed: 'administrators',
    answer: (call) =>
      withStrategy(call, ({ id }) => {
        call.startSync(id)
        return { status: 204 }
      })
  }
]

/** What was documented until spring 2020, and is gone since. */
export const strategyWriting: readonly Endpoint[] = [
  { method: 'POST', path: '/sso_strategies', allowed: 'administrators', answer: create },
  {
    method: 'PATCH',
    path: '/sso_strategies/{id}',
    allowed: 'administrators',
    answer: (call) => withStrategy(call, (strategy) => update(call, strategy))
  },
  {
    method: 'DELETE',
    path: '/sso_strategies/{id}',
    allowed: 'administrators',
    answer: (call) => withStrategy(call, (strategy) => remove(call, strategy))
  }
]

function create(call: Call): Answer {
  const values = readFields(call.fields, writableStrategyFields)
  if (!values.ok) return values.error
  if (Object.keys(values.value).length === 0) return nothingToWrite()
  if (values.value['provider'] === undefined) return cannotBeSaved({ provider: ['can’t be blank'] })
  const strategy = newStrategy(call.state.newId(), call.state.site.subdomain)
  const refused = refusedScim({ ...strategy, ...values.value })
  if (refused !== undefined) return refused
  call.state.strategies.set(strategy.id, strategy)
  record(call, strategy, [
    ...storeFields(strategy, values.value, call.keptFields),
    ...storeRegistration(call.state, strategy.id, documentedCredentials(call))
  ])
  settleScim(call.state, strategy, call.now)
  return { status: 201, body: strategyAnswer(call.state, strategy) }
}

function update(call: Call, strategy: StoredStrategy): Answer {
  const values = readFields(call.fields, writableStrategyFields)
  if (!values.ok) return values.error
  // The contract of 2020 names no field for the password of the LDAP account; here a strategy takes it as the site does.
  const password = readPasswordChange(call.fields)
  if (!password.ok) return password.error
  const hasSecret = ['client_id', 'client_secret', 'scim_password'].some((field) => call.fields[field] !== undefined)
  if (Object.keys(values.value).length === 0 && password.value === undefined && !hasSecret) return nothingToWrite()
  const refused = refusedScim({ ...strategy, ...values.value })
  if (refused !== undefined) return refused
  const changes = [
    ...storeFields(strategy, values.value, call.keptFields),
    ...storeRegistration(call.state, strategy.id, documentedCredentials(call))
  ]
  const scimPassword = call.fields['scim_password']
  if (typeof scimPassword === 'string') call.state.scimPasswords.set(strategy.id, scimPassword)
  settleScim(call.state, strategy, call.now)
  if (password.value !== undefined && !call.keptFields.has('ldap_password_change')) {
    call.state.ldapPasswords.set(strategy.id, password.value)
    changes.push(passwordChanged())
  }
  record(call, strategy, changes)
  return found(strategyAnswer(call.state, strategy))
}

/** The contract of 2020 has no name for the tenant. */
function documentedCredentials({ fields }: Call): StoredRecord {
  return { client_id: fields['client_id'] ?? null, client_secret: fields['client_secret'] ?? null }
}

function remove(call: Call, strategy: StoredStrategy): Answer {
  call.state.strategies.delete(strategy.id)
  call.state.registrations.delete(strategy.id)
  record(call, strategy, [{ field: 'provider', before: strategy.provider, after: null }])
  return { status: 204 }
}

function record(call: Call, strategy: StoredStrategy, changes: readonly FieldChange[]): void {
  const author = { userId: call.caller.user?.id ?? null, apiKeyId: call.caller.key.id }
  recordSettingsChange(call.state, author, `SSO strategy ${strategy.label}`, changes, call.now)
}

function withStrategy(call: Call, answer: (strategy: StoredStrategy) => Answer): Answer {
  const strategy = call.state.strategies.get(call.id)
  return strategy === undefined ? notFound() : answer(strategy)
}

function strategyAnswer(state: SiteState, strategy: StoredStrategy): StoredRecord {
  let userCount = 0
  for (const user of state.users.values()) if (user.sso_strategy_id === strategy.id) userCount += 1
  return { ...strategy, user_count: userCount }
}
