import { z } from 'zod'
import { count, evidenceItem, ladderRow, ladderSummary } from './ladder-row-schema.ts'

/** The promise made to whoever reads `scim rehearse --json`. */
export const scimDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.literal('scim rehearse'),
  application: z.strictObject({ name: z.string(), version: z.string() }),
  rehearsedAt: z.iso.datetime(),
  durationMs: count,
  subject: z.array(evidenceItem).describe('What was rehearsed'),
  summary: ladderSummary,
  checks: z.array(ladderRow).describe('In the order of the ladder'),
  exchanges: z
    .array(
      z.strictObject({
        purpose: z.string(),
        method: z.string(),
        path: z.string().describe('Path and query'),
        requestBody: z.string().describe('Indented JSON; empty: no body'),
        status: z.int().optional().describe('Absent: no answer came'),
        contentType: z.string(),
        responseBody: z.string().describe('At most some thousand characters, the token masked'),
        durationMs: count
      })
    )
    .optional()
    .describe('Only with --show-exchanges')
})
