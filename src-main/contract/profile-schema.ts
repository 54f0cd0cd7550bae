import { z } from 'zod'
import { PROFILE_VERSION, type Profile, usualSafetyLimits } from '../core/profile/profile.ts'
import { parseSiteAddress } from '../core/service/site-address.ts'

/** The profile as a file; docs/profile.schema.json is made from it. Only what is named is managed. */
const line = z.string().max(4096)
const host = line.describe('Name or IP address')

const fieldName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,99}$/, { error: 'is no field name of the service, like ldap_host' })
  .describe('The name that the service gives the field, for example ldap_host')

const fieldValue = z
  .union([
    z.string().max(100_000),
    // Written down, −0 comes back as 0.
    z.number({ error: 'is no text, number, true, false or null' }).transform((number) => (Object.is(number, -0) ? 0 : number)),
    z.boolean(),
    z.null().transform(() => '')
  ])
  .describe('What the site shall hold; null empties the field')

const wantedFields = z
  .record(fieldName, fieldValue)
  .refine(({ ldap_password }) => ldap_password === undefined || ldap_password === 'set', {
    error: 'can only be "set": the password itself has no place in a profile',
    path: ['ldap_password']
  })
  .describe(
    'Fields to manage; a field that is absent is left as it is. "ldap_password": "set" asks for the password when the plan is applied'
  )

const percent = z.number().min(0).max(100)
const serviceId = z.int().positive()

const directory = z.strictObject({
  host: host.optional(),
  port: z.int().min(1).max(65_535).optional(),
  security: z.enum(['ldaps', 'starttls', 'none']).optional(),
  caPem: z.string().max(1_000_000).optional().describe('Certificates of the authority that signs for the directory, as PEM'),
  allowCleartext: z.boolean().default(false).describe('Whether the password may be sent without encryption')
})

const strategy = z.strictObject({ id: serviceId, fields: wantedFields })

const user = z.strictObject({
  username: line.min(1, { error: 'is empty' }),
  authenticationMethod: line.min(1, { error: 'is empty' }).describe('password, sso, ... as the service names it'),
  ssoStrategyId: serviceId.optional(),
  clear2fa: z.boolean().default(false).describe('Removes second factors when going from password to single sign-on')
})

const safety = z.strictObject({
  mostDisabled: z
    .int()
    .nonnegative()
    .default(usualSafetyLimits.mostDisabled)
    .describe('Most people that the next sync may disable or remove'),
  mostDisabledPercent: percent
    .default(usualSafetyLimits.mostDisabledPercent)
    .describe('The same in percent of the people that the sync manages now'),
  leastPeoplePercent: percent
    .default(usualSafetyLimits.leastPeoplePercent)
    .describe('The directory may not hold fewer than this share of the people found by the last good run'),
  protectedUsers: z.array(line.min(1)).max(10_000).default([]).describe('User names that may never be disabled, removed or moved'),
  mustBeFound: z
    .array(line.min(1))
    .max(10_000)
    .default([])
    .describe('User names that the directory must always hold; when one is missing, nothing that was read is trusted'),
  needsApproval: z.boolean().default(usualSafetyLimits.needsApproval).describe('Whether a second person has to approve each plan')
})

const site = line.superRefine((typed, context) => {
  const address = parseSiteAddress(typed)
  if (!address.ok) context.addIssue({ code: 'custom', message: `is no site address. ${address.error}` })
})

export const profileSchema = z
  .strictObject({
    $schema: line.optional().describe('For editors: where this schema lies'),
    schemaVersion: z.literal(PROFILE_VERSION),
    name: line.default('').describe('For people'),
    site: site.describe('Subdomain, address or custom domain of the site'),
    directory: directory.optional().describe('How this computer reaches the directory, where that differs from what Files.com is told'),
    siteLdap: wantedFields
      .optional()
      .describe('LDAP settings of the site; a field that is absent is left as it is, and "ldap_password": "set" asks for the password'),
    strategies: z
      .array(strategy)
      .max(1000)
      .default([])
      .refine((strategies) => areDistinct(strategies.map(({ id }) => String(id))), { error: 'names one strategy twice' }),
    users: z
      .array(user)
      .max(100_000)
      .default([])
      .refine((users) => areDistinct(users.map(({ username }) => username.toLowerCase())), { error: 'names one user twice' }),
    safety: safety.prefault({})
  })
  .describe('What a Files.com site shall look like, without secrets')

/** What was read, as the profile that everything else works with: absent is `undefined`, and nothing that belongs to the file only. */
export function profileOf(read: z.output<typeof profileSchema>): Profile {
  return {
    schemaVersion: read.schemaVersion,
    name: read.name,
    site: read.site,
    directory:
      read.directory === undefined
        ? undefined
        : {
            host: read.directory.host,
            port: read.directory.port,
            security: read.directory.security,
            caPem: read.directory.caPem,
            allowCleartext: read.directory.allowCleartext
          },
    siteLdap: read.siteLdap,
    strategies: read.strategies,
    users: read.users.map(({ username, authenticationMethod, ssoStrategyId, clear2fa }) => ({
      username,
      authenticationMethod,
      ssoStrategyId,
      clear2fa
    })),
    safety: read.safety
  }
}

function areDistinct(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length
}
