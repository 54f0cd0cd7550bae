import { z } from 'zod'
import { evidenceItem as ladderEvidenceItem, ladderProblem } from './ladder-row-schema.ts'

/** What the documents of plans and of receipts have in common. */
export const evidenceItem = z.strictObject({ ...ladderEvidenceItem.shape, value: z.string() })

export const documentProblem = z.strictObject({ ...ladderProblem.shape, evidence: z.array(evidenceItem).describe('How we know') })

export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256 in lower-case hexadecimal digits')

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()]).optional().describe('null or absent: empty')

const named = {
  field: z.string().describe('The name that the service gives the field, for example ldap_host'),
  label: z.string().describe('As the web form calls it')
}

export const plannedChange = z.strictObject({
  id: z.string().describe('site-ldap, sso-strategy:12, user:34, group:7; sso-strategy:new and sso-strategy:new-oauth: it is made'),
  resource: z.enum(['site-ldap', 'sso-strategy', 'user', 'group']),
  targetId: z.int().optional().describe('The id that the service gives it; absent for the site itself and for what is made'),
  title: z.string(),
  way: z
    .enum(['create', 'update', 'hand-off'])
    .describe('create: the site does not have it, and it is made; hand-off: a person enters it in the web form, nothing of it is sent'),
  baseline: digest,
  fields: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('value'),
        ...named,
        before: fieldValue,
        after: fieldValue,
        readBack: z.enum(['exact', 'normalised']).describe('normalised: the service may write it differently')
      }),
      z
        .strictObject({ kind: z.literal('unseen'), ...named, after: z.string() })
        .describe('A person enters it in the web form; nobody can read it back, and nothing of it is sent'),
      z.strictObject({ kind: z.literal('secret'), ...named }).describe('Write-only: it is set, and can neither be compared nor undone')
    ])
  ),
  beside: z
    .array(z.strictObject({ id: z.int(), label: z.string() }))
    .optional()
    .describe('Only when it is made, by us or by hand: the providers that the site has, from which the new one is told')
})

export const fieldReadBack = z.discriminatedUnion('state', [
  z.strictObject({ ...named, state: z.literal('verified'), value: fieldValue }),
  z.strictObject({ ...named, state: z.literal('differs'), planned: fieldValue, actual: fieldValue }),
  z.strictObject({ ...named, state: z.literal('accepted-not-readable') }),
  z.strictObject({ ...named, state: z.literal('only-by-sign-in') }).describe('No reading shows it; only a real sign-in proves it'),
  z
    .strictObject({ ...named, state: z.literal('proved-by-sign-in'), eventId: z.int(), at: z.string() })
    .describe('No reading shows it; a real sign-in was seen: number and moment of its event at the site'),
  z.strictObject({ ...named, state: z.literal('not-known') })
])
