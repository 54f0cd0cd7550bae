import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { fail, type Result, succeed } from '../../../core/result.ts'
import { DISPLAY_NAME_CLAIM, EMAIL_CLAIM } from '../../entra/entra-claims.ts'
import type { SignedIn } from './verify-response.ts'

/** What a token has to be, by what the provider publishes and by what was asked for. */
export interface TokenTrust {
  readonly issuer: string
  readonly clientId: string
  readonly nonce: string
  readonly keys: readonly (JsonWebKey & { readonly kid?: unknown })[]
}

/** Judges an id token as OpenID Connect Core asks for it (section 3.1.3.7). The error is one sentence, as it stands in the event. */
export function verifyIdToken(token: string, trust: TokenTrust, now: Date): Result<SignedIn, string> {
  const [head = '', body = '', signature = '', ...more] = token.split('.')
  const header = jsonObject(head)
  const claims = jsonObject(body)
  if (header === undefined || claims === undefined || more.length > 0) return fail('What Microsoft sent is no id token.')
  // The one kind that Entra ID signs by: whatever else the header says could be an attacker’s choice.
  if (header['alg'] !== 'RS256') return fail(`The id token is not signed by RS256 (alg “${text(header['alg'])}”).`)
  const key = trust.keys.find(({ kid }) => kid === header['kid'])
  if (key === undefined) return fail('The id token is signed by a key that Microsoft does not publish.')
  const isSigned = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${body}`),
    createPublicKey({ key, format: 'jwk' }),
    Buffer.from(signature, 'base64url')
  )
  if (!isSigned) return fail('The signature does not fit the id token.')
  if (claims['iss'] !== trust.issuer) return fail(`The issuer is ${text(claims['iss'])}, and ${trust.issuer} is expected.`)
  if (text(claims['aud']).toLowerCase() !== trust.clientId.toLowerCase())
    return fail(`The audience is ${text(claims['aud'])}, and ${trust.clientId} is expected.`)
  if (claims['nonce'] !== trust.nonce) return fail('The id token belongs to another sign-in.')
  const untimely = untimelyBecause(claims, now)
  if (untimely !== undefined) return fail(untimely)
  const nameId = text(claims['preferred_username'])
  return nameId === '' ? fail('The id token names nobody.') : succeed({ nameId, claims: claimsOf(claims) })
}

function untimelyBecause(claims: Readonly<Record<string, unknown>>, now: Date): string | undefined {
  const { exp, nbf } = claims
  const nowSeconds = Math.floor(now.getTime() / 1000)
  if (typeof exp !== 'number') return 'The id token does not say how long it is good.'
  if (nowSeconds >= exp) return `The id token was good until ${new Date(exp * 1000).toISOString()}.`
  return typeof nbf === 'number' && nowSeconds < nbf ? `The id token is good from ${new Date(nbf * 1000).toISOString()} only.` : undefined
}

/** By the names that the same claims have in SAML. */
function claimsOf(claims: Readonly<Record<string, unknown>>): SignedIn['claims'] {
  const named = [
    [DISPLAY_NAME_CLAIM, text(claims['name'])],
    [EMAIL_CLAIM, text(claims['email'])]
  ] as const
  return new Map(named.filter(([, value]) => value !== '').map(([name, value]) => [name, [value]]))
}

function jsonObject(base64url: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64url, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
