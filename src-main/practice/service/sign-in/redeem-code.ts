import type { JsonWebKey } from 'node:crypto'
import { SERVICE_OAUTH_REDIRECT_URI } from '../../../core/entra/service-addresses.ts'
import { fail, type Result, succeed } from '../../../core/result.ts'
import type { OauthRegistration } from '../site-state.ts'
import { verifyIdToken } from './verify-id-token.ts'
import type { SignedIn } from './verify-response.ts'

export interface CodeToRedeem {
  readonly code: string
  readonly nonce: string
  readonly registration: OauthRegistration
  /** Address of Microsoft’s sign-in host, without a final slash. */
  readonly authority: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Asks Microsoft for the token of a code, with the secret, and judges it: over HTTP, as a service does. The error is one sentence, Microsoft’s own where it has one. */
export async function redeemCode({ code, nonce, registration, authority, now }: CodeToRedeem): Promise<Result<SignedIn, string>> {
  const { tenantId, clientId, clientSecret } = registration
  const configuration = await askJson(`${authority}/${encodeURIComponent(tenantId)}/v2.0/.well-known/openid-configuration`)
  if (!configuration.ok) return configuration
  const { issuer, token_endpoint: tokenEndpoint, jwks_uri: keysAt } = configuration.value
  if (typeof issuer !== 'string' || typeof tokenEndpoint !== 'string' || typeof keysAt !== 'string')
    return fail('Microsoft does not say where tokens and keys are.')
  const answer = await askJson(
    tokenEndpoint,
    new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uri: SERVICE_OAUTH_REDIRECT_URI,
      code
    })
  )
  if (!answer.ok) return answer
  const keys = await askJson(keysAt)
  if (!keys.ok) return keys
  const idToken = answer.value['id_token']
  if (typeof idToken !== 'string') return fail('Microsoft sent no id token.')
  return verifyIdToken(idToken, { issuer, clientId, nonce, keys: keysIn(keys.value['keys']) }, new Date(now()))
}

const TIMEOUT_MS = 10_000

async function askJson(url: string, form?: URLSearchParams): Promise<Result<Readonly<Record<string, unknown>>, string>> {
  try {
    const response = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(form === undefined ? {} : { method: 'POST', body: form })
    })
    const body: unknown = await response.json()
    const fields = typeof body === 'object' && body !== null ? { ...body } : {}
    if (response.ok) return succeed(fields)
    const words = 'error_description' in fields ? fields.error_description : undefined
    return fail(typeof words === 'string' ? words : `Microsoft answered with the status ${String(response.status)}.`)
  } catch (error) {
    if (error instanceof Error) return fail('Microsoft could not be asked.')
    throw error
  }
}

function keysIn(keys: unknown): readonly JsonWebKey[] {
  return Array.isArray(keys) ? keys.flatMap((key: unknown) => (typeof key === 'object' && key !== null ? [{ ...key }] : [])) : []
}
