import { sameFieldValue, valueOf } from '../model/service-field-value.ts'
import { isProvedBySignInOnly } from '../model/proved-by-sign-in.ts'
import { serviceField } from '../model/service-fields.ts'
import type { FieldValue, FieldValues } from '../service/service-facts.ts'
import type { FieldChange, PlannedChange } from './plan.ts'
import type { ChangeReceipt, ChangeState, FieldReadBack, RunOutcome } from './receipt.ts'

/**
 * How a write ended, as far as the answer tells. `refused`: the service said in its documented form that it did nothing (4xx). A 5xx in
 * whatever form is `lost`: the write may have taken effect before something broke.
 */
export type WriteAnswer = 'accepted' | 'refused' | 'lost' | 'not-sent'

/**
 * What became of a change, by what the site holds now; `actual` undefined: it could not be read. What was read decides, and the answer
 * only where nothing can be read. A change that was not sent is not done, even if somebody else made it meanwhile.
 */
export function readBack(
  change: PlannedChange,
  actual: FieldValues | undefined,
  answer: WriteAnswer
): { readonly state: ChangeState; readonly fields: readonly FieldReadBack[] } {
  return { state: stateOf(change, actual, answer), fields: change.fields.map((field) => fieldReadBack(change, field, actual, answer)) }
}

/** The whole run from its changes; what nobody knows outweighs what is wrong, and that what is left. */
export function runOutcome(changes: readonly ChangeReceipt[]): RunOutcome {
  // A write-only field whose answer was lost is not known either, however well the rest was read back. What a person enters has no answer.
  const isUnknown = ({ change, state, readBack: fields }: ChangeReceipt): boolean =>
    state === 'unknown' ||
    (change.way !== 'hand-off' && (state === 'done' || state === 'partly') && fields.some((field) => field.state === 'not-known'))
  if (changes.some(isUnknown)) return 'unknown'
  if (changes.some((change) => change.state === 'partly' || wasIgnored(change))) return 'differs'
  if (changes.some(({ state }) => state === 'not-done')) return 'stopped'
  return changes.some(({ state }) => state === 'waiting') ? 'handed-off' : 'proved'
}

/** The service took it, said so, and holds what it held before. */
function wasIgnored({ state, readBack: fields, problem }: ChangeReceipt): boolean {
  if (state !== 'not-done') return false
  return problem === undefined ? fields.some((field) => field.state === 'differs') : problem.code === 'apply.differs'
}

function stateOf(change: PlannedChange, actual: FieldValues | undefined, answer: WriteAnswer): ChangeState {
  if (answer === 'not-sent') return 'not-done'
  const values = change.fields.filter((field) => field.kind === 'value')
  const hasSecret = values.length < change.fields.length
  // Nothing will ever be readable here, so the service's word is the only witness there can be.
  if (values.length === 0) return answer === 'accepted' ? 'done' : answer === 'refused' ? 'not-done' : 'unknown'
  if (actual === undefined) return 'unknown'
  const asPlanned = values.filter((field) => isSame(change, field.field, valueOf(actual, field.field), field.after)).length
  const asBefore = values.filter((field) => isSame(change, field.field, valueOf(actual, field.field), field.before)).length
  if (asPlanned === values.length) return hasSecret && answer === 'refused' ? 'partly' : 'done'
  if (asBefore === values.length) return hasSecret && answer === 'accepted' ? 'partly' : 'not-done'
  return asPlanned === 0 && answer === 'refused' ? 'not-done' : 'partly'
}

function fieldReadBack(change: PlannedChange, field: FieldChange, actual: FieldValues | undefined, answer: WriteAnswer): FieldReadBack {
  const { field: name, label } = field
  if (isProvedBySignInOnly(field)) return { field: name, label, state: 'only-by-sign-in' }
  if (field.kind === 'secret') return { field: name, label, state: answer === 'accepted' ? 'accepted-not-readable' : 'not-known' }
  if (actual === undefined || field.kind === 'unseen') return { field: name, label, state: 'not-known' }
  const value = valueOf(actual, name)
  return isSame(change, name, value, field.after)
    ? { field: name, label, state: 'verified', value }
    : { field: name, label, state: 'differs', planned: field.after, actual: value }
}

/** A field that the tables do not know comes from a file of another version: then only the very same value is the same. */
function isSame(change: PlannedChange, name: string, one: FieldValue, other: FieldValue): boolean {
  const field = serviceField(change.resource, name)
  return field === undefined ? one === other : sameFieldValue(field, one, other)
}
