import { type Problem, problem } from '../errors.ts'
import { fail, type Result, succeed } from '../result.ts'
import { documentIn, documentText } from './document-file.ts'
import type { PlanApproval } from './plan.ts'
import { isApproval } from './plan-guard.ts'

export function approvalFileText(approval: PlanApproval): string {
  return documentText('approval', approval)
}

/** What it approves is compared when it is used; `plan.file-unreadable` for anything that is no approval. */
export function readApprovalFile(text: string, fileName: string): Result<PlanApproval, Problem> {
  const read = documentIn(text, fileName, 'approval')
  if (!read.ok) return read
  const approval: unknown = read.value
  return isApproval(approval)
    ? succeed(approval)
    : fail(problem('plan.file-unreadable', { file: fileName, reason: 'parts of the approval are missing or are not what they should be' }))
}
