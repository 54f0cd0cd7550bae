import type { PreviewRunView, PreviewSettings, PreviewTarget, PreviewView } from '../../../src-main/contract/views.ts'
import { problem } from '../../../src-main/core/errors.ts'
import { seen } from '../../../src-main/core/evidence.ts'
import type { ListHits } from '../../../src-main/core/preview/preview-desk.ts'
import type { PreviewRow, PreviewSummary } from '../../../src-main/core/preview/preview-result.ts'
import { usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import { type Answers, done } from './fake-bridge.ts'

export const usualRules: PreviewSettings['rules'] = {
  usernameField: 'sAMAccountName',
  domain: '',
  requiredGroups: '',
  includedGroups: '',
  excludedGroups: '',
  directMembersOnly: false,
  managedBy: { kind: 'site-ldap' },
  provisionsUsers: true,
  provisionsGroups: true,
  whenGone: 'disable'
}

export const siteTarget: PreviewTarget = {
  managedBy: { kind: 'site-ldap' },
  title: 'LDAP of the site',
  isOn: true,
  directory: { host: 'dc1.corp.example', baseDn: 'DC=corp,DC=example', username: 'svc-files@corp.example' },
  rules: { ...usualRules, domain: 'corp.example', requiredGroups: 'Sales*' },
  hasPassword: true
}

/** Without any site. */
export const usualPreviewSettings: PreviewSettings = { targets: [], limits: usualSafetyLimits, rules: usualRules }
export const acmePreviewSettings: PreviewSettings = { ...usualPreviewSettings, targets: [siteTarget] }

export const noHits: ListHits = { isEmpty: true, groups: 0, people: 0, perPattern: [], unmatched: [], takenApart: [] }
export const salesHits: ListHits = {
  isEmpty: false,
  groups: 2,
  people: 240,
  perPattern: [{ pattern: 'Sales*', hits: 2, samples: ['Sales', 'Sales North'] }],
  unmatched: [],
  takenApart: []
}

export function previewSummary(change: Partial<PreviewSummary> = {}): PreviewSummary {
  return {
    counts: { create: 3, update: 12, disable: 2, delete: 0, unchanged: 223, 'left-out': 60 },
    reasons: {},
    warnings: {},
    people: 300,
    peopleInScope: 238,
    users: 244,
    groups: { total: 34, provisioned: 20, created: 1, lostMembers: 2, gainedMembers: 5 },
    effectiveMemberships: 900,
    safety: { kind: 'safe', evidence: [seen('Users managed now', 240)] },
    isComplete: true,
    assumptions: ['Groups inside groups count.', 'Disabled people count as gone.'],
    ...change
  }
}

export function previewView(change: Partial<PreviewView> = {}): PreviewView {
  return {
    previewId: 'p1',
    runId: 'run-now',
    headline: '3 people would come, 12 change, 2 be disabled.',
    directory: 'dc1.corp.example',
    site: 'acme.files.com',
    reading: {
      end: { kind: 'complete' },
      source: { kind: 'live', host: 'dc1.corp.example' },
      startedAt: new Date(Date.now() - 120_000).toISOString(),
      durationMs: 1500,
      pages: 3,
      references: 0
    },
    siteReading: { isComplete: true, cutBecause: undefined },
    rules: { ...siteTarget.rules, limits: usualSafetyLimits },
    summary: previewSummary(),
    filters: { required: salesHits, included: noHits, excluded: noHits },
    earlier: undefined,
    rowCount: 300,
    ...change
  }
}

export const cutView: PreviewView = previewView({
  headline: 'Incomplete: 3 people would come, 200 be disabled.',
  reading: {
    ...previewView().reading,
    end: { kind: 'cut', because: 'the server stopped at its limit of 1,000 entries', where: 'people' }
  },
  summary: previewSummary({
    isComplete: false,
    safety: {
      kind: 'unsafe',
      evidence: [],
      reasons: [
        {
          problem: problem('plan.safety.too-many', { count: 200, by: 'sync', managed: 240, percent: '83 %', limit: '10 people' }),
          canBeOverridden: true
        }
      ]
    }
  })
})

export const annaRow: PreviewRow = {
  row: 7,
  outcome: 'create',
  username: 'anna@corp.example',
  name: 'Anna Example',
  mail: 'anna@corp.example',
  dn: 'CN=Anna,OU=Sales,DC=corp,DC=example',
  reason: 'new-person',
  reasonText: 'The site has no user of this name yet.',
  changes: [],
  groupsGained: ['Sales'],
  groupsLost: [],
  warnings: []
}

export const annaTrace = { headline: 'anna@corp.example would get an account.', steps: [], remedy: '' }

export const earlierRun: PreviewRunView = {
  runId: 'run-before',
  at: '2026-11-20T10:00:00.000Z',
  directory: 'dc1.corp.example',
  isComplete: true,
  people: 290,
  counts: previewSummary().counts,
  usernameField: 'uid'
}

/** Acme with the directory of its set-up; every question about a preview has an answer. */
export const previewAnswers: Answers = {
  'preview.settings': () => done(acmePreviewSettings),
  'preview.runs': () => done([earlierRun]),
  'preview.read': () => done(previewView()),
  'preview.kept': () => done(null),
  'preview.close': () => done(null),
  'preview.rows': () => done({ total: 300, rows: [annaRow] }),
  'preview.trace': () => done({ row: annaRow, trace: annaTrace }),
  'preview.hits': () => done({ required: salesHits, included: noHits, excluded: noHits }),
  'preview.judge': () => done(previewView({ previewId: 'p2', headline: '1 person would come.' })),
  'preview.few': () => done({ inDirectory: 300, taken: 0, foundOnSite: 0, clauses: [], patterns: [], sentence: '' })
}
