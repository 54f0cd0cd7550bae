import { describe, expect, it } from 'vitest'
import { journalLines } from '../../../../src-main/cli/reporters/journal.ts'
import { runLines } from '../../../../src-main/cli/reporters/receipt.ts'
import { problem } from '../../../../src-main/core/errors.ts'
import type { RunView } from '../../../../src-main/core/journal/run-view.ts'
import { plainStyle } from '../../../../src-main/core/report/text-style.ts'
import { sampleChange, sampleReceipt } from '../../../support/sample-plan.ts'

describe('a run as text', () => {
  it('says of each field what was read back', () => {
    expect(runLines(run(), plainStyle)).toEqual([
      '2 settings changed and read back.',
      '    Outcome        proved: everything was read back as planned',
      '    Run            3f2a0000-0000-4000-8000-000000000001',
      '    Site           acme.files.com',
      '    When           2026-11-21 10:00:00 UTC',
      '    By             alice.admin',
      '',
      'Done: LDAP settings of acme.files.com',
      '  LDAP integration (ldap_enabled)',
      '             holds on',
      '  LDAP Host (ldap_host)',
      '             holds ldap.corp.example',
      '  LDAP Password (ldap_password)',
      '             accepted; nobody can read it back'
    ])
  })

  it('says both values where the site holds another one, and what to do', () => {
    const text = runLines(
      run({
        outcome: 'differs',
        nextStep: 'Check it.',
        changes: [
          {
            change: sampleChange,
            state: 'partly',
            readBack: [{ field: 'ldap_host', label: 'LDAP Host', state: 'differs', planned: 'ldap.corp.example', actual: undefined }],
            problem: problem('apply.differs', { what: 'LDAP settings', fields: 'LDAP Host' })
          }
        ]
      }),
      plainStyle
    ).join('\n')

    expect(text).toContain(
      'Partly done: LDAP settings of acme.files.com\n  LDAP Host (ldap_host)\n    planned  ldap.corp.example\n    holds    (empty)\n'
    )
    expect(text).toContain('    Code           apply.differs')
    expect(text).toMatch(/ {4}Next +Check it\.$/)
  })

  it('says which sign-in proved what nobody reads back', () => {
    const at = '2026-11-22T12:00:00.000Z'
    const client = { field: 'client_id', label: 'Client ID', state: 'proved-by-sign-in', eventId: 1022, at } as const
    const step = { field: 'client_id', label: 'Client ID', value: '5c9b2a7f', isSecret: false, state: 'proved-by-sign-in' } as const
    const text = runLines(
      run({
        changes: [{ change: sampleChange, state: 'done', readBack: [client], problem: undefined }],
        handOffs: [{ changeId: sampleChange.id, title: 'Entra', pageUrl: 'https://acme.files.com/', path: [], steps: [step] }]
      }),
      plainStyle
    ).join('\n')

    expect(text).toContain('Outcome        proved: what can be read as planned, the rest by a real sign-in')
    expect(text).toContain('  Client ID (client_id)\n             proved by a real sign-in: event 1022, 2026-11-22 12:00:00 UTC')
    expect(text).toContain('[x] Client ID')
    expect(text).not.toContain('not provable here')
  })

  it('shows a hand-off as a list to tick off', () => {
    const text = runLines(
      run({
        outcome: 'handed-off',
        handOffs: [
          {
            changeId: 'sso-strategy:12',
            title: 'Single sign-on “Entra ID” (12)',
            pageUrl: 'https://acme.files.com/',
            path: ['Settings', 'SSO'],
            steps: [
              { field: 'label', label: 'Display name', value: 'Corp', isSecret: false, state: 'verified' },
              { field: 'enabled', label: 'Enabled', value: 'Yes', isSecret: false, state: 'not-checked' }
            ]
          }
        ]
      }),
      plainStyle
    ).join('\n')

    expect(text).toContain('    From there     Settings › SSO\n  [x] Display name\n             Corp\n  [ ] Enabled\n             Yes')
  })

  it('tells who approved, who overrode and why, and what became of the change record', () => {
    const text = runLines(
      run({
        override: { site: 'acme.files.com', reason: 'the summer staff has left' },
        approval: {
          schemaVersion: 1,
          kind: 'approval',
          site: 'acme.files.com',
          digest: sampleReceipt().digest,
          approvedBy: 'bob.admin',
          approvedAt: '2026-11-21T09:00:00.000Z'
        },
        changeRecord: 'not-left'
      }),
      plainStyle
    ).join('\n')

    expect(text).toMatch(/Approved by +bob\.admin, 2026-11-21 09:00:00 UTC/)
    expect(text).toMatch(/Override +the summer staff has left/)
    expect(text).toMatch(/Record +could not be left in the External Logs/)
  })
})

describe('the journal as text', () => {
  it('lists what is known of each run, also of one without an end', () => {
    const interrupted = run({
      outcome: 'interrupted',
      endedAt: undefined,
      purpose: 'undo',
      headline: 'The application ended in the middle.',
      nextStep: 'Check it.'
    })

    expect(journalLines([interrupted, run()], plainStyle)).toEqual([
      '2026-11-21 10:00:00 UTC  acme.files.com',
      '    Run            3f2a0000-0000-4000-8000-000000000001',
      '    Undo           The application ended in the middle.',
      '    Outcome        interrupted: the application ended in the middle',
      '    Done: LDAP settings of acme.files.com',
      '    Next           Check it.',
      '',
      '2026-11-21 10:00:00 UTC  acme.files.com',
      '    Run            3f2a0000-0000-4000-8000-000000000001',
      '    Plan           2 settings changed and read back.',
      '    Outcome        proved: everything was read back as planned',
      '    Done: LDAP settings of acme.files.com'
    ])
  })
})

function run(changes: Partial<RunView> = {}): RunView {
  const { runId, site, purpose, startedAt, endedAt, digest, appliedBy, changes: done } = sampleReceipt()
  return {
    runId,
    site,
    purpose,
    startedAt,
    endedAt,
    digest,
    appliedBy,
    outcome: 'proved',
    headline: '2 settings changed and read back.',
    nextStep: '',
    changes: done,
    handOffs: [],
    canUndo: true,
    cannotUndo: [],
    override: undefined,
    approval: undefined,
    changeRecord: undefined,
    ...changes
  }
}
