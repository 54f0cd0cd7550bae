import type { AlgorithmFacts } from '../../core/saml/xml-signature.ts'

export interface SignatureAlgorithm {
  readonly family: 'rsa' | 'rsa-pss' | 'ecdsa'
  /** As `node:crypto` names it. */
  readonly hash: Hash
}

export type Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512'

export function signatureAlgorithm(uri: string): SignatureAlgorithm | undefined {
  return SIGNATURES.get(uri)
}

export function digestHash(uri: string): Hash | undefined {
  return DIGESTS.get(uri)
}

/** Algorithms that take a secret: whoever verifies them by a public key accepts what everybody can write. */
export function isSecretAlgorithm(uri: string): boolean {
  return /[#/]hmac-/i.test(uri)
}

export function signatureFacts(uri: string): AlgorithmFacts {
  const known = SIGNATURES.get(uri)
  if (known !== undefined)
    return { uri, name: `${FAMILY_NAMES[known.family]} with ${HASH_NAMES[known.hash]}`, isWeak: known.hash === 'sha1' }
  return { uri, name: OTHER_NAMES.get(uri) ?? otherName(uri), isWeak: /md5|dsa-sha1|hmac-sha1/i.test(uri) }
}

export function digestFacts(uri: string): AlgorithmFacts {
  const known = DIGESTS.get(uri)
  if (known !== undefined) return { uri, name: HASH_NAMES[known], isWeak: known === 'sha1' }
  return { uri, name: OTHER_NAMES.get(uri) ?? otherName(uri), isWeak: /md5/i.test(uri) }
}

const DSIG = 'http://www.w3.org/2000/09/xmldsig#'
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#'
const MORE_2007 = 'http://www.w3.org/2007/05/xmldsig-more#'
const XENC = 'http://www.w3.org/2001/04/xmlenc#'

const SIGNATURES: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  [`${DSIG}rsa-sha1`, { family: 'rsa', hash: 'sha1' }],
  [`${MORE}rsa-sha256`, { family: 'rsa', hash: 'sha256' }],
  [`${MORE}rsa-sha384`, { family: 'rsa', hash: 'sha384' }],
  [`${MORE}rsa-sha512`, { family: 'rsa', hash: 'sha512' }],
  [`${MORE_2007}sha1-rsa-MGF1`, { family: 'rsa-pss', hash: 'sha1' }],
  [`${MORE_2007}sha256-rsa-MGF1`, { family: 'rsa-pss', hash: 'sha256' }],
  [`${MORE_2007}sha384-rsa-MGF1`, { family: 'rsa-pss', hash: 'sha384' }],
  [`${MORE_2007}sha512-rsa-MGF1`, { family: 'rsa-pss', hash: 'sha512' }],
  [`${MORE}ecdsa-sha1`, { family: 'ecdsa', hash: 'sha1' }],
  [`${MORE}ecdsa-sha256`, { family: 'ecdsa', hash: 'sha256' }],
  [`${MORE}ecdsa-sha384`, { family: 'ecdsa', hash: 'sha384' }],
  [`${MORE}ecdsa-sha512`, { family: 'ecdsa', hash: 'sha512' }]
])

const DIGESTS: ReadonlyMap<string, Hash> = new Map([
  [`${DSIG}sha1`, 'sha1'],
  [`${XENC}sha256`, 'sha256'],
  [`${MORE}sha384`, 'sha384'],
  [`${XENC}sha512`, 'sha512']
])

const FAMILY_NAMES: Readonly<Record<SignatureAlgorithm['family'], string>> = { rsa: 'RSA', 'rsa-pss': 'RSA-PSS', ecdsa: 'ECDSA' }
const HASH_NAMES: Readonly<Record<Hash, string>> = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' }

/** Recognised and not supported. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  [`${DSIG}dsa-sha1`, 'DSA with SHA-1'],
  [`${DSIG}hmac-sha1`, 'HMAC with SHA-1'],
  [`${MORE}hmac-sha256`, 'HMAC with SHA-256'],
  [`${MORE}hmac-sha384`, 'HMAC with SHA-384'],
  [`${MORE}hmac-sha512`, 'HMAC with SHA-512'],
  [`${MORE}rsa-md5`, 'RSA with MD5'],
  [`${MORE}md5`, 'MD5'],
  [`${MORE}sha224`, 'SHA-224'],
  [`${MORE_2007}rsa-pss`, 'RSA-PSS with parameters of its own']
])

function otherName(uri: string): string {
  return uri === '' ? 'none named' : uri
}
