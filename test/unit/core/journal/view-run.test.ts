import { describe, expect, it } from 'vitest'
import { isJournalRecord } from '../../../../src-main/core/journal/journal-record-guard.ts'
import { sha256Hex } from '../../../../src-main/adapters/store/sha256-hex.ts'
import type { JournalRecord, JournalRun } from '../../../../src-main/core/journal/journal-record.ts'
import { runView } from '../../../../src-main/core/journal/view-run.ts'
import { planDigest } from '../../../../src-main/core/plan/canonical-text.ts'
import type { PlannedChange } from '../../../../src-main/core/plan/plan.ts'
import type { ChangeState, FieldReadBack } from '../../../../src-main/core/plan/receipt.ts'

const at = '2026-11-21T10:00:00.000Z'

const site: PlannedChange = {
  id: 'site-ldap',
  resource: 'site-ldap',
  targetId: undefined,
  title: 'LDAP settings',
  way: 'update',
  baseline: 'b',
  fields: [
    { kind: 'value', field: 'ldap_port', label: 'LDAP Port', before: 389, after: 636, readBack: 'exact' },
    { kind: 'secret', field: 'ldap_password', label: 'LDAP Password' }
  ]
}
const strategy: PlannedChange = {
  id: 'sso-strategy:12',
  resource: 'sso-strategy',
  targetId: 12,
  title: 'Single sign-on',
  way: 'hand-off',
  baseline: 'b',
  fields: [{ kind: 'value', field: 'provision_users', label: 'Create users', before: false, after: true, readBack: 'exact' }]
}

function run(...later: readonly JournalRecord[]): JournalRun {
  const content = { schemaVersion: 1 as const, site: 'acme.files.com', baseline: 'b', changes: [site, strategy] }
  const plan = {
    ...content,
    purpose: 'profile' as const,
    madeAt: at,
    digest: planDigest(content, sha256Hex),
    safety: { kind: 'safe' as const, evidence: [] },
    breakGlass: { kind: 'proved' as const, username: 'alice', evidence: [] },
    notes: []
  }
  const started = {
    type: 'run-started' as const,
    version: 1 as const,
    runId: 'run-1',
    at,
    site: 'acme.files.com',
    origin: 'https://acme.files.com',
    appliedBy: 'alice',
    plan,
    override: undefined,
    approval: undefined
  }
  return { runId: 'run-1', file: 'run-1.jsonl', records: [started, ...later], cutBytes: 0 }
}

const sending: JournalRecord = { type: 'sending', at, changeId: site.id }
const handedOff: JournalRecord = { type: 'handed-off', at, changeId: strategy.id }
const ended: JournalRecord = { type: 'run-ended', at, outcome: 'proved', changeRecord: 'left' }
const port: FieldReadBack = { field: 'ldap_port', label: 'LDAP Port', state: 'verified', value: 636 }
const password: FieldReadBack = { field: 'ldap_password', label: 'LDAP Password', state: 'accepted-not-readable' }
const readBack = (changeId: string, state: ChangeState, fields: readonly FieldReadBack[]): JournalRecord => ({
  type: 'read-back',
  at,
  changeId,
  state,
  fields,
  problem: undefined
})

const view = (...later: readonly JournalRecord[]) => runView(run(...later), 'https://acme.files.com')

describe('a run for people', () => {
  it('without an end is interrupted, and says how to find out', () => {
    expect(view(sending)).toMatchObject({
      outcome: 'interrupted',
      endedAt: undefined,
      headline: 'The application ended in the middle: 0 of 2 changes are proved.',
      canUndo: false
    })
    expect(view(sending).nextStep).toMatch(/^Check the run/)
  })

  it('that handed something off shows each value to enter, and what has arrived', () => {
    const done = readBack(site.id, 'done', [port, password])

    const waiting = view(sending, done, handedOff, ended)

    expect(waiting).toMatchObject({
      outcome: 'handed-off',
      headline: '1 setting changed and read back; 1 change waits for the web form.',
      changeRecord: 'left',
      canUndo: true
    })
    expect(waiting.cannotUndo).toMatchObject([{ label: 'LDAP Password' }])
    expect(waiting.handOffs).toMatchObject([
      {
        changeId: strategy.id,
        pageUrl: 'https://acme.files.com/',
        steps: [{ label: 'Create users', value: 'Yes', isSecret: false, state: 'not-checked' }]
      }
    ])
    const entered = readBack(strategy.id, 'done', [{ field: 'provision_users', label: 'Create users', state: 'verified', value: true }])
    expect(view(sending, done, handedOff, ended, entered)).toMatchObject({
      outcome: 'proved',
      headline: '2 settings changed and read back.',
      nextStep: '',
      handOffs: [{ steps: [{ state: 'verified' }] }]
    })
  })

  it('says of what nobody can read back who alone proves it', () => {
    const tenant: FieldReadBack = { field: 'tenant_id', label: 'Tenant ID', state: 'only-by-sign-in' }
    const client: FieldReadBack = { field: 'client_id', label: 'Client ID', state: 'only-by-sign-in' }
    const entered = readBack(strategy.id, 'done', [
      { field: 'provision_users', label: 'Create users', state: 'verified', value: true },
      tenant,
      client
    ])

    expect(view(sending, readBack(site.id, 'done', [port]), handedOff, ended, entered)).toMatchObject({
      outcome: 'proved',
      headline: '2 settings changed and read back; 2 values only a real sign-in can prove.',
      nextStep:
        'Let one person sign in: only that proves tenant, client and secret. The event is in the single sign-on log of the site. Then take “clientSecret” out of the profile, or every plan asks for them again.'
    })
  })

  it('says of what a sign-in has proved that nothing is left but the profile', () => {
    const at = '2026-11-22T12:00:00.000Z'
    const proved = (name: string): FieldReadBack => ({ field: name, label: name, state: 'proved-by-sign-in', eventId: 7, at })
    const entered = readBack(strategy.id, 'done', [
      { field: 'provision_users', label: 'Create users', state: 'verified', value: true },
      proved('tenant_id'),
      proved('client_id'),
      { field: 'client_secret', label: 'Client secret', state: 'only-by-sign-in' }
    ])

    expect(isJournalRecord(entered)).toBe(true)
    expect(isJournalRecord(readBack(strategy.id, 'done', [{ ...proved('tenant_id'), at: 'yesterday' } as FieldReadBack]))).toBe(false)
    expect(view(sending, readBack(site.id, 'done', [port]), handedOff, ended, entered).headline).toBe(
      '2 settings changed and read back; 2 values proved by a real sign-in; 1 value only a real sign-in can prove.'
    )
    const whole = readBack(strategy.id, 'done', [proved('tenant_id')])
    expect(view(sending, readBack(site.id, 'done', [port]), handedOff, ended, whole).nextStep).toMatch(/^Take “clientSecret” out/)
  })

  it.each([
    ['not-done', 'stopped', 'Stopped: 0 of 2 changes are in effect.'],
    ['unknown', 'unknown', 'Not everything is known yet: 0 of 2 changes are in effect.'],
    ['partly', 'differs', 'The site holds something else than was sent.']
  ] as const)('that is %s is %s', (state, outcome, headline) => {
    expect(view(sending, readBack(site.id, state, []), ended)).toMatchObject({ outcome, headline })
  })

  it('whose beginning is lost is a bug to show', () => {
    expect(() => runView({ ...run(), records: [ended] }, 'https://acme.files.com')).toThrow(TypeError)
  })
})
