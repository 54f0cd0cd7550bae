import type { ConnectedSite, PlanView, ProfileView, RememberedSite, RunView } from '../../../src-main/contract/views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { seen } from '../../../src-main/core/evidence.ts'
import { type FieldChange, type PlannedChange, type SafetyVerdict, parsePlanDigest } from '../../../src-main/core/plan/plan.ts'
import type { ChangeReceipt } from '../../../src-main/core/plan/receipt.ts'
import { usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import type { Answers } from './fake-bridge.ts'
import { done } from './fake-bridge.ts'

/** A site with one provider and two administrators, as the engine tells it. */
export const acme: ConnectedSite = {
  site: 'acme.files.com',
  origin: 'https://acme.files.com',
  name: 'Acme',
  customDomain: undefined,
  readAt: '2026-11-21T14:02:00.000Z',
  key: {
    who: 'anna.admin@corp.example',
    name: 'Setup',
    permissionSet: 'full',
    expiresAt: undefined,
    ability: 'Full site administrator: it may read and change everything.',
    canWrite: true
  },
  problems: [],
  siteLdap: { ldap_enabled: true, ldap_host: 'dc1.corp.example', ldap_port: 636, ldap_secure: true, ldap_user_action: 'disabled' },
  strategies: [
    {
      id: 12,
      label: 'Entra ID',
      protocol: 'saml',
      isEntra: true,
      what: 'SAML with Microsoft Entra ID',
      enabled: true,
      userCount: 240,
      displayOnLoginPage: true,
      ldapProvisioning: true,
      fields: { enabled: true, ldap_provisioning_enabled: true, ldap_host: 'dc1.corp.example' },
      scimTokenExpiresAt: undefined,
      problem: undefined
    }
  ],
  administrators: [
    {
      id: 1,
      username: 'anna.admin',
      signsInBy: 'Password',
      lastSeenAt: '2026-11-20T09:00:00.000Z',
      isBreakGlass: true,
      evidence: [seen('Signs in by', 'password'), seen('Locked', 'no')]
    },
    {
      id: 2,
      username: 'omar.admin',
      signsInBy: 'Single sign-on “Entra ID”',
      lastSeenAt: undefined,
      isBreakGlass: false,
      evidence: [seen('Signs in by', 'sso')]
    }
  ],
  administratorsCut: undefined,
  strategyWrites: 'not-asked',
  keyStorage: { kind: 'keychain' }
}

export const rememberedAcme: RememberedSite = {
  site: acme.site,
  name: acme.name,
  who: acme.key.who,
  lastConnectedAt: '2026-11-20T10:00:00.000Z',
  key: 'stored'
}

export const acmeProfile: ProfileView = {
  profile: {
    schemaVersion: 2,
    name: 'Acme',
    site: acme.site,
    directory: undefined,
    siteLdap: { ldap_host: 'dc1.corp.example', ldap_port: 636 },
    strategies: [],
    saml: undefined,
    oauth: undefined,
    groups: [],
    users: [],
    safety: usualSafetyLimits
  },
  source: 'kept',
  notes: []
}

export function digestOf(digit: string): NonNullable<ReturnType<typeof parsePlanDigest>> {
  const digest = parsePlanDigest(digit.repeat(64))
  if (digest === undefined) throw new TypeError(`${digit} is no digit of a digest`)
  return digest
}

export const hostChange = {
  kind: 'value',
  field: 'ldap_host',
  label: 'LDAP Host',
  before: 'dc1.corp.example',
  after: 'dc2.corp.example',
  readBack: 'normalised'
} as const satisfies FieldChange

export const passwordChange: FieldChange = { kind: 'secret', field: 'ldap_password', label: 'LDAP Password' }

export function ldapChange(fields: readonly FieldChange[] = [hostChange]): PlannedChange {
  return {
    id: 'site-ldap',
    resource: 'site-ldap',
    targetId: undefined,
    title: 'LDAP settings of acme.files.com',
    way: 'update',
    baseline: 'b1',
    fields
  }
}

export const handOffChange: PlannedChange = {
  id: 'sso-strategy:12',
  resource: 'sso-strategy',
  targetId: 12,
  title: 'Single sign-on “Entra ID” (12)',
  way: 'hand-off',
  baseline: 'b2',
  fields: [
    { kind: 'value', field: 'ldap_host', label: 'LDAP Host', before: '', after: 'dc2.corp.example', readBack: 'normalised' },
    { kind: 'secret', field: 'ldap_password', label: 'LDAP Password' }
  ]
}

export function planView(plan: Partial<PlanView['plan']> = {}, view: Partial<Omit<PlanView, 'plan'>> = {}): PlanView {
  return {
    plan: {
      schemaVersion: 1,
      site: acme.site,
      purpose: 'profile',
      madeAt: '2026-11-21T14:05:00.000Z',
      baseline: 'c0ffee',
      changes: [ldapChange()],
      digest: digestOf('a'),
      safety: { kind: 'safe', evidence: [seen('Users managed now', 240)] },
      breakGlass: { kind: 'proved', username: 'anna.admin', evidence: [seen('Last seen', '20 November 2026')] },
      notes: [],
      ...plan
    },
    headline: '1 setting changes, 0 people lose access',
    secretFields: [],
    forecast: { kind: 'not-needed' },
    hasLdapPassword: false,
    ...view
  }
}

export function unsafe(canBeOverridden: boolean): SafetyVerdict {
  return {
    kind: 'unsafe',
    evidence: [],
    reasons: [
      {
        problem: problem('plan.safety.too-many', { count: 30, by: 'sync', managed: 240, percent: '12.5 %', limit: '10 people' }),
        canBeOverridden
      }
    ]
  }
}

export function doneReceipt(change: PlannedChange = ldapChange()): ChangeReceipt {
  return {
    change,
    state: 'done',
    readBack: change.fields.map((field) =>
      field.kind === 'secret'
        ? { field: field.field, label: field.label, state: 'accepted-not-readable' }
        : { field: field.field, label: field.label, state: 'verified', value: field.after }
    ),
    problem: undefined
  }
}

export function runView(run: Partial<RunView> = {}): RunView {
  return {
    runId: 'run-1',
    site: acme.site,
    purpose: 'profile',
    startedAt: '2026-11-21T14:06:00.000Z',
    endedAt: '2026-11-21T14:06:02.000Z',
    digest: digestOf('a'),
    appliedBy: acme.key.who,
    outcome: 'proved',
    headline: '1 setting changed and read back',
    nextStep: '',
    changes: [doneReceipt()],
    handOffs: [],
    canUndo: true,
    cannotUndo: [],
    override: undefined,
    approval: undefined,
    changeRecord: undefined,
    ...run
  }
}

export const handedOffRun: RunView = runView({
  runId: 'run-2',
  outcome: 'handed-off',
  headline: '2 settings wait for you',
  nextStep: 'Enter the values in the web form, then check again.',
  changes: [{ change: handOffChange, state: 'waiting', readBack: [], problem: undefined }],
  canUndo: false,
  handOffs: [
    {
      changeId: handOffChange.id,
      title: handOffChange.title,
      pageUrl: 'https://acme.files.com/',
      path: ['Settings', 'Single sign-on', 'Entra ID', 'Edit'],
      steps: [
        { field: 'ldap_host', label: 'LDAP Host', value: 'dc2.corp.example', isSecret: false, state: 'not-checked' },
        { field: 'ldap_password', label: 'LDAP Password', value: 'Type it yourself.', isSecret: true, state: 'not-checked' }
      ]
    }
  ]
})

export const interruptedRun: RunView = runView({
  runId: 'run-3',
  outcome: 'interrupted',
  endedAt: undefined,
  headline: '1 change was being sent',
  nextStep: 'Check the run: what the site holds now is compared with what was planned.',
  canUndo: false,
  changes: [{ change: ldapChange(), state: 'unknown', readBack: [], problem: undefined }]
})

/** A remembered site that connects with its stored key, with a profile and a plan. */
export const acmeAnswers: Answers = {
  'site.list': () => done({ sites: [rememberedAcme], keychainProblem: undefined, interruptedRuns: [] }),
  'site.connect': () => done(acme),
  'site.read': () => done(acme),
  'profile.read': () => done(acmeProfile),
  'profile.save': () => done(null),
  'plan.make': () => done(planView()),
  'run.list': () => done([])
}
