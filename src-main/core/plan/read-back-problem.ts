import { type Problem, problem } from '../errors.ts'
import { fieldValueText } from '../model/service-field-value.ts'
import { serviceField } from '../model/service-fields.ts'
import type { ServiceFailure } from '../service/service-failure.ts'
import { failureEvidence, serviceProblem } from '../service/service-problem.ts'
import type { JudgedAnswer } from './judge-write-answer.ts'
import type { PlannedChange } from './plan.ts'
import type { ChangeState, FieldReadBack } from './receipt.ts'

/** Why a change that was sent is not wholly proved; `undefined` when it is. What was read outweighs what was answered. */
export function readBackProblem(
  change: PlannedChange,
  end: {
    readonly state: ChangeState
    readonly fields: readonly FieldReadBack[]
    readonly judged: JudgedAnswer
    readonly host: string
    /** Why the last reading failed. */
    readonly unread: ServiceFailure | undefined
  }
): Problem | undefined {
  const { state, fields, judged, host, unread } = end
  const about = { host, action: `change ${change.title}`, what: change.title }
  const differing = fields.filter((field) => field.state === 'differs')
  if (state === 'not-done' && judged.failure !== undefined)
    // A lost answer whose question reading back has settled is only a network fault any more.
    return serviceProblem(judged.failure, { ...about, isWrite: judged.answer === 'refused' })
  if (state === 'not-done' || state === 'partly')
    return problem('apply.differs', { what: change.title, fields: fieldsText(change, differing) })
  if (state === 'done' && fields.every((field) => field.state !== 'not-known')) return undefined
  if (unread !== undefined) {
    const reason = serviceProblem(unread, { host, action: `read ${change.title}` })
    return problem('apply.not-read-back', { what: change.title, reason: reason.title }, failureEvidence(unread))
  }
  return judged.failure === undefined ? undefined : serviceProblem(judged.failure, { ...about, isWrite: true })
}

/** `LDAP Port: 389 instead of 636`. */
export function fieldsText(change: PlannedChange, fields: readonly FieldReadBack[]): string {
  const texts = fields.flatMap((read) => {
    if (read.state !== 'differs') return []
    const field = serviceField(change.resource, read.field)
    return [`${read.label}: ${fieldValueText(field, read.actual)} instead of ${fieldValueText(field, read.planned)}`]
  })
  return texts.length === 0 ? 'write-only fields' : texts.join('; ')
}
