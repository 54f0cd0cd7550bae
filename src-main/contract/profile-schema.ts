import { z } from 'zod'
import { fingerprintRefusalText } from '../core/model/saml-field-messages.ts'
import { parseFingerprint } from '../core/model/fingerprint.ts'
import { PROFILE_VERSION, usualSafetyLimits } from '../core/profile/profile.ts'
import { MOST_XML_CHARACTERS } from '../core/saml/saml-source.ts'
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

const httpsAddress = line.refine((typed) => /^https:\/\/[^\s/]+\S*$/i.test(typed), { error: 'is no address that begins with https://' })

const sha256 = z
  .string()
  .max(1000)
  .transform((typed, context) => {
    const read = parseFingerprint(typed)
    if (read.ok) return read.value
    context.addIssue({ code: 'custom', message: `is refused. ${fingerprintRefusalText(read.error)}` })
    return z.NEVER
  })
  .describe('SHA-256 fingerprint of the signing certificate, in any notation')

const certificate = z.strictObject({
  sha256,
  issuer: line.min(1, { error: 'is empty' }).describe('Microsoft Entra Identifier, letter by letter, final slash included'),
  signOnUrl: httpsAddress.describe('Login URL'),
  logoutUrl: z
    .union([z.literal(''), httpsAddress])
    .default('')
    .describe('Logout URL; may be the same as the login URL')
})

const saml = z
  .strictObject({
    strategy: serviceId
      .optional()
      .describe('Number of the provider; absent: the Entra ID provider with this display name, made when the site has none'),
    displayName: line.min(1, { error: 'is empty' }).describe('What the button on the sign-in page says'),
    metadataUrl: httpsAddress.optional().describe('App Federation Metadata Url; Files.com follows it when keys change'),
    metadataXml: z.string().min(1, { error: 'is empty' }).max(MOST_XML_CHARACTERS).optional().describe('The metadata document itself'),
    certificate: certificate.optional().describe('One certificate by its fingerprint, with the addresses that go with it'),
    enabled: z.boolean().optional().describe('Whether people can sign in by it; absent: left as it is'),
    showOnLoginPage: z.boolean().optional().describe('Whether the sign-in page shows its button; absent: left as it is'),
    fields: wantedFields.default({}).describe('Provisioning and whatever else of the provider is managed along with it')
  })
  .refine(
    ({ metadataUrl, metadataXml, certificate: one }) => [metadataUrl, metadataXml, one].filter((way) => way !== undefined).length < 2,
    {
      error: 'names more than one of metadataUrl, metadataXml and certificate: exactly one can be in force'
    }
  )

const day = z
  .string()
  .refine((typed) => /^\d{4}-\d{2}-\d{2}$/.test(typed) && isDay(typed), { error: 'is no day of the calendar, like 2027-11-30' })

const oauth = z.strictObject({
  strategy: serviceId
    .optional()
    .describe('Number of the provider; absent: the Entra ID provider with this display name, made when the site has none'),
  displayName: line.min(1, { error: 'is empty' }).describe('What the button on the sign-in page says'),
  tenantId: line.min(1, { error: 'is empty' }).describe('Directory (tenant) ID'),
  clientId: line.min(1, { error: 'is empty' }).describe('Application (client) ID'),
  clientSecret: z
    .literal('set', { error: 'can only be "set": the secret itself has no place in a profile' })
    .optional()
    .describe('"set": tenant, client and secret shall be entered (again) in the web form; take it out once that is done'),
  secretEndsOn: day.optional().describe('The day on which the client secret ends, like 2027-11-30; for the reminder'),
  enabled: z.boolean().optional().describe('Whether people can sign in by it; absent: left as it is'),
  showOnLoginPage: z.boolean().optional().describe('Whether the sign-in page shows its button; absent: left as it is'),
  fields: wantedFields.default({}).describe('Provisioning and whatever else of the provider is managed along with it')
})

const user = z
  .strictObject({
    username: line.min(1, { error: 'is empty' }).describe('The name that the user has now'),
    authenticationMethod: line
      .min(1, { error: 'is empty' })
      .optional()
      .describe('password, sso, ... as the service names it; absent: left as it is'),
    ssoStrategyId: serviceId.optional(),
    clear2fa: z.boolean().default(false).describe('Removes second factors when going from password to single sign-on'),
    newUsername: line.min(1, { error: 'is empty' }).optional().describe('What the user shall be called from now on'),
    newEmail: line.min(1, { error: 'is empty' }).optional().describe('The mail address that the user shall have from now on')
  })
  .refine((one) => [one.authenticationMethod, one.ssoStrategyId, one.newUsername, one.newEmail].some((wish) => wish !== undefined), {
    error: 'wants nothing of this user: give authenticationMethod, ssoStrategyId, newUsername or newEmail'
  })

const group = z.strictObject({
  id: serviceId.optional().describe('Number of the group; absent: the one with this name'),
  name: line.min(1, { error: 'is empty' }).describe('The name that the group has now'),
  newName: line.min(1, { error: 'is empty' }).describe('What the group shall be called from now on')
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
    saml: saml.optional().describe('The connection to Microsoft Entra ID by SAML'),
    oauth: oauth.optional().describe('The connection to Microsoft Entra ID by OAuth'),
    users: z
      .array(user)
      .max(100_000)
      .default([])
      .refine((users) => areDistinct(users.map(({ username }) => username.toLowerCase())), { error: 'names one user twice' }),
    groups: z.array(group).max(10_000).default([]).describe('Groups of the site that get another name'),
    safety: safety.prefault({})
  })
  .describe('What a Files.com site shall look like, without secrets')

function isDay(typed: string): boolean {
  const time = Date.parse(`${typed}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(typed)
}

function areDistinct(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length
}
