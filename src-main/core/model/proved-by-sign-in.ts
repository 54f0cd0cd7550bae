import type { FieldChange } from '../plan/plan.ts'

/** What the app registration at Entra ID is known by: no reading shows it, whether it was entered or not. */
export function isProvedBySignInOnly({ kind, field }: Pick<FieldChange, 'kind' | 'field'>): boolean {
  return kind === 'unseen' || (kind === 'secret' && field === 'client_secret')
}
