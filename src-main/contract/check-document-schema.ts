import { z } from 'zod'

/** The promise made to whoever reads `check --json` or an exported JSON report; docs/check-document.schema.json is made from it. */
const count = z.int().nonnegative()
const origin = z
  .enum(['this-computer', 'your-directory', 'microsoft', 'files-com'])
  .describe('Whose machine or service the fact comes from')
const who = z
  .enum(['you', 'directory-administrator', 'certificate-administrator', 'network-administrator', 'files-com-support', 'developers'])
  .describe('Who can repair it')

const evidenceItem = z.strictObject({
  label: z.string(),
  value: z.string().describe('What was read; for personal evidence a note that it was left out'),
  personal: z.literal(true).optional().describe('The value is about people')
})

const problem = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)+$/)
    .describe('Permanent; all codes are listed in docs/problem-codes.md'),
  title: z.string(),
  cause: z.string().describe('What happened'),
  remedy: z.string().describe('What to do'),
  who,
  origin
})

const row = z.strictObject({
  id: z.string().describe('Permanent, dotted; for a backup host with its name in front'),
  title: z.string().describe('The healthy condition'),
  origin,
  status: z
    .enum(['pass', 'warn', 'fail', 'skip', 'blocked', 'not-provable-here', 'crash'])
    .describe('`blocked`: waits for a failed check; `crash`: a fault of this application, says nothing about the directory'),
  durationMs: count,
  evidence: z.array(evidenceItem),
  detail: z.string().optional().describe('For `pass`: what was found, in one sentence'),
  problem: problem.optional().describe('For `warn`, `fail` and `crash`'),
  because: z.string().optional().describe('For `skip`, `blocked` and `not-provable-here`'),
  by: z.string().optional().describe('For `blocked`: the id of the check that failed'),
  next: z.string().optional().describe('For `not-provable-here`: what would prove it')
})

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
  summary: z.strictObject({
    outcome: z.enum(['healthy', 'warnings', 'failed']),
    headline: z.string(),
    counts: z.strictObject({
      pass: count,
      warn: count,
      fail: count,
      skip: count,
      blocked: count,
      'not-provable-here': count,
      crash: count
    })
  }),
  checks: z.array(row).describe('In the order of the ladder'),
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
