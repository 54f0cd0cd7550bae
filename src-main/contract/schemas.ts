import { z } from 'zod'
import { Secret } from '../core/secret.ts'

/**
 * What the window may send. Every text is bounded: a stranger's gigabyte ends here.
 * A password becomes a `Secret` while it is parsed, so that no handler ever holds it as plain text.
 */
const line = z.string().max(4096)

export const secretText = z
  .string()
  .max(4096)
  .transform((text) => new Secret(text))

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

export const recentWorkEntry = z.strictObject({
  when: line,
  host: line,
  headline: line,
  form: directoryForm,
  outcome: z.enum(['healthy', 'warnings', 'failed'])
})

export const workspace = z.strictObject({
  form: directoryForm,
  screen: z.enum(['home', 'directory', 'certificates']),
  recent: z.array(recentWorkEntry).max(20)
})

/** The window keeps the form and the screen; recent work is written by the main process. */
export const saveWorkspaceInput = z.strictObject({ form: directoryForm, screen: z.enum(['home', 'directory', 'certificates']) })

export const nothing = z.strictObject({})

export type { RecentWorkEntry, Screen, Workspace } from '../core/model/workspace.ts'
export type CheckInput = z.output<typeof checkInput>
export type CertificateSource = z.output<typeof certificateSource>
export type CompareInput = z.output<typeof compareInput>
