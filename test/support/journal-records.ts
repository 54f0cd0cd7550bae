import { problem } from '../../src-main/core/errors.ts'
import type { JournalRecord } from '../../src-main/core/journal/journal-record.ts'
import { parsePlanDigest, type Plan } from '../../src-main/core/plan/plan.ts'

export type RunStarted = Extract<JournalRecord, { readonly type: 'run-started' }>

const SITE = 'acme.files.com'

/** The beginning of a run with one change. */
export function startedRun(runId: string, at = '2026-11-21T10:00:00.000Z'): RunStarted {
  return {
    type: 'run-started',
    version: 1,
    runId,
    at,
    site: SITE,
    origin: `https://${SITE}`,
    appliedBy: 'Anna Müller',
    plan: samplePlan(),
    override: undefined,
    approval: undefined
  }
}

/** What follows in a run that ends well, in order. */
export function laterRecords(): readonly JournalRecord[] {
  const changeId = 'site-ldap'
  return [
    { type: 'sending', at: '2026-11-21T10:00:01.000Z', changeId },
    { type: 'answered', at: '2026-11-21T10:00:02.000Z', changeId, answer: 'lost', problem: lostAnswer('the connection broke “€𝄞”') },
    {
      type: 'read-back',
      at: '2026-11-21T10:00:03.000Z',
      changeId,
      state: 'done',
      fields: [{ field: 'ldap_host', label: 'Host', state: 'verified', value: 'dc1.bücher.example' }],
      problem: undefined
    },
    { type: 'run-ended', at: '2026-11-21T10:00:04.000Z', outcome: 'proved', changeRecord: 'left' }
  ]
}

export function lostAnswer(text: string) {
  return problem('service.write.outcome-unknown', { what: 'LDAP settings', text })
}

function samplePlan(): Plan {
  const digest = parsePlanDigest('5e'.repeat(32))
  if (digest === undefined) throw new Error('The sample digest is none.')
  return {
    schemaVersion: 1,
    site: SITE,
    purpose: 'profile',
    madeAt: '2026-11-21T09:59:00.000Z',
    baseline: 'b'.repeat(64),
    changes: [
      {
        id: 'site-ldap',
        resource: 'site-ldap',
        targetId: undefined,
        title: `LDAP settings of ${SITE}`,
        way: 'update',
        baseline: 'c'.repeat(64),
        fields: [
          { kind: 'value', field: 'ldap_host', label: 'Host', before: undefined, after: 'dc1.bücher.example', readBack: 'normalised' }
        ]
      }
    ],
    digest,
    safety: { kind: 'safe', evidence: [] },
    breakGlass: { kind: 'not-needed' },
    notes: []
  }
}
