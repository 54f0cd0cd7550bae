import { isProvedBySignInOnly } from '../model/proved-by-sign-in.ts'
import { isCreation } from '../plan/creation.ts'
import type { ChangeReceipt } from '../plan/receipt.ts'
import type { HandedOffCredentials } from './run-view.ts'

/** Tenant, client and secret that a person was to enter; `undefined`: none are in it, or nobody has made the provider yet. */
export function handedOffCredentials({ change, readBack, createdId }: ChangeReceipt): HandedOffCredentials | undefined {
  const strategyId = change.targetId ?? createdId
  if (change.way !== 'hand-off' || strategyId === undefined || !change.fields.some(isProvedBySignInOnly)) return undefined
  const proved = readBack.find((field) => field.state === 'proved-by-sign-in')
  return { strategyId, isNew: isCreation(change), provedAt: proved?.at }
}
