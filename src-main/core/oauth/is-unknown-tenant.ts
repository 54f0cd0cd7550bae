import type { DiscoveryAnswer } from './oauth-ports.ts'

/**
 * Whether Microsoft itself says that there is no such tenant. Not by its codes, which may change: a question about a tenant that does not
 * exist is simply a bad one, and the answer is an error of OAuth. A page with the same status comes from somebody in between.
 */
export function isUnknownTenant({ status, body }: Extract<DiscoveryAnswer, { kind: 'refused' }>): boolean {
  return (status === 400 || status === 404) && (/\bAADSTS\d/.test(body) || /^\s*\{[\s\S]*"error"\s*:\s*"/.test(body))
}
