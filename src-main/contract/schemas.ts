import { z } from 'zod'
import { screenNames } from '../core/model/workspace.ts'
import { Secret } from '../core/secret.ts'
import { profileSchema } from './profile-schema.ts'

/**
 * What the window may send. Every text is bounded: a stranger's gigabyte ends here.
 * A password becomes a `Secret` while it is parsed, so that no handler ever holds it as plain text.
 */
const line = z.string().max(4096)

export const secretText = z
  .string()
  .max(4096)
  .transform((text) => new Secret(text))

/** A national cloud of Microsoft, by our own name of it. */
export const cloudId = z.enum(['global', 'us-government', 'china'])

export const password = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('typed'), value: secretText }),
  z.strictObject({ kind: z.literal('practice') })
])

export const directoryForm = z.strictObject({
  host: line,
  backupHost1: line,
  backupHost2: line,
  port: line,
  security: z.enum(['ldaps', 'starttls', 'none']),
  serverType: z.enum(['auto', 'active-directory', 'openldap']),
  username: line,
  baseDn: line,
  usernameField: line,
  domain: line,
  caFileName: line,
  caPem: z.string().max(1_000_000),
  allowCleartext: z.boolean(),
  person: line
})

export const checkInput = z.strictObject({ form: directoryForm, password, personPassword: secretText })

export const suggestInput = z.strictObject({ form: directoryForm })

/** A file travels as bytes: structured clone carries them without a copy into text. */
export const certificateSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), name: line, bytes: z.instanceof(Uint8Array) }),
  z.strictObject({ kind: z.literal('text'), text: z.string().max(11_000_000) }),
  z.strictObject({ kind: z.literal('server'), address: line, startTls: z.boolean(), serverName: line })
])

export const compareInput = z.strictObject({
  fingerprintSha256: z.string().regex(/^[0-9a-f]{64}$/),
  other: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('fingerprint'), text: line }), ...certificateSource.options])
})

export const saveReportInput = z.strictObject({ reportId: z.string().max(64), format: z.enum(['html', 'json']) })
export const reportTextInput = z.strictObject({ reportId: z.string().max(64) })
export const savePemInput = z.strictObject({ suggestedName: z.string().max(200), pem: z.string().max(1_000_000) })

export const helpInput = z.strictObject({ code: z.string().max(100) })

export const practiceInput = z.strictObject({ fault: z.string().max(60), flavour: z.enum(['active-directory', 'openldap']) })

const recentWorkEntry = z.strictObject({
  when: line,
  host: line,
  headline: line,
  form: directoryForm,
  outcome: z.enum(['healthy', 'warnings', 'failed'])
})

const screen = z.enum(screenNames)

/** Host of a site to the ids of Entra’s steps that are done there. */
const samlTicks = z.record(z.string().max(300), z.array(z.string().max(200)).max(100))

/** What was entered of Entra ID: documents are not kept. */
const samlGiven = z.strictObject({ metadataUrl: line, tenantId: line, applicationId: line })

export const oauthForm = z.strictObject({ cloud: cloudId, displayName: line, tenantId: line, clientId: line, secretEndsOn: line })

/** Id of a question to the value of the choice. */
export const adviserAnswers = z.record(z.string().max(64), z.string().max(64))

export const workspace = z.strictObject({
  form: directoryForm,
  screen,
  /** Host of the site that was chosen last; empty when none. */
  site: line,
  samlTicks,
  samlGiven,
  oauthGiven: oauthForm,
  adviserAnswers,
  recent: z.array(recentWorkEntry).max(20)
})

/** The window keeps the form and the screen; recent work is written by the main process. */
export const saveWorkspaceInput = z.strictObject({
  form: directoryForm,
  screen,
  site: line,
  samlTicks,
  samlGiven,
  oauthGiven: oauthForm,
  adviserAnswers
})

export const nothing = z.strictObject({})

const site = z.string().min(1).max(300)

export const connectInput = z.strictObject({
  address: line,
  key: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('typed'), value: secretText }),
    z.strictObject({ kind: z.literal('stored') }),
    z.strictObject({ kind: z.literal('practice') })
  ]),
  /** Into the operating system's keychain. */
  keepKey: z.boolean(),
  /** Sends one change without any field to an existing strategy, to learn whether the site takes such writes. */
  probeWrites: z.boolean()
})

export const siteInput = z.strictObject({ site })
export const saveProfileInput = z.strictObject({ site, profile: profileSchema })
export const importProfileInput = z.strictObject({ site, fileName: line, bytes: z.instanceof(Uint8Array) })
export const profileFromFormInput = z.strictObject({
  site,
  form: directoryForm,
  /** Whose LDAP block gets the settings: that of the site, or that of one single sign-on provider. */
  target: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('site-ldap') }),
      z.strictObject({ kind: z.literal('sso-strategy'), id: z.int().positive() })
    ])
    .default({ kind: 'site-ldap' })
})

/** What a plan is made from: names only. The window never sends a plan, so that what it shows can never change one. */
const planSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('profile') }),
  z.strictObject({ kind: z.literal('undo'), runId: z.string().max(64) })
])

/** The LDAP password, empty when none was typed: then the keychain is asked. */
const ldapPassword = secretText

export const makePlanInput = z.strictObject({ site, source: planSource, ldapPassword, keepPassword: z.boolean() })
export const savePlanInput = z.strictObject({ site, digest: z.string().max(100) })
export const applyPlanInput = z.strictObject({
  site,
  source: planSource,
  digest: z.string().max(100),
  ldapPassword,
  override: z.strictObject({ site: line, reason: line }).optional(),
  /** Text of the approval file of a second person; empty when none. */
  approval: z.string().max(100_000),
  /** Leave a change record in the site's External Logs. */
  leaveRecord: z.boolean()
})
export const runInput = z.strictObject({ runId: z.string().max(64) })
/** A document that a run hands to a person. */
export const runDocumentInput = z.strictObject({ ...runInput.shape, changeId: z.string().max(100), field: z.string().max(100) })
export const syncInput = z.strictObject({ site, strategyId: z.int() })
/** `days` back. */
export const syncLogInput = z.strictObject({ site, days: z.int().min(1).max(90) })
/** What a user name begins with. */
export const findUsersInput = z.strictObject({ site, text: z.string().max(200) })
export const openPageInput = z.strictObject({ site, page: z.enum(['sso', 'ldap', 'api-keys', 'external-logs', 'users', 'sign-in']) })

export type { RecentWorkEntry, Workspace } from '../core/model/workspace.ts'
export type CertificateSource = z.output<typeof certificateSource>
export type CompareInput = z.output<typeof compareInput>
