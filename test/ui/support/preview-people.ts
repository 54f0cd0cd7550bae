import type { OperationInput } from '../../../src-main/contract/operations.ts'
import type { PreviewView } from '../../../src-main/core/preview/preview-desk.ts'
import type { PreviewRow, Trace } from '../../../src-main/core/preview/preview-result.ts'
import { seen } from '../../../src-main/core/evidence.ts'
import { type Answers, done } from './fake-bridge.ts'
import { previewSummary, previewView } from './preview-samples.ts'

/** Somebody of a directory of any size, by number. */
export function personAt(row: number, change: Partial<PreviewRow> = {}): PreviewRow {
  return {
    row,
    outcome: row % 2 === 0 ? 'create' : 'unchanged',
    username: `user${row}@corp.example`,
    name: `User ${row}`,
    mail: `user${row}@mail.example`,
    dn: `CN=User ${row},DC=corp,DC=example`,
    reason: row % 2 === 0 ? 'new-person' : 'same',
    reasonText: row % 2 === 0 ? 'The site has no user of this name yet.' : 'Directory and site say the same.',
    changes: [],
    groupsGained: [],
    groupsLost: [],
    warnings: [],
    ...change
  }
}

/** Ada would be updated in every way there is. */
export const ada: PreviewRow = personAt(0, {
  outcome: 'update',
  username: 'ada@corp.example',
  name: 'Ada Lovelace',
  mail: 'ada@corp.example',
  dn: 'CN=Ada,DC=corp,DC=example',
  reason: 'fields-differ',
  reasonText: 'The directory says something else than the site.',
  changes: [
    { field: 'email', before: 'ada@old.example', after: 'ada@corp.example' },
    { field: 'name', before: '', after: 'Ada Lovelace' }
  ],
  groupsGained: ['Engines'],
  groupsLost: ['Poets', 'Guests'],
  warnings: ['mail-unlike-username', 'locked']
})

export const adaTrace: Trace = {
  headline: 'ada@corp.example would be updated. The directory says something else than the site.',
  steps: [
    {
      rule: 'Required groups',
      result: 'passed',
      sentence: 'The person is in a required group.',
      evidence: [seen('Way', 'Sales North → Sales')]
    },
    { rule: 'Managed by this sync', result: 'failed', sentence: 'Somebody else looks after this user.', evidence: [] },
    { rule: 'Worth knowing', result: 'noted', sentence: 'The account is locked in the directory.', evidence: [] }
  ],
  remedy: 'Unlock the account.'
}

export function peopleView(rowCount: number, change: Partial<PreviewView> = {}): PreviewView {
  return previewView({
    rowCount,
    summary: previewSummary({
      reasons: { 'new-person': 3, 'fields-differ': 12, same: 223 },
      warnings: { locked: 4, 'mail-missing': 1 }
    }),
    ...change
  })
}

/** Pages of so many people; Ada is the first. */
export function pageOf(total: number, { query: { offset, limit } }: Pick<OperationInput<'preview.rows'>, 'query'>) {
  const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, index) => personAt(offset + index))
  return { total, rows: rows.map((row) => (row.row === 0 ? ada : row)) }
}

export function peopleAnswers(total: number): Answers {
  return {
    'preview.rows': (input) => done(pageOf(total, input)),
    'preview.trace': ({ row }) =>
      done(
        row === 0 ? { row: ada, trace: adaTrace } : { row: personAt(row), trace: { headline: `Trace of ${row}`, steps: [], remedy: '' } }
      )
  }
}
