import { screen } from '@testing-library/svelte'
import type { ConnectedSite } from '../../../src-main/contract/views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { seen } from '../../../src-main/core/evidence.ts'
import type { GroupMapping, JitView } from '../../../src-main/core/jit/jit-views.ts'
import { summarise } from '../../../src-main/core/report/check-report.ts'
import type { EntraGuide } from '../../../src-main/core/saml/saml-views.ts'
import type { MappingCheck, ScimLogEntryView, ScimLogView, ScimRehearsal, ScimView } from '../../../src-main/core/scim/scim-views.ts'
import { type Answers, done } from './fake-bridge.ts'
import { openSite } from './open-site.ts'
import { type OpenWindow, openWindow } from './open-window.ts'
import { emptyWorkspace, eventsOf, resultOf } from './samples.ts'
import { acme } from './site-samples.ts'

/** Acme with a provider by SAML and one by OAuth, both of Entra ID, and one that is neither. */
export const acmeToProvision: ConnectedSite = {
  ...acme,
  strategies: [
    provider(12, 'Entra ID', 'SAML with Microsoft Entra ID', { provision_users: true }),
    provider(14, 'Corp OAuth', 'OAuth 2.0 with Microsoft Entra ID', {}),
    provider(15, 'Okta', 'SAML with Okta', {})
  ]
}

export function provider(
  id: number,
  label: string,
  what: string,
  fields: ConnectedSite['strategies'][number]['fields']
): ConnectedSite['strategies'][number] {
  return {
    id,
    label,
    protocol: what.startsWith('OAuth') ? 'oauth' : 'saml',
    isEntra: what.endsWith('Microsoft Entra ID'),
    what,
    enabled: true,
    userCount: 3,
    displayOnLoginPage: true,
    ldapProvisioning: fields['ldap_provisioning_enabled'] === true,
    fields,
    scimTokenExpiresAt: undefined,
    problem: undefined
  }
}

export const switchOn = { scim_authentication_method: 'token', provision_users: true, deprovision_users: true }

export function scimView(more: Partial<ScimView> = {}): ScimView {
  return {
    strategyId: 12,
    label: 'Entra ID',
    isOn: false,
    authentication: 'off',
    basicUsername: '',
    headline: 'SCIM is off at “Entra ID”, and can be switched on.',
    rows: [{ label: 'Tenant URL', value: 'https://app.files.com/api/scim', copy: 'https://app.files.com/api/scim' }],
    tokenEndsAt: undefined,
    isTokenKept: false,
    keychainProblem: undefined,
    problems: [],
    toSwitchOn: switchOn,
    ...more
  }
}

export function scimOn(more: Partial<ScimView> = {}): ScimView {
  return scimView({
    isOn: true,
    authentication: 'token',
    headline: 'SCIM is on at “Entra ID”, with a token.',
    toSwitchOn: undefined,
    tokenEndsAt: '2027-11-21T00:00:00.000Z',
    ...more
  })
}

export const scimRefused = scimView({
  strategyId: 14,
  label: 'Corp OAuth',
  headline: 'SCIM cannot be used with “Corp OAuth”.',
  problems: [problem('scim.provider.oauth', { label: 'Corp OAuth' })],
  toSwitchOn: undefined
})

export const scimGuide: EntraGuide = {
  kind: 'scim',
  site: acme.site,
  purpose: 'Entra ID shall make the users by itself.',
  aboutSecrets: 'One token comes up.',
  portalUrl: 'https://portal.azure.com',
  steps: [
    { id: 'scim-open', title: 'Open provisioning', path: ['Provisioning'], instructions: ['Get started.'], values: [], bringBack: [] },
    { id: 'scim-start', title: 'Switch it on', path: ['Provisioning'], instructions: ['Start.'], values: [], bringBack: [] }
  ]
}

export function rehearsal(results = [resultOf('pass')]): ScimRehearsal {
  return {
    reportId: 'scim-1',
    report: {
      kind: 'scim',
      startedAt: '2026-11-21T14:02:00.000Z',
      durationMs: 321,
      subject: [seen('Address', 'https://scim.example')],
      summary: summarise(results),
      results
    },
    exchanges: [
      {
        purpose: 'Test Connection: search for nobody',
        method: 'GET',
        path: '/Users?filter=userName eq "x"',
        requestBody: '',
        status: 200,
        contentType: 'application/scim+json',
        responseBody: '{\n  "totalResults": 0\n}',
        durationMs: 12
      },
      {
        purpose: 'Make a user',
        method: 'POST',
        path: '/Users',
        requestBody: '{ "userName": "rehearsal@corp.example" }',
        status: undefined,
        contentType: '',
        responseBody: '',
        durationMs: 30
      }
    ]
  }
}

export const mappingCheck: MappingCheck = {
  headline: 'One thing differs from what Files.com documents.',
  rows: [
    { target: 'userName', expected: 'userPrincipalName', found: 'mail', verdict: 'differs', note: 'Becomes the user name.' },
    { target: 'active', expected: 'IsSoftDeleted', found: '', verdict: 'missing', note: 'Disables people who leave.' },
    { target: 'displayName', expected: '', found: 'displayName', verdict: 'ignored', note: 'Not used.' }
  ],
  problems: [problem('scim.mapping.user-name', { found: 'mail' })]
}

export function logEntry(id: number, more: Partial<ScimLogEntryView> = {}): ScimLogEntryView {
  return {
    id,
    at: '2026-11-21T14:02:00.000Z',
    method: 'GET',
    path: '/api/scim/Users',
    status: 200,
    isFailure: false,
    person: 'ada@corp.example',
    sentence: `Looks whether person ${String(id)} exists`,
    cause: undefined,
    request: '',
    response: '{ "totalResults": 0 }',
    notes: [],
    ...more
  }
}

export const refusedToken = problem('scim-log.token-refused', { count: 2, words: '', token: 'The token ends on 21 November 2027.' })

export function scimLog(more: Partial<ScimLogView> = {}): ScimLogView {
  const entries = [
    logEntry(3),
    logEntry(2, {
      isFailure: true,
      status: 401,
      cause: 'token',
      person: 'omar@corp.example',
      sentence: 'Asks with an old token',
      notes: ['“False” as text.']
    }),
    logEntry(1, { isFailure: true, status: 401, cause: 'token', person: '', sentence: 'Tests the connection', response: '' })
  ]
  return {
    site: acme.site,
    readAt: '2026-11-21T14:05:00.000Z',
    since: '2026-11-14T14:05:00.000Z',
    cutBecause: undefined,
    headline: '3 requests in the last 7 days, 2 of them failed.',
    counts: { requests: 3, failures: 2, people: 2 },
    warnings: [],
    causes: [
      {
        id: 'token',
        problem: refusedToken,
        count: 2,
        firstAt: '2026-11-20T14:05:00.000Z',
        lastAt: '2026-11-21T14:05:00.000Z',
        people: ['omar@corp.example']
      }
    ],
    entries,
    ...more
  }
}

const groupId = '0b0f4a0e-7b3c-4b6e-9d5e-2f1c6a8e4d11'
const otherId = '6d1f4a0e-7b3c-4b6e-9d5e-2f1c6a8e4d22'

export function jitView(more: Partial<JitView> = {}): JitView {
  return {
    strategyId: 12,
    label: 'Entra ID',
    isOn: true,
    headline: '“Entra ID” makes an account for whoever signs in for the first time.',
    rows: [{ label: 'First sign-in', value: 'Makes the account' }],
    isRightWhen: ['Wrong when groups shall have their names.'],
    problems: [problem('jit.groups.named-by-id', { count: 2 })],
    groupsNamedById: [
      { id: 4, name: groupId, members: 7 },
      { id: 5, name: otherId, members: 1 }
    ],
    cutBecause: undefined,
    ...more
  }
}

export const mapping: GroupMapping = {
  headline: '1 of 2 groups that are called by an id can be renamed.',
  rows: [
    { groupId: 4, from: groupId, to: 'Engineering', problem: undefined },
    { groupId: 5, from: otherId, to: '', problem: problem('jit.mapping.no-name', { group: otherId, because: 'no line has this id' }) }
  ],
  unused: 2,
  groups: [{ id: 4, name: groupId, newName: 'Engineering' }]
}

/** Everything goes well. */
export const provisioningAnswers: Answers = {
  'site.connect': () => done(acmeToProvision),
  'site.read': () => done(acmeToProvision),
  'entra.guide': () => done(scimGuide),
  'entra.hand-over': () => done({ kind: 'saved', path: 'hand-over.html' }),
  'scim.read': ({ strategyId }) => done(strategyId === 14 ? scimRefused : scimView()),
  'scim.keep-token': () => done(scimOn({ isTokenKept: true })),
  'scim.forget-token': () => done(scimOn()),
  'scim.copy-token': () => done(null),
  'scim.rehearse': (_input, emit) => {
    for (const event of eventsOf([resultOf('pass')])) emit(event)
    return done(rehearsal())
  },
  'scim.report-save': () => done({ kind: 'saved', path: 'scim.html' }),
  'scim.report-text': () => done('The report'),
  'scim.mappings': () => done(mappingCheck),
  'scim.log': () => done(scimLog()),
  'scim.follow': () => done({ kind: 'done', sentence: 'ada was made.', entries: [logEntry(9)], evidence: [seen('Requests', '1')] }),
  'jit.read': ({ strategyId }) => done(jitView({ strategyId })),
  'groups.map': () => done(mapping)
}

/** The screen Provisioning with Acme connected. */
export async function openProvisioning(more: Answers = {}): Promise<OpenWindow> {
  const opened = await openSite({ ...provisioningAnswers, ...more })
  await opened.user.click(screen.getByRole('button', { name: 'Provisioning' }))
  await screen.findByRole('heading', { level: 1, name: 'Provisioning' })
  return opened
}

/** The screen Provisioning while there is no site at all. */
export async function openProvisioningAlone(more: Answers = {}): Promise<OpenWindow> {
  return openWindow({ ...provisioningAnswers, ...more }, { ...emptyWorkspace, screen: 'provisioning' })
}

/** One of the tabs of the screen. */
export async function openPart(opened: OpenWindow, name: 'SCIM' | 'Just in time' | 'LDAP provisioning' | 'SCIM log'): Promise<void> {
  await opened.user.click(screen.getByRole('tab', { name }))
}
