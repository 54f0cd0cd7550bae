import { randomBytes } from 'node:crypto'
import type { SiteState } from '../site-state.ts'
import type { StoredStrategy } from '../stored-records.ts'
import { settleScimToken, strategyOfToken } from './scim-token.ts'

/** After a change of the provider: SCIM has what it is signed in to with, and nothing of another way. */
export function settleScim(state: SiteState, strategy: StoredStrategy, now: Date): void {
  settleScimToken(strategy, now)
  if (takesPassword(strategy)) return
  strategy['scim_username'] = null
  state.scimPasswords.delete(strategy.id)
}

/** As “Generate SCIM Username and Password” in the web form, and saved. */
export function generateScimPassword(
  state: SiteState,
  strategy: StoredStrategy,
  now: Date
): { readonly username: string; readonly password: string } {
  const made = { username: `scim-${String(strategy.id)}`, password: randomBytes(24).toString('base64url') }
  Object.assign(strategy, { scim_authentication_method: 'basic', scim_username: made.username })
  state.scimPasswords.set(strategy.id, made.password)
  settleScim(state, strategy, now)
  return made
}

/** The provider that this header `Authorization` belongs to: by its token, or by its user name and password. */
export function strategyOfProof(state: SiteState, authorization: string | undefined, now: Date): StoredStrategy | undefined {
  const pair = /^Basic ([a-z0-9+/]+={0,2})$/i.exec(authorization ?? '')?.[1]
  if (pair === undefined) return strategyOfToken(state, authorization, now)
  const text = Buffer.from(pair, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon <= 0) return undefined
  const [username, password] = [text.slice(0, colon), text.slice(colon + 1)]
  return [...state.strategies.values()].find(
    (strategy) => takesPassword(strategy) && strategy['scim_username'] === username && state.scimPasswords.get(strategy.id) === password
  )
}

/** The header `WWW-Authenticate`: the ways that some provider of the site is set to. */
export function challengesOf({ strategies }: SiteState): string {
  const isSome = (takes: (strategy: StoredStrategy) => boolean): boolean => [...strategies.values()].some(takes)
  const basic = isSome(takesPassword) ? ['Basic realm="SCIM", charset="UTF-8"'] : []
  return [
    ...(basic.length === 0 || isSome((strategy) => typeof strategy['scim_oauth_access_token'] === 'string') ? ['Bearer'] : []),
    ...basic
  ].join(', ')
}

function takesPassword({ protocol, scim_authentication_method: method }: StoredStrategy): boolean {
  return protocol === 'saml' && typeof method === 'string' && method.startsWith('basic')
}
