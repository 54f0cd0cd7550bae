import { z } from 'zod'
import { secretText } from './schemas.ts'

const site = z.string().min(1).max(300)
const line = z.string().max(4096)
const strategyId = z.int().positive()

export const scimInput = z.strictObject({ site, strategyId })
/** `from-site`: as the site hands it out, if it does. */
export const keepScimTokenInput = z.strictObject({
  site,
  strategyId,
  token: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('typed'), value: secretText }),
    z.strictObject({ kind: z.literal('from-site') })
  ])
})
const basic = z.strictObject({ kind: z.literal('basic'), username: line, password: secretText })
export const rehearseScimInput = z.strictObject({
  target: z.discriminatedUnion('kind', [
    /** The endpoint of Files.com: reads only. A password is kept nowhere, so it comes along. */
    z.strictObject({
      kind: z.literal('site'),
      site,
      strategyId,
      proof: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('kept-token') }), basic])
    }),
    z.strictObject({
      kind: z.literal('endpoint'),
      url: line,
      proof: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('token'), token: secretText }), basic])
    }),
    /** A server inside this application. */
    z.strictObject({ kind: z.literal('built-in') })
  ]),
  /** Also makes, changes and removes one made-up user and group. Refused for a site. */
  write: z.boolean()
})
export const scimReportInput = z.strictObject({ reportId: z.string().max(64), format: z.enum(['html', 'json', 'text']) })
export const checkMappingsInput = z.strictObject({ name: line, bytes: z.instanceof(Uint8Array) })
export const scimLogInput = z.strictObject({
  site,
  /** Days back. */
  days: z.int().min(1).max(90)
})
export const followScimInput = z.strictObject({ site, person: z.string().min(1).max(500) })

export const jitInput = z.strictObject({ site, strategyId })
export const mapGroupsInput = z.strictObject({ site, name: line, bytes: z.instanceof(Uint8Array) })

export const tracePersonInput = z.strictObject({
  site,
  name: z.string().min(1).max(500),
  /** `set-up`: the directory that the set-up of the site names; the password is empty when the keychain shall be asked. */
  directory: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('set-up'), ldapPassword: secretText })
  ]),
  /** A table of identities that was read before; empty: none. */
  identityId: z.string().max(64)
})
