import { z } from 'zod'
import { identityClasses } from '../core/identity/identity-views.ts'
import { directoryForm, password, secretText } from './schemas.ts'
import { managedBy } from './preview-schemas.ts'

const id = z.string().max(64)
const line = z.string().max(4096)
const way = z.enum(['saml', 'oauth', 'scim', 'jit', 'ldap'])

const rules = z.strictObject({
  nameId: z.enum(['upn', 'mail']),
  scimUserName: z.enum(['upn', 'mail']),
  ldap: z.strictObject({ usernameField: line, domain: line }).optional(),
  ways: z.array(way).max(5),
  strategyId: z.int().positive().optional()
})

export const readIdentityInput = z.strictObject({
  people: z.discriminatedUnion('kind', [
    /** The directory that the set-up of the site names. The password is empty when none was typed: then the keychain is asked. */
    z.strictObject({ kind: z.literal('set-up'), site: z.string().max(300), managedBy, ldapPassword: secretText }),
    z.strictObject({ kind: z.literal('form'), form: directoryForm, password }),
    z.strictObject({ kind: z.literal('ldif'), fileId: id, serverType: z.enum(['active-directory', 'openldap']) }),
    z.strictObject({ kind: z.literal('recorded'), runId: id }),
    /** Users as Entra ID exports them: CSV. */
    z.strictObject({ kind: z.literal('entra'), fileId: id }),
    /** Those of a preview that is open. */
    z.strictObject({ kind: z.literal('preview'), previewId: id })
  ]),
  users: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('site'), site: z.string().min(1).max(300) }),
    z.strictObject({ kind: z.literal('file'), fileId: id }),
    /** Those of the recorded run, or of the preview. */
    z.strictObject({ kind: z.literal('recorded') }),
    z.strictObject({ kind: z.literal('none') })
  ]),
  rules
})

/** The same people by other rules: nothing is read again. */
export const judgeIdentityInput = z.strictObject({ identityId: id, rules })

const question = {
  classes: z.array(z.enum(identityClasses)).max(identityClasses.length),
  search: z.string().max(500),
  sort: z.strictObject({ column: z.enum(['class', 'name', 'upn', 'mail', 'account']), descending: z.boolean() }).optional()
}

export const identityRowsInput = z.strictObject({
  identityId: id,
  query: z.strictObject({ ...question, offset: z.int().min(0).max(10_000_000), limit: z.int().min(0).max(1000) })
})
export const identityTraceInput = z.strictObject({ identityId: id, row: z.int().min(0).max(10_000_000) })
export const exportIdentityInput = z.strictObject({
  identityId: id,
  format: z.enum(['csv', 'json', 'html']),
  query: z.strictObject(question)
})
export const identityInput = z.strictObject({ identityId: id })
export const chooseIdentityFileInput = z.strictObject({ what: z.enum(['ldif', 'entra', 'users']) })
