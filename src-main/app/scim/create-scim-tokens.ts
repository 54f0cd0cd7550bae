import type { Problem } from '../../core/errors.ts'
import type { KeychainPort } from '../../core/ports/secrets.ts'
import type { SiteMemoryPort } from '../../core/ports/store.ts'
import type { Redactor } from '../../core/redact.ts'
import type { Secret } from '../../core/secret.ts'
import type { SiteSession } from '../site-sessions.ts'

/** SCIM tokens of this computer: in the keychain, or for as long as the application runs where that cannot be. */
export interface ScimTokens {
  read(session: SiteSession, strategyId: number): Promise<KeptToken>
  keep(session: SiteSession, strategyId: number, token: Secret): Promise<void>
  forget(session: SiteSession, strategyId: number): Promise<Problem | undefined>
}

export interface KeptToken {
  readonly token: Secret | undefined
  /** Why the keychain does not work; absent while it does, and for a practice site, which has nothing in it. */
  readonly problem: Problem | undefined
}

interface TokenPorts {
  readonly keychain: KeychainPort
  readonly memory: SiteMemoryPort
  readonly redactor: Redactor
}

export function createScimTokens({ keychain, memory, redactor }: TokenPorts): ScimTokens {
  const inMemory = new Map<string, Secret>()
  const nameOf = (site: string, strategyId: number): string => `${String(strategyId)}@${site}`

  return {
    async read({ address: { host: site }, isPractice }, strategyId) {
      const here = inMemory.get(nameOf(site, strategyId))
      if (isPractice) return { token: here, problem: undefined }
      const kept = await keychain.read({ kind: 'scim-token', site, strategyId })
      if (!kept.ok) return { token: here, problem: kept.error }
      const token = kept.value ?? here
      if (token !== undefined) redactor.register(token)
      return { token, problem: undefined }
    },

    async keep({ address: { host: site }, isPractice }, strategyId, token) {
      redactor.register(token)
      inMemory.set(nameOf(site, strategyId), token)
      if (isPractice) return
      const written = await keychain.write({ kind: 'scim-token', site, strategyId }, token)
      if (!written.ok) return
      inMemory.delete(nameOf(site, strategyId))
      remember(site, (ids) => [...new Set([...ids, strategyId])])
    },

    async forget({ address: { host: site }, isPractice }, strategyId) {
      inMemory.delete(nameOf(site, strategyId))
      if (isPractice) return undefined
      const removed = await keychain.remove({ kind: 'scim-token', site, strategyId })
      if (!removed.ok) return removed.error
      remember(site, (ids) => ids.filter((id) => id !== strategyId))
      return undefined
    }
  }

  /** Which tokens there are, so that forgetting the site finds them; the keychain itself has no list. */
  function remember(site: string, changed: (ids: readonly number[]) => readonly number[]): void {
    const known = memory.read(site)
    if (known !== undefined) memory.save({ ...known, scimTokensOf: changed(known.scimTokensOf ?? []) })
  }
}
