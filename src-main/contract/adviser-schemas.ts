import { z } from 'zod'
import { adviserAnswers } from './schemas.ts'

export const adviseInput = z.strictObject({
  /** Empty: no site is connected, and nothing is read. */
  site: z.string().max(300),
  answers: adviserAnswers,
  /** A table of identities whose classes count as facts; empty: none. */
  identityId: z.string().max(64)
})
