import { generateKeyPair, type JsonWebKey, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'

/** A key by which Microsoft signs id tokens of a whole tenant. */
export interface TokenKey {
  readonly privateKey: KeyObject
  /** As it is published; `kid` names it. */
  readonly published: JsonWebKey & { readonly kid: string; readonly use: 'sig' }
}

/** RSA, 2048 bits. */
export async function makeTokenKey(kid: string): Promise<TokenKey> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return { privateKey, published: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' } }
}

/** A JSON Web Token in its compact form (RFC 7515, section 7.1). `undefined` key: without a signature. */
export function signIdToken(claims: Readonly<Record<string, string | number>>, key: TokenKey | undefined): string {
  const header = key === undefined ? { typ: 'JWT', alg: 'none' } : { typ: 'JWT', alg: 'RS256', kid: key.published.kid }
  const signed = `${encoded(header)}.${encoded(claims)}`
  return `${signed}.${key === undefined ? '' : sign('RSA-SHA256', Buffer.from(signed), key.privateKey).toString('base64url')}`
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
