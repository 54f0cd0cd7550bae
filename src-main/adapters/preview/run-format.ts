import { z } from 'zod'
import type { MembershipSource, PersonText } from '../../core/preview/directory-snapshot.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'
import type { SiteReading } from '../../core/preview/site-user-table.ts'
import { fail, type Result, succeed } from '../../core/result.ts'

export const RUN_FORMAT = 'entra-setup-preview-run'
export const RUN_VERSION = 1

/** In this order in every block of people. */
export const personTexts = [
  'dn',
  'username',
  'mail',
  'displayName',
  'commonName',
  'givenName',
  'surname',
  'principalName',
  'stableId',
  'uid'
] as const satisfies readonly PersonText[]

export const sourceLetters: Readonly<Record<MembershipSource, string>> = {
  member: 'm',
  'unique-member': 'u',
  'member-uid': 'i',
  primary: 'p'
}

export interface RunOpening {
  readonly head: PreviewRunHead
  readonly counts: { readonly people: number; readonly groups: number; readonly users: number | undefined }
  readonly usersReading: SiteReading | undefined
}

export type OpeningFault = { readonly kind: 'too-new'; readonly version: number } | { readonly kind: 'broken' }

/** The first line of a run. */
export function parseOpening(json: unknown): Result<RunOpening, OpeningFault> {
  const marked = markSchema.safeParse(json)
  if (!marked.success) return fail({ kind: 'broken' })
  if (marked.data.version > RUN_VERSION) return fail({ kind: 'too-new', version: marked.data.version })
  const opening = openingSchema.safeParse(json)
  if (!opening.success) return fail({ kind: 'broken' })
  const { head, counts, usersReading } = opening.data
  return succeed({
    // What the schema leaves open was written by this application in this version, and the digest of the file stands for it.
    head: head as unknown as PreviewRunHead,
    counts: { people: counts.people, groups: counts.groups, users: counts.users },
    usersReading:
      usersReading === undefined
        ? undefined
        : { isComplete: usersReading.isComplete, cutBecause: usersReading.cutBecause, namesGroups: usersReading.namesGroups }
  })
}

export const blockSchemas = {
  people: z.object({
    people: z.object({ texts: z.array(z.array(z.string())).length(personTexts.length), states: numbers(), extraUsernames: numbers() })
  }),
  groups: z.object({
    groups: z.object({
      dns: z.array(z.string()),
      names: z.array(z.string()),
      people: z.array(numbers()),
      sources: z.array(z.string().regex(/^[muip]*$/)),
      groups: z.array(numbers()),
      unknown: numbers(),
      foreign: numbers()
    })
  }),
  users: z.object({
    users: z.object({
      ids: z.array(z.number()),
      usernames: z.array(z.string()),
      emails: z.array(z.string()),
      names: z.array(z.string()),
      methods: z.array(z.string()),
      strategies: z.array(z.number().nullable()),
      states: numbers(),
      groups: z.array(z.array(z.string()))
    })
  }),
  end: z.object({ sha256: z.string() })
} as const

export type PeopleBlock = z.output<typeof blockSchemas.people>['people']
export type GroupBlock = z.output<typeof blockSchemas.groups>['groups']
export type UserBlock = z.output<typeof blockSchemas.users>['users']

/** A hoisted function: the schemas above are made while the module loads. */
function numbers() {
  return z.array(z.number().int().nonnegative())
}

const markSchema = z.looseObject({ format: z.literal(RUN_FORMAT), version: z.number().int().positive() })

const count = z.number().int().nonnegative()

const openingSchema = z.looseObject({
  head: z.looseObject({
    runId: z.string(),
    site: z.string(),
    at: z.iso.datetime(),
    rules: z.looseObject({ usernameField: z.string(), domain: z.string(), directMembersOnly: z.boolean() }),
    summary: z.looseObject({
      counts: z.record(z.string(), count),
      people: count,
      peopleInScope: count,
      users: count,
      isComplete: z.boolean()
    }),
    reading: z.looseObject({ end: z.looseObject({ kind: z.enum(['complete', 'cut']) }), startedAt: z.string() })
  }),
  counts: z.object({ people: count, groups: count, users: count.optional() }),
  usersReading: z.object({ isComplete: z.boolean(), cutBecause: z.string().optional(), namesGroups: z.boolean().optional() }).optional()
})
