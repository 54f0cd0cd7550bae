import { z } from 'zod'
import { digest, documentProblem, evidenceItem, plannedChange } from './plan-parts-schema.ts'

/** The promise made to whoever reads `plan --json`; docs/plan-document.schema.json is made from it. */
const count = z.int().nonnegative()

const safety = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('safe'), evidence: z.array(evidenceItem) }),
  z.strictObject({
    kind: z.literal('unsafe'),
    reasons: z.array(
      z.strictObject({
        problem: documentProblem,
        canBeOverridden: z.boolean().describe('By --override SITE --reason TEXT; false: facts are missing or wrong')
      })
    ),
    evidence: z.array(evidenceItem)
  })
])

const breakGlass = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('proved'), username: z.string(), evidence: z.array(evidenceItem) }),
    z.strictObject({ kind: z.literal('not-proved'), problem: documentProblem }),
    z.strictObject({ kind: z.literal('not-needed') })
  ])
  .describe('Whether somebody certainly gets in when single sign-on fails; without it nothing is applied')

const forecast = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('not-needed') }),
    z.strictObject({ kind: z.literal('not-made'), because: z.string() }),
    z.strictObject({
      kind: z.literal('made'),
      isComplete: z.boolean(),
      because: z.string().optional(),
      cut: z.enum(['directory', 'site']).optional().describe('Which side was not read to its end'),
      peopleInDirectory: count,
      peopleLastTime: count.optional(),
      managedUsers: count,
      wouldLose: z.array(z.string()).describe('User names that the next sync would disable or remove'),
      notFound: z.array(z.string()).describe('User names that must always be found, and whom the sync would not take'),
      changeHands: z.array(z.string()).optional().describe('User names that the directory has perhaps given to somebody else'),
      assumptions: z.array(z.string())
    })
  ])
  .describe('What the next sync would do to people')

export const planDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.enum(['plan', 'apply', 'undo', 'approve', 'groups rename']).describe('The others print the same without --digest'),
  outcome: z.enum(['nothing-to-do', 'changes', 'unsafe']),
  headline: z.string(),
  plan: z
    .strictObject({
      schemaVersion: z.literal(1),
      site: z.string().describe('Host of the site'),
      purpose: z.enum(['profile', 'undo']),
      madeAt: z.iso.datetime(),
      baseline: digest,
      changes: z.array(plannedChange).describe('In the order in which they are carried out'),
      digest: digest.describe('What apply --digest takes: it covers site, baseline and changes'),
      safety,
      breakGlass,
      notes: z.array(z.string()),
      peopleLosingAccess: count.optional().describe('Absent: nobody has looked')
    })
    .describe('Holds no secret'),
  forecast,
  secretFields: z.array(z.string()).describe('Write-only fields whose values have to be given again when it is applied')
})
