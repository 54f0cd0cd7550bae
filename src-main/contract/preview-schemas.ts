import { z } from 'zod'
import { outcomes, reasonCodes, warningCodes } from '../core/preview/preview-codes.ts'
import { previewFormats } from '../core/preview/export/preview-format.ts'
import { directoryForm, password, secretText } from './schemas.ts'

/** What the window may ask of a preview. Files are named by an id that the main process gave out, never by a path. */
const line = z.string().max(4096)
const site = z.string().min(1).max(300)
const id = z.string().max(64)
const patterns = z.string().max(100_000)
const rowNumber = z.int().min(0).max(10_000_000)
/** What fits on a screen, with room for jumps. */
const pageSize = z.int().min(0).max(1000)

export const managedBy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('site-ldap') }),
  z.strictObject({ kind: z.literal('strategy'), id: z.int().positive() })
])

/** `PreviewRules` without the limits, which are the profile's. */
export const rulesForm = z.strictObject({
  usernameField: line,
  domain: line,
  requiredGroups: patterns,
  includedGroups: patterns,
  excludedGroups: patterns,
  directMembersOnly: z.boolean(),
  managedBy,
  provisionsUsers: z.boolean(),
  provisionsGroups: z.boolean(),
  keepsMemberships: z.boolean().optional(),
  whenGone: z.enum(['nothing', 'disable', 'delete'])
})

export const previewSettingsInput = z.strictObject({
  /** Empty: there is no site. */
  site: z.string().max(300)
})

export const choosePreviewFileInput = z.strictObject({ what: z.enum(['ldif', 'users']) })

export const readPreviewInput = z.strictObject({
  /** Whose limits hold and under whose name the run is kept; empty: there is no site. */
  site: z.string().max(300),
  people: z.discriminatedUnion('kind', [
    /** The directory that the set-up of the site names. The password is empty when none was typed: then the keychain is asked. */
    z.strictObject({ kind: z.literal('set-up'), managedBy, ldapPassword: secretText }),
    z.strictObject({ kind: z.literal('form'), form: directoryForm, password }),
    z.strictObject({ kind: z.literal('ldif'), fileId: id, serverType: z.enum(['active-directory', 'openldap']) }),
    z.strictObject({ kind: z.literal('recorded'), runId: id })
  ]),
  users: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('site'), site }),
    z.strictObject({ kind: z.literal('file'), fileId: id }),
    z.strictObject({ kind: z.literal('recorded') }),
    z.strictObject({ kind: z.literal('none') })
  ]),
  rules: rulesForm
})

export const judgePreviewInput = z.strictObject({ site: z.string().max(300), previewId: id, rules: rulesForm })

const rowFilter = z.strictObject({
  outcomes: z.array(z.enum(outcomes)).max(outcomes.length).optional(),
  reasons: z.array(z.enum(reasonCodes)).max(reasonCodes.length).optional(),
  warnings: z.array(z.enum(warningCodes)).max(warningCodes.length).optional(),
  group: rowNumber.optional()
})

const sortKey = z.strictObject({
  column: z.enum(['outcome', 'username', 'name', 'mail', 'dn', 'reason']),
  descending: z.boolean().optional()
})

const rowQuestion = { filter: rowFilter.optional(), search: z.string().max(500).optional(), sort: z.array(sortKey).max(6).optional() }

export const previewRowsInput = z.strictObject({
  previewId: id,
  query: z.strictObject({ ...rowQuestion, offset: rowNumber, limit: pageSize })
})
export const previewTraceInput = z.strictObject({ previewId: id, row: rowNumber })
export const explainPersonInput = z.strictObject({ previewId: id, name: z.string().max(1000) })
export const filterHitsInput = z.strictObject({
  previewId: id,
  lists: z.strictObject({ requiredGroups: patterns, includedGroups: patterns, excludedGroups: patterns, directMembersOnly: z.boolean() })
})
/** What somebody of a preview owns at the site; `site` is the host that the preview was compared with. */
export const ownedByPersonInput = z.strictObject({ previewId: id, site, row: rowNumber })
export const ownedByLeaversInput = z.strictObject({ previewId: id, site })
export const previewInput = z.strictObject({ previewId: id })
export const previewGroupsInput = z.strictObject({
  previewId: id,
  query: z.strictObject({
    search: z.string().max(500),
    outcomes: z.array(z.enum(['create', 'update', 'unchanged', 'left-out'])).max(4),
    sort: z.strictObject({ column: z.enum(['name', 'outcome', 'people', 'gained', 'lost']), descending: z.boolean() }).optional(),
    offset: rowNumber,
    limit: pageSize
  })
})
export const comparePreviewInput = z.strictObject({ previewId: id, runId: id, offset: rowNumber, limit: pageSize })
export const exportPreviewInput = z.strictObject({
  previewId: id,
  format: z.enum(previewFormats),
  query: z.strictObject(rowQuestion)
})
export const previewRunsInput = z.strictObject({
  /** Empty: runs that were compared with no site. */
  site: z.string().max(300)
})

export type PreviewSourceInput = z.input<typeof readPreviewInput>
