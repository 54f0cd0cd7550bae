import { describe, expect, it } from 'vitest'
import { problem } from '../../../../src-main/core/errors.ts'
import type { JournalRecord } from '../../../../src-main/core/journal/journal-record.ts'
import { parseJournal } from '../../../../src-main/core/journal/parse-journal.ts'
import { receiptOf, recoverRun, type RecoveredRun } from '../../../../src-main/core/journal/recover-run.ts'
import { NEW_STRATEGY } from '../../../../src-main/core/plan/creation.ts'
import type { PlannedChange } from '../../../../src-main/core/plan/plan.ts'
import { readBack } from '../../../../src-main/core/plan/read-back.ts'
import type { FieldValues } from '../../../../src-main/core/service/service-facts.ts'
import { samplePlan, sampleState, wantedOf } from '../plan/sample-site.ts'
import { at, linesOf, plan, runOf, started, wholeRun } from './sample-run.ts'

describe('recoverRun', () => {
  /** What is known after each record of the run: states in the order of the plan, the outcome. */
  const known = [
    ['not-done not-done not-done', 'stopped'],
    ['unknown not-done not-done', 'unknown'],
    ['unknown not-done not-done', 'unknown'],
    ['done not-done not-done', 'stopped'],
    ['done unknown not-done', 'unknown'],
    ['done unknown not-done', 'unknown'],
    ['done done not-done', 'stopped'],
    ['done done waiting', 'handed-off'],
    ['done done waiting', 'handed-off']
  ] as const

  it('tells the truth about a journal that was cut at any byte', () => {
    const bytes = Buffer.from(linesOf(wholeRun), 'utf8')
    for (let length = 0; length <= bytes.length; length += 1) {
      // given the bytes that had reached the disk
      const { records, cutBytes } = parseJournal(bytes.subarray(0, length))
      // when
      const run = recoverRun(runOf(records, cutBytes))
      // then it knows what the last whole record said, and no more
      if (records.length === 0) expect(run).toBeUndefined()
      else
        expect([statesOf(run), run?.outcome, run?.isEnded]).toEqual([
          ...(known[records.length - 1] ?? []),
          records.length === wholeRun.length
        ])
    }
  })

  it.each<[string, readonly JournalRecord[], string, RegExp]>([
    ['before anything was sent', [], 'not-done not-done not-done', /^Nothing of it is in effect/],
    ['while a change was on its way', wholeRun.slice(1, 2), 'unknown not-done not-done', /^Check the run: 1 change may be in effect/],
    ['between two changes', wholeRun.slice(1, 4), 'done not-done not-done', /^1 of 3 changes are in effect/],
    ['before the end was written', wholeRun.slice(1, 8), 'done done waiting', /^Enter the values/]
  ])('says what to do after the application ended %s', (_, records, states, nextStep) => {
    const run = recoverRun(runOf([started, ...records]))
    expect([statesOf(run), run?.isEnded, run?.problem?.code]).toEqual([states, false, 'apply.interrupted'])
    expect(run?.nextStep).toMatch(nextStep)
  })

  it('does not take silence for an answer when records in the middle are lost', () => {
    const run = { ...runOf(wholeRun.slice(0, 4)), damagedLine: 5 }
    expect([statesOf(recoverRun(run)), recoverRun(run)?.outcome]).toEqual(['done unknown unknown', 'unknown'])
  })

  it('goes by what a later reading found out, even behind the end', () => {
    const late: readonly JournalRecord[] = [
      { type: 'sending', at: at(1), changeId: 'site-ldap' },
      { type: 'answered', at: at(2), changeId: 'site-ldap', answer: 'lost', problem: undefined },
      { type: 'read-back', at: at(3), changeId: 'site-ldap', state: 'unknown', fields: [], problem: undefined },
      { type: 'run-ended', at: at(4), outcome: 'unknown', changeRecord: undefined },
      { type: 'read-back', at: at(5), changeId: 'site-ldap', state: 'not-done', fields: [], problem: problem('plan.nothing-to-apply', {}) }
    ]
    const run = runOf([started, ...late])
    expect(recoverRun(run)).toMatchObject({ outcome: 'stopped', isEnded: true, problem: undefined })
    expect(receiptOf(run)).toMatchObject({ outcome: 'stopped', endedAt: at(4), changeRecord: undefined })
  })

  it('knows nothing any more once something was sent again', () => {
    const again: JournalRecord = { type: 'sending', at: at(9), changeId: 'site-ldap' }
    expect(statesOf(recoverRun(runOf([...wholeRun.slice(0, 4), again])))).toBe('unknown not-done not-done')
  })

  it('takes the word of the service about a secret, which nobody can read', () => {
    const change = plan.changes[0]
    if (change === undefined) throw new TypeError('no change')
    const secretOnly = { ...change, fields: change.fields.filter(({ kind }) => kind === 'secret') }
    const first: JournalRecord = { ...started, plan: { ...plan, changes: [secretOnly] } } as typeof started
    const after = (answer: 'accepted' | 'refused' | 'lost'): string =>
      statesOf(recoverRun(runOf([first, { type: 'answered', at: at(2), changeId: 'site-ldap', answer, problem: undefined }])))
    expect([after('accepted'), after('refused'), after('lost')]).toEqual(['done', 'not-done', 'unknown'])
  })

  it('ignores records about changes that are not in the plan', () => {
    const stray: JournalRecord = { type: 'sending', at: at(1), changeId: 'user:1' }
    expect(statesOf(recoverRun(runOf([started, stray])))).toBe('not-done not-done not-done')
  })

  it('says nothing without the beginning', () => {
    expect(recoverRun(runOf(wholeRun.slice(1)))).toBeUndefined()
    expect(receiptOf(runOf([]))).toBeUndefined()
  })
})

describe('receiptOf', () => {
  it('has everything that the run was about', () => {
    expect(receiptOf(runOf(wholeRun))).toMatchObject({
      schemaVersion: 1,
      kind: 'receipt',
      runId: 'run-1',
      site: 'acme.files.com',
      purpose: 'profile',
      digest: plan.digest,
      startedAt: at(0),
      endedAt: at(8),
      appliedBy: 'alice.admin',
      outcome: 'handed-off',
      changeRecord: 'left',
      override: { reason: 'Die Abteilung „Süd“ zieht um \u{1f69a}' },
      changes: [{ state: 'done' }, { state: 'done' }, { state: 'waiting' }]
    })
  })

  it('of a run that was cut ends with the last thing known', () => {
    expect(receiptOf(runOf(wholeRun.slice(0, 4)))).toMatchObject({ endedAt: at(3), outcome: 'stopped' })
  })
})

function statesOf(run: RecoveredRun | undefined): string {
  return run?.changes.map(({ state }) => state).join(' ') ?? ''
}

describe('a run that makes a provider', () => {
  const making = samplePlan(
    [
      {
        ...wantedOf(NEW_STRATEGY, {
          provider: 'azure',
          protocol: 'saml',
          label: 'Ünternehmen',
          saml_provider_metadata_content: '\uFEFF<a>ü</a>'
        }),
        made: { resource: 'sso-strategy', title: 'New single sign-on “Ünternehmen”' }
      }
    ],
    { state: sampleState({ strategies: [] }) }
  )
  const [change] = making.changes
  if (change === undefined || started.type !== 'run-started') throw new TypeError('nothing is made')
  const fields = readBack(change, valuesAfter(change), 'accepted').fields
  const records: readonly JournalRecord[] = [
    { ...started, plan: making },
    { type: 'sending', at: at(1), changeId: change.id },
    { type: 'answered', at: at(2), changeId: change.id, answer: 'accepted', problem: undefined, createdId: 31 },
    { type: 'read-back', at: at(3), changeId: change.id, state: 'done', fields, problem: undefined, createdId: 31 },
    { type: 'run-ended', at: at(4), outcome: 'proved', changeRecord: undefined }
  ]

  it.each([
    [1, 'not-done', undefined],
    [2, 'unknown', undefined],
    [3, 'unknown', 31],
    [4, 'done', 31],
    [5, 'done', 31]
  ])('after %i records is %s, with the number %s', (count, state, createdId) => {
    const { records: read } = parseJournal(Buffer.from(linesOf(records.slice(0, count)), 'utf8'))
    const recovered = recoverRun(runOf(read))

    expect(read.length).toBe(count)
    expect(recovered?.changes.map((one) => [one.state, one.createdId])).toEqual([[state, createdId]])
    expect(receiptOf(runOf(read))?.changes[0]?.change).toEqual(change)
  })

  it('is not believed when the number is none', () => {
    const damaged = linesOf(records).replaceAll('"createdId":31', '"createdId":"31"')

    expect(parseJournal(Buffer.from(damaged, 'utf8')).records.length).toBe(2)
  })
})

function valuesAfter({ fields }: PlannedChange): FieldValues {
  return Object.fromEntries(fields.flatMap((field) => (field.kind === 'value' ? [[field.field, field.after]] : [])))
}
