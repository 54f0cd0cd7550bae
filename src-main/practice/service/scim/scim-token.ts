import { randomBytes } from 'node:crypto'
import type { SiteState } from '../site-state.ts'
import type { StoredStrategy } from '../stored-records.ts'

/** After a change of the provider: SCIM by token has a token, which lasts a year; without SCIM there is none. */
export function settleScimToken(strategy: StoredStrategy, now: Date): void {
  if (!takesToken(strategy)) Object.assign(strategy, { scim_oauth_access_token: null, scim_oauth_access_token_expires_at: null })
  else if (typeof strategy['scim_oauth_access_token'] !== 'string') resetScimToken(strategy, now)
}

/** The old token stops working at once. Gives the new one. */
export function resetScimToken(strategy: StoredStrategy, now: Date): string {
  const token = randomBytes(32).toString('hex')
  const ends = new Date(now)
  ends.setUTCFullYear(ends.getUTCFullYear() + 1)
  Object.assign(strategy, { scim_oauth_access_token: token, scim_oauth_access_token_expires_at: ends.toISOString() })
  return token
}

/** The provider whose token this is; not after its end. */
export function strategyOfToken(state: SiteState, authorization: string | undefined, now: Date): StoredStrategy | undefined {
  const token = /^Bearer ([^\s]+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) return undefined
  return [...state.strategies.values()].find((strategy) => {
    const endsAt = strategy['scim_oauth_access_token_expires_at']
    const isOver = typeof endsAt === 'string' && Date.parse(endsAt) <= now.getTime()
    return takesToken(strategy) && strategy['scim_oauth_access_token'] === token && !isOver
  })
}

function takesToken({ protocol, scim_authentication_method: method }: StoredStrategy): boolean {
  return protocol === 'saml' && typeof method === 'string' && method !== '' && method !== 'none' && !method.startsWith('basic')
}
