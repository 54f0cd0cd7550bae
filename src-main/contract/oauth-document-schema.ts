import { z } from 'zod'
import { count, evidenceItem, ladderRow, ladderSummary } from './ladder-row-schema.ts'

/** The promise made to whoever reads `oauth test --json`; the document in docs is made from it. */
export const oauthDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.literal('oauth test'),
  application: z.strictObject({ name: z.string(), version: z.string() }),
  testedAt: z.iso.datetime(),
  durationMs: count,
  subject: z.array(evidenceItem).describe('What was tested; never the secret'),
  summary: ladderSummary,
  tenantId: z
    .guid()
    .nullable()
    .describe('As Microsoft names the tenant, also when a domain was given; null: not found, or another provider'),
  secretProved: z.boolean().describe('The provider gave a token for client id and secret; it was thrown away'),
  facts: z
    .array(z.strictObject({ label: z.string(), value: z.string() }))
    .describe('What the provider says of itself; empty when it was not found'),
  checks: z.array(ladderRow).describe('In the order of the ladder')
})
