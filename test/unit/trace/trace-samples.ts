import type { SsoEventFacts, StrategyFacts, UserFacts } from '../../../src-main/core/service/service-facts.ts'
import { makePersonTrace } from '../../../src-main/core/trace/make-person-trace.ts'
import type { PersonTrace } from '../../../src-main/core/trace/person-trace.ts'
import type { TraceFacts } from '../../../src-main/core/trace/trace-facts.ts'
import { sampleUser } from '../core/plan/sample-site.ts'

export const OLD = 'anna.smith@corp.example'
export const NEW = 'anna.jones@corp.example'

/** SAML with Entra ID, switched on, with SCIM by a token. */
export const strategy: StrategyFacts = {
  id: 11,
  protocol: 'saml',
  provider: 'azure',
  label: 'Entra ID',
  enabled: true,
  userCount: 2,
  displayOnLoginPage: true,
  scimTokenExpiresAt: '2027-06-01T00:00:00Z',
  fields: { scim_authentication_method: 'oauth' }
}

export function user(id: number, username: string, changes: Partial<UserFacts> = {}): UserFacts {
  return sampleUser(id, username, {
    email: username,
    name: `Name of ${String(id)}`,
    authenticationMethod: 'sso',
    ssoStrategyId: 11,
    lastLoginAt: undefined,
    lastWebLoginAt: undefined,
    ...changes
  })
}

export function signIn(status: string, changes: Partial<SsoEventFacts> = {}): SsoEventFacts {
  return {
    id: 1,
    eventType: 'login',
    status,
    body: undefined,
    errors: [],
    createdAt: '2026-11-19T10:00:00Z',
    userId: undefined,
    username: undefined,
    provider: 'azure',
    providerLabel: 'Entra ID',
    ...changes
  }
}

/** Anna and Ben are well, and Anna is asked for. */
export const plain: TraceFacts = {
  asked: OLD,
  site: 'acme.files.com',
  now: '2026-11-20T12:00:00Z',
  users: [user(7, OLD, { name: 'Anna Smith' }), user(8, 'ben.miller@corp.example', { name: 'Ben Miller' })],
  areUsersCut: false,
  strategies: [strategy],
  directory: { kind: 'not-asked', because: 'No directory was to be asked.' },
  identity: undefined,
  ssoEvents: [],
  scimEntries: [],
  externalEvents: [],
  settingsChanges: [],
  notRead: []
}

export function traced(changes: Partial<TraceFacts>): PersonTrace {
  return makePersonTrace({ ...plain, ...changes })
}

export function codes(changes: Partial<TraceFacts>): readonly string[] {
  return traced(changes).causes.map(({ code }) => code)
}

/** New name and new mail of the rename that is offered as a plan. */
export function nameOf(changes: Partial<TraceFacts>): unknown {
  const repair = traced(changes).repairs.find(({ id }) => id === 'rename')
  return repair?.does.kind === 'plan' ? [repair.does.user.newUsername, repair.does.user.newEmail] : undefined
}
