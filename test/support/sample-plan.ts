import { sha256Hex } from '../../src-main/adapters/store/sha256-hex.ts'
import { seen } from '../../src-main/core/evidence.ts'
import { planDigest } from '../../src-main/core/plan/canonical-text.ts'
import type { Plan, PlannedChange } from '../../src-main/core/plan/plan.ts'
import type { Receipt } from '../../src-main/core/plan/receipt.ts'

/** One change of a host, one of a switch, one password; safe, and with somebody who gets in. */
export function samplePlan(changes: Partial<Plan> = {}): Plan {
  const plan = {
    schemaVersion: 1,
    site: 'acme.files.com',
    purpose: 'profile',
    madeAt: '2026-11-21T10:00:00.000Z',
    baseline: 'b'.repeat(64),
    changes: [sampleChange],
    peopleLosingAccess: 0,
    safety: { kind: 'safe', evidence: [seen('Would lose access', 0)] },
    breakGlass: { kind: 'proved', username: 'alice.admin', evidence: [seen('Sign-in', 'password')] },
    notes: [],
    ...changes
  } as const
  return { ...plan, digest: planDigest(plan, sha256Hex) }
}

export const sampleChange: PlannedChange = {
  id: 'site-ldap',
  resource: 'site-ldap',
  targetId: undefined,
  title: 'LDAP settings of acme.files.com',
  way: 'update',
  baseline: 'c'.repeat(64),
  fields: [
    { kind: 'value', field: 'ldap_enabled', label: 'LDAP integration', before: false, after: true, readBack: 'exact' },
    { kind: 'value', field: 'ldap_host', label: 'LDAP Host', before: undefined, after: 'ldap.corp.example', readBack: 'normalised' },
    { kind: 'secret', field: 'ldap_password', label: 'LDAP Password' }
  ]
}

export function sampleReceipt(changes: Partial<Receipt> = {}): Receipt {
  const { site, digest } = samplePlan()
  return {
    schemaVersion: 1,
    kind: 'receipt',
    runId: '3f2a0000-0000-4000-8000-000000000001',
    site,
    purpose: 'profile',
    digest,
    startedAt: '2026-11-21T10:00:00.000Z',
    endedAt: '2026-11-21T10:00:01.000Z',
    appliedBy: 'alice.admin',
    override: undefined,
    approval: undefined,
    changes: [
      {
        change: sampleChange,
        state: 'done',
        readBack: [
          { field: 'ldap_enabled', label: 'LDAP integration', state: 'verified', value: true },
          { field: 'ldap_host', label: 'LDAP Host', state: 'verified', value: 'ldap.corp.example' },
          { field: 'ldap_password', label: 'LDAP Password', state: 'accepted-not-readable' }
        ],
        problem: undefined
      }
    ],
    outcome: 'proved',
    changeRecord: undefined,
    ...changes
  }
}
