import { z } from 'zod'
import { oauthForm, secretText } from './schemas.ts'

const siteHost = z.string().max(300)

/** An empty secret: only tenant and form are looked at. */
export const testOauthInput = z.strictObject({ form: oauthForm, clientSecret: secretText })
export const oauthReportInput = z.strictObject({ reportId: z.string().max(64), format: z.enum(['html', 'json', 'text']) })
export const affectedUsersInput = z.strictObject({
  site: siteHost,
  /** Days that count as lately. */
  days: z.int().min(1).max(3650)
})
