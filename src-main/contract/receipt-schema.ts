import { z } from 'zod'
import { digest, documentProblem, fieldReadBack, plannedChange } from './plan-parts-schema.ts'

/** The promise made to whoever reads a receipt, as a file or in `apply --json`; docs/receipt.schema.json is made from it. */
export const receiptSchema = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.literal('receipt'),
  runId: z.string(),
  site: z.string().describe('Host of the site'),
  purpose: z.enum(['profile', 'undo']),
  digest: digest.describe('Of the plan that was applied'),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  appliedBy: z.string().describe('Whose key it was'),
  override: z.strictObject({ site: z.string(), reason: z.string() }).optional().describe('The plan was unsafe, and somebody went on'),
  approval: z
    .strictObject({
      schemaVersion: z.literal(1),
      kind: z.literal('approval'),
      site: z.string(),
      digest,
      approvedBy: z.string(),
      approvedAt: z.iso.datetime()
    })
    .optional()
    .describe('By a second person'),
  changes: z.array(
    z.strictObject({
      change: plannedChange,
      state: z
        .enum(['done', 'not-done', 'partly', 'unknown', 'waiting'])
        .describe('By what was read back; waiting: handed to a person; unknown: it may have arrived and could not be read back'),
      readBack: z.array(fieldReadBack),
      problem: documentProblem.optional().describe('Why it was not done, or is not known'),
      createdId: z.int().optional().describe('The number of what was made')
    })
  ),
  outcome: z.enum(['proved', 'handed-off', 'differs', 'stopped', 'unknown']),
  changeRecord: z
    .enum(['left', 'not-left'])
    .optional()
    .describe('Whether a change record is in the External Logs; absent: nobody wanted one')
})
