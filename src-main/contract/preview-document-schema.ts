import { z } from 'zod'
import { ownedKinds } from '../core/model/owned-kinds.ts'
import { outcomes, reasonCodes, warningCodes } from '../core/preview/preview-codes.ts'
import { documentProblem, evidenceItem } from './plan-parts-schema.ts'
import { managedBy, rulesForm } from './preview-schemas.ts'

/** The promise made to whoever reads `preview --format json`; docs/preview-document.schema.json is made from it. */
const count = z.int().nonnegative()
const outcome = z.enum(outcomes)
const reason = z.enum(reasonCodes)

const previewRow = z.strictObject({
  row: count.describe('Number within this preview'),
  outcome,
  username: z.string().describe('As the service would call the person, or calls the user'),
  name: z.string(),
  mail: z.string(),
  dn: z.string().describe('Empty: a user of the site whom the directory does not give'),
  reason: reason.describe('What decided'),
  reasonText: z.string(),
  changes: z.array(z.strictObject({ field: z.enum(['username', 'email', 'name', 'disabled']), before: z.string(), after: z.string() })),
  groupsGained: z.array(z.string()),
  groupsLost: z.array(z.string()),
  warnings: z.array(z.enum(warningCodes))
})

const summary = z.strictObject({
  counts: z.record(outcome, count),
  reasons: z.partialRecord(reason, count),
  warnings: z.partialRecord(z.enum(warningCodes), count),
  people: count.describe('In the directory'),
  peopleInScope: count.describe('User names that the sync would take'),
  users: count.describe('Of the site'),
  groups: z.strictObject({ total: count, provisioned: count, created: count, lostMembers: count, gainedMembers: count }),
  effectiveMemberships: count.describe('Person in group, each person once a group, nested ones as the rules say'),
  safety: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('safe'), evidence: z.array(evidenceItem) }),
    z.strictObject({
      kind: z.literal('unsafe'),
      reasons: z.array(z.strictObject({ problem: documentProblem, canBeOverridden: z.boolean() })),
      evidence: z.array(evidenceItem)
    })
  ]),
  isComplete: z.boolean().describe('False: something was cut, and nobody can be said to be gone'),
  assumptions: z.array(z.string()).describe('What the result rests on and nobody has proved')
})

const reading = z.strictObject({
  end: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('complete') }),
    z.strictObject({ kind: z.literal('cut'), because: z.string(), where: z.enum(['people', 'groups', 'members']) })
  ]),
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('live'), host: z.string() }),
    z.strictObject({ kind: z.literal('ldif'), file: z.string() }),
    z.strictObject({ kind: z.literal('recorded'), runId: z.string() })
  ]),
  startedAt: z.iso.datetime(),
  durationMs: count,
  pages: count,
  references: count.describe('Pointers to other servers that were not followed')
})

const limits = z.strictObject({
  mostDisabled: z.number(),
  mostDisabledPercent: z.number(),
  leastPeoplePercent: z.number(),
  protectedUsers: z.array(z.string()),
  mustBeFound: z.array(z.string()),
  needsApproval: z.boolean()
})

const listHits = z.strictObject({
  isEmpty: z.boolean(),
  groups: count,
  people: count,
  perPattern: z.array(z.strictObject({ pattern: z.string(), hits: count, samples: z.array(z.string()) })),
  unmatched: z.array(z.string()),
  takenApart: z.array(z.string()).describe('Groups whose names were typed whole, and taken apart at a comma of theirs')
})

const few = z
  .strictObject({
    inDirectory: count,
    taken: count,
    foundOnSite: count,
    clauses: z.array(
      z.strictObject({
        clause: z.enum(['required-groups', 'direct-members-only', 'disabled', 'domain']),
        sentence: z.string(),
        comesBack: count,
        foundOnSite: z.int()
      })
    ),
    patterns: z.array(z.strictObject({ pattern: z.string(), groups: count, people: count })),
    sentence: z.string()
  })
  .describe('Which rule keeps whom away; only when few are taken')

const change = { before: z.string(), after: z.string() }
const cause = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['appeared', 'vanished']), where: z.enum(['directory', 'site']) }),
  z.strictObject({ kind: z.literal('attribute'), attribute: z.string(), ...change }),
  z.strictObject({ kind: z.literal('site-field'), field: z.string(), ...change }),
  z.strictObject({ kind: z.enum(['joined', 'left', 'joined-by-way-of', 'left-by-way-of']), group: z.string() })
])

const comparison = z
  .strictObject({
    runId: z.string(),
    at: z.iso.datetime(),
    total: count,
    changed: z.array(
      z.strictObject({
        before: count.optional().describe('Row of the earlier run; absent: the person was not there'),
        now: count.optional(),
        username: z.string(),
        outcomeBefore: outcome.optional(),
        outcomeNow: outcome.optional(),
        reasonBefore: reason.optional(),
        reasonNow: reason.optional(),
        causes: z.array(cause).describe('Empty: settings did it, or others who have the same name')
      })
    ),
    rules: z.array(z.strictObject({ rule: z.string(), ...change })),
    isReliable: z.boolean().describe('False: one of the readings was cut')
  })
  .describe('Only with --compare')

const ownedCounts = z.array(z.strictObject({ kind: z.enum(ownedKinds), count }))

const owned = z
  .strictObject({
    site: z.string(),
    readAt: z.iso.datetime(),
    disabled: count,
    deleted: count,
    headline: z.string(),
    isComplete: z.boolean().describe('False: the numbers below are the least there is'),
    totals: z.array(
      z.strictObject({
        kind: z.enum(ownedKinds),
        state: z.enum(['read', 'cut', 'not-read']).describe('cut: there may be more; not-read: nobody knows, and 0 means nothing'),
        count,
        owners: count.describe('Who own one at least'),
        knownOf: count.describe('Of so many people this is known'),
        source: z.string(),
        because: z.string().describe('Why it is not all; empty when it is')
      })
    ),
    administrators: count,
    groupAdministrators: count,
    owners: z
      .array(
        z.strictObject({
          row: count,
          userId: z.int(),
          username: z.string(),
          outcome: z.enum(['disable', 'delete']),
          isAdministrator: z.boolean(),
          groupsAdministered: count,
          owns: ownedCounts
        })
      )
      .describe('The first 50, most first'),
    moreOwners: count,
    consequences: z.array(z.string()),
    notRead: z.array(z.string())
  })
  .describe('Only with --owned: what belongs to those who would be disabled or deleted')

export const previewDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.literal('preview'),
  application: z.strictObject({ name: z.string(), version: z.string() }),
  about: z.strictObject({
    createdAt: z.iso.datetime(),
    runId: z.string(),
    readAt: z.iso.datetime(),
    directory: z.string().describe('Host of the directory, or the file it was read from'),
    site: z.string().optional().describe('Host of the site, or the file its users were read from; absent: nothing was compared')
  }),
  summary,
  outcome: z.enum(['safe', 'unsafe', 'incomplete']).describe('As the exit code: 0, 1, 3'),
  headline: z.string(),
  reading,
  siteReading: z.strictObject({ isComplete: z.boolean(), cutBecause: z.string().optional() }).optional(),
  rules: z.strictObject({ ...rulesForm.shape, managedBy, limits }),
  filters: z.strictObject({ required: listHits, included: listHits, excluded: listHits }),
  earlier: z.strictObject({ runId: z.string(), at: z.iso.datetime(), people: count }).optional().describe('The last good run'),
  few: few.optional(),
  comparison: comparison.optional(),
  owned: owned.optional(),
  rows: z.array(previewRow)
})
