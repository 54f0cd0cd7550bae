import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { explainFewResults } from '../../core/preview/ablation.ts'
import { explainPerson } from '../../core/preview/explain.ts'
import { forecastOfPreview } from '../../core/preview/judge-preview.ts'
import type { PreviewAnswers, PreviewQuestion } from '../../core/preview/preview-desk.ts'
import { accountOfRow, leaversOf } from '../../core/preview/leavers.ts'
import { traceRow } from '../../core/preview/trace.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { groupPage } from './group-page.ts'
import type { OpenedPreview } from './open-preview.ts'
import type { PreviewDeskPorts } from './preview-desk-ports.ts'

type Kind = PreviewQuestion['kind']
type Asked<K extends Kind> = Extract<PreviewQuestion, { readonly kind: K }>
type Answer<K extends Kind> = Result<PreviewAnswers[K], Problem>
type Ports = Pick<PreviewDeskPorts, 'runs'>

/** What somebody wants to know of a preview. Throws `Cancelled`. */
export async function answerQuestion<Q extends PreviewQuestion>(
  opened: OpenedPreview,
  question: Q,
  ports: Ports,
  signal: CancelSignal
): Promise<Answer<Q['kind']>> {
  // The kind picks the answer, and each answer takes questions of its kind only.
  const answer = answers[question.kind] as (opened: OpenedPreview, question: Q, ports: Ports, signal: CancelSignal) => Promised<Q['kind']>
  return answer(opened, question, ports, signal)
}

type Promised<K extends Kind> = Answer<K> | Promise<Answer<K>>

const answers: {
  readonly [K in Kind]: (opened: OpenedPreview, question: Asked<K>, ports: Ports, signal: CancelSignal) => Promised<K>
} = {
  rows: ({ judged: { preview } }, { query }) => succeed(preview.table.page(query)),

  trace({ judged: { preview } }, { row }) {
    if (row >= preview.rowCount) return fail(problem('app.invalid-input', { where: 'row', message: 'there is no such row' }))
    return succeed({ row: preview.row(row), trace: traceRow(preview, row) })
  },

  explain: ({ judged: { preview } }, { name }) => succeed(explainPerson(preview, name)),

  hits: ({ filters }, { lists }) => succeed(filters.hits(lists)),

  forecast: ({ judged: { preview } }) => succeed(forecastOfPreview(preview)),

  few: ({ judged: { preview } }) => succeed(explainFewResults(preview)),

  groups: ({ groups }, { query }) => succeed(groupPage(groups(), query)),

  leavers: ({ judged: { preview } }) => succeed(leaversOf(preview)),

  account({ judged: { preview } }, { row }) {
    if (row >= preview.rowCount) return fail(problem('app.invalid-input', { where: 'row', message: 'there is no such row' }))
    return succeed(accountOfRow(preview, row))
  },

  compare: ({ judged: { preview }, comparisons }, question, { runs }, signal) => comparisons.page(preview, question, runs, signal)
}
