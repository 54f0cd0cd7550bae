import {
  isApproval,
  isChangeState,
  isCreatedId,
  isFieldReadBack,
  isListOf,
  isMoment,
  isObject,
  isOneOf,
  isOverride,
  isPlan,
  isProblem,
  isRunOutcome,
  isText
} from '../plan/plan-guard.ts'
import type { JournalRecord } from './journal-record.ts'

/** Whether a value is a record with every part that recovering a run goes by. */
export function isJournalRecord(value: unknown): value is JournalRecord {
  if (!isObject(value) || !isMoment(value['at'])) return false
  switch (value['type']) {
    case 'run-started':
      return (
        value['version'] === 1 &&
        ['runId', 'site', 'origin', 'appliedBy'].every((key) => isText(value[key])) &&
        isPlan(value['plan']) &&
        isAbsentOr(value['override'], isOverride) &&
        isAbsentOr(value['approval'], isApproval)
      )
    case 'sending':
    case 'handed-off':
      return isText(value['changeId'])
    case 'answered':
      return (
        isText(value['changeId']) &&
        isOneOf(value['answer'], ['accepted', 'refused', 'lost']) &&
        isAbsentOr(value['problem'], isProblem) &&
        isCreatedId(value['createdId'])
      )
    case 'read-back':
      return (
        isText(value['changeId']) &&
        isChangeState(value['state']) &&
        isListOf(value['fields'], isFieldReadBack) &&
        isAbsentOr(value['problem'], isProblem) &&
        isCreatedId(value['createdId'])
      )
    case 'run-ended':
      return isRunOutcome(value['outcome']) && isAbsentOr(value['changeRecord'], isChangeRecord)
    default:
      return false
  }
}

function isAbsentOr(value: unknown, isIt: (present: unknown) => boolean): boolean {
  return value === undefined || isIt(value)
}

function isChangeRecord(value: unknown): boolean {
  return isOneOf(value, ['left', 'not-left'])
}
