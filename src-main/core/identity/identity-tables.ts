import type { CancelSignal } from '../cancel.ts'
import type { Problem } from '../errors.ts'
import type { ExportedRows, PeopleSource, UsersSource } from '../preview/preview-desk.ts'
import type { Result } from '../result.ts'
import type { IdentityFormat } from './export/identity-format.ts'
import type { IdentityChoice } from './identity-table.ts'
import type { IdentityPage, IdentityProgress, IdentityQuery, IdentityRules, IdentityTrace, IdentityView } from './identity-views.ts'

/**
 * The part of a desk that judges names: reads people and users, keeps what it read, and answers questions. Lives where the desk lives, so everything
 * that goes in and comes out survives a structured clone, but for the password. Every method throws `Cancelled` when its signal fires. A
 * judgement that is gone is the problem `app.result-gone`.
 */
export interface IdentityTables {
  read(request: IdentityRequest, tell: (progress: IdentityProgress) => void, signal: CancelSignal): Promise<Result<IdentityView, Problem>>
  /** What was read, by other rules: nothing is read again. The LDAP username field of a directory cannot be another one. */
  judge(identityId: string, rules: IdentityRules, signal: CancelSignal): Promise<Result<IdentityView, Problem>>
  ask<Q extends IdentityQuestion>(
    identityId: string,
    question: Q,
    signal: CancelSignal
  ): Promise<Result<IdentityAnswers[Q['kind']], Problem>>
  /** Writes the rows that the question fits, in its order, to a file that only its owner can read. */
  export(identityId: string, request: IdentityExport, signal: CancelSignal): Promise<Result<ExportedRows, Problem>>
  close(identityId: string): void
}

export interface IdentityRequest {
  readonly people: IdentityPeopleSource
  readonly users: IdentityUsersSource
  readonly rules: IdentityRules
}

export type IdentityPeopleSource =
  | PeopleSource
  /** Users as Entra ID exports them: CSV. */
  | { readonly kind: 'entra'; readonly path: string }
  /** Those of a preview that the desk has open. */
  | { readonly kind: 'preview'; readonly previewId: string }

/** `recorded`: those of the recorded run or of the preview. */
export type IdentityUsersSource = UsersSource

export type IdentityQuestion = { readonly kind: 'rows'; readonly query: IdentityQuery } | { readonly kind: 'trace'; readonly row: number }

/** By the kind of the question. */
export interface IdentityAnswers {
  readonly rows: IdentityPage
  readonly trace: IdentityTrace
}

export interface IdentityExport {
  readonly format: IdentityFormat
  readonly path: string
  readonly query: IdentityChoice
}
