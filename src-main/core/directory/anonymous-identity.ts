/** Does this answer to “who am I” (RFC 4532) say that nobody has signed in? */
export function isAnonymousIdentity(identity: string): boolean {
  return identity === '' || identity === 'dn:' || identity === 'u:'
}
