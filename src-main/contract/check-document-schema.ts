import { z } from 'zod'
import { count, ladderRow, ladderSummary } from './ladder-row-schema.ts'

/** The promise made to whoever reads `check --json` or an exported JSON report; docs/check-document.schema.json is made from it. */
export const checkDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.literal('check'),
  application: z.strictObject({ name: z.string(), version: z.string() }),
  startedAt: z.iso.datetime(),
  durationMs: count,
  subject: z
    .strictObject({
      host: z.string(),
      backupHosts: z.array(z.string()),
      port: z.int().min(1).max(65_535),
      security: z.enum(['ldaps', 'starttls', 'none']),
      serverType: z.enum(['auto', 'active-directory', 'openldap']),
      username: z.string(),
      baseDn: z.string(),
      usernameField: z.string(),
      domain: z.string()
    })
    .describe('What was asked for'),
  summary: ladderSummary,
  checks: z.array(ladderRow).describe('In the order of the ladder'),
  suggestions: z
    .array(
      z.strictObject({
        field: z.enum(['host', 'baseDn', 'serverType', 'usernameField', 'port', 'security']),
        value: z.string(),
        reason: z.string()
      })
    )
    .describe('Settings that this run could fill better than they were')
})
