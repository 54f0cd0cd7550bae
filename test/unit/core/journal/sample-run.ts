import type { JournalRecord, JournalRun } from '../../../../src-main/core/journal/journal-record.ts'
import { problem } from '../../../../src-main/core/errors.ts'
import type { Plan } from '../../../../src-main/core/plan/plan.ts'
import { host, samplePlan, sampleState, sampleStrategy, wantedOf } from '../plan/sample-site.ts'

/** LDAP of the site and a provider are sent, a second provider is handed to a person. Titles and values are not all ASCII. */
export const plan: Plan = samplePlan(
  [
    wantedOf('site-ldap', { ldap_port: 636, ldap_base_dn: 'OU=Büro 東京,DC=corp' }, ['ldap_password']),
    wantedOf('sso-strategy:7', { label: 'Entra' }),
    wantedOf('sso-strategy:12', { label: 'Ünternehmen' }, ['ldap_password'])
  ],
  { state: sampleState({ strategies: [sampleStrategy(7), sampleStrategy(12)] }) }
)

export const started: JournalRecord = {
  type: 'run-started',
  version: 1,
  runId: 'run-1',
  at: at(0),
  site: host,
  origin: `https://${host}`,
  appliedBy: 'alice.admin',
  plan,
  override: { site: host, reason: 'Die Abteilung „Süd“ zieht um \u{1f69a}' },
  approval: undefined
}

export const wholeRun: readonly JournalRecord[] = [
  started,
  { type: 'sending', at: at(1), changeId: 'site-ldap' },
  { type: 'answered', at: at(2), changeId: 'site-ldap', answer: 'accepted', problem: undefined },
  {
    type: 'read-back',
    at: at(3),
    changeId: 'site-ldap',
    state: 'done',
    fields: [
      { field: 'ldap_port', label: 'LDAP Port', state: 'verified', value: 636 },
      { field: 'ldap_password', label: 'LDAP Password', state: 'accepted-not-readable' },
      { field: 'ldap_base_dn', label: 'Distinguished Name · Base Search Path', state: 'verified', value: 'OU=Büro 東京,DC=corp' }
    ],
    problem: undefined
  },
  { type: 'sending', at: at(4), changeId: 'sso-strategy:7' },
  { type: 'answered', at: at(5), changeId: 'sso-strategy:7', answer: 'lost', problem: problem('plan.nothing-to-apply', {}) },
  {
    type: 'read-back',
    at: at(6),
    changeId: 'sso-strategy:7',
    state: 'done',
    fields: [{ field: 'label', label: 'Display name', state: 'verified', value: 'Entra' }],
    problem: undefined
  },
  { type: 'handed-off', at: at(7), changeId: 'sso-strategy:12' },
  { type: 'run-ended', at: at(8), outcome: 'handed-off', changeRecord: 'left' }
]

export function runOf(records: readonly JournalRecord[], cutBytes = 0): JournalRun {
  return { runId: 'run-1', file: 'run-1.jsonl', records, cutBytes }
}

export function linesOf(records: readonly JournalRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('')
}

export function at(second: number): string {
  return `2026-11-21T12:00:0${second}.000Z`
}
