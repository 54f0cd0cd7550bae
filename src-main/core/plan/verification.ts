import type { FieldReadBack } from './receipt.ts'

/** Whether the site holds what the profile says, field by field, with or without a run before. */
export interface Verification {
  readonly site: string
  readonly readAt: string
  /** True when every readable field that the profile manages is verified. */
  readonly holds: boolean
  /** One sentence. */
  readonly headline: string
  readonly resources: readonly { readonly id: string; readonly title: string; readonly fields: readonly FieldReadBack[] }[]
}
