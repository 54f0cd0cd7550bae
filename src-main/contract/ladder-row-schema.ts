import { z } from 'zod'

/** The parts that every ladder has as a document for programs. */
export const count = z.int().nonnegative()
const origin = z
  .enum(['this-computer', 'your-directory', 'microsoft', 'files-com'])
  .describe('Whose machine or service the fact comes from')
export const who = z
  .enum([
    'you',
    'directory-administrator',
    'entra-administrator',
    'certificate-administrator',
    'network-administrator',
    'files-com-support',
    'developers'
  ])
  .describe('Who can repair it')

export const evidenceItem = z.strictObject({
  label: z.string(),
  value: z.string().describe('What was read; for personal evidence a note that it was left out'),
  personal: z.literal(true).optional().describe('The value is about people')
})

export const ladderProblem = z.strictObject({
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

export const ladderRow = z.strictObject({
  id: z.string().describe('Permanent, dotted; for a backup host with its name in front'),
  title: z.string().describe('The healthy condition'),
  origin,
  status: z
    .enum(['pass', 'warn', 'fail', 'skip', 'blocked', 'not-provable-here', 'crash'])
    .describe('`blocked`: waits for a failed check; `crash`: a fault of this application, says nothing about the directory'),
  durationMs: count,
  evidence: z.array(evidenceItem),
  detail: z.string().optional().describe('For `pass`: what was found, in one sentence'),
  problem: ladderProblem.optional().describe('For `warn`, `fail` and `crash`'),
  because: z.string().optional().describe('For `skip`, `blocked` and `not-provable-here`'),
  by: z.string().optional().describe('For `blocked`: the id of the check that failed'),
  next: z.string().optional().describe('For `not-provable-here`: what would prove it')
})

export const ladderSummary = z.strictObject({
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
})
