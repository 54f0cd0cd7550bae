import { type Problem, problem } from '../errors.ts'
import { fail, type Result, succeed } from '../result.ts'
import { isCreation, isNewStrategy } from './creation.ts'
import { documentIn, documentText } from './document-file.ts'
import {
  isApproval,
  isChangeState,
  isCreatedId,
  isDigest,
  isFieldReadBack,
  isListOf,
  isMoment,
  isObject,
  isOneOf,
  isOverride,
  isPlannedChange,
  isProblem,
  isRunOutcome,
  isText
} from './plan-guard.ts'
import type { PlannedChange } from './plan.ts'
import type { ChangeReceipt, Receipt } from './receipt.ts'

export function receiptFileText(receipt: Receipt): string {
  return documentText('receipt', receipt)
}

/**
 * The receipt of a file: `plan.file-unreadable` for anything else. It carries no digest of its own, because nothing is done on its word: an
 * undo is planned against what the site holds, shown, and confirmed by the digest of that plan.
 */
export function readReceiptFile(text: string, fileName: string): Result<Receipt, Problem> {
  const read = documentIn(text, fileName, 'receipt')
  if (!read.ok) return read
  const receipt: unknown = read.value
  return isReceipt(receipt)
    ? succeed(receipt)
    : fail(problem('plan.file-unreadable', { file: fileName, reason: 'parts of the receipt are missing or are not what they should be' }))
}

function isReceipt(value: unknown): value is Receipt {
  return (
    isObject(value) &&
    ['runId', 'site', 'appliedBy'].every((key) => isText(value[key])) &&
    isOneOf(value['purpose'], ['profile', 'undo']) &&
    isDigest(value['digest']) &&
    isMoment(value['startedAt']) &&
    isMoment(value['endedAt']) &&
    (value['override'] === undefined || isOverride(value['override'])) &&
    (value['approval'] === undefined || isApproval(value['approval'])) &&
    isListOf(value['changes'], isChangeReceipt) &&
    isRunOutcome(value['outcome']) &&
    (value['changeRecord'] === undefined || isOneOf(value['changeRecord'], ['left', 'not-left']))
  )
}

/** An undo goes by the id and looks fields up by the kind: they have to be of the same thing. */
function isAboutItself(change: PlannedChange): boolean {
  const { id, resource, targetId } = change
  if (isCreation(change)) return isNewStrategy(id) && resource === 'sso-strategy' && targetId === undefined
  return (
    id === (resource === 'site-ldap' ? resource : `${resource}:${String(targetId)}`) && (resource !== 'site-ldap' || targetId === undefined)
  )
}

function isChangeReceipt(value: unknown): value is ChangeReceipt {
  return (
    isObject(value) &&
    isPlannedChange(value['change']) &&
    isAboutItself(value['change']) &&
    isChangeState(value['state']) &&
    isCreatedId(value['createdId']) &&
    isListOf(value['readBack'], isFieldReadBack) &&
    (value['problem'] === undefined || isProblem(value['problem']))
  )
}
