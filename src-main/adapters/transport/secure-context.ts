import { createSecureContext } from 'node:tls'
import type { SecureContext, SecureContextOptions } from 'node:tls'

/** The authorities that certificates are judged by, PEM. Nobody else counts: an empty list trusts nobody. */
export interface Authorities {
  readonly list: readonly string[]
  /** Trusted in addition, one or more certificates in one text. A text without certificates adds nothing. */
  readonly caPem?: string
}

/**
 * What TLS may do and whom it trusts. Reading 140 authorities takes 5 to 25 ms in which nothing else runs, so the last context made
 * from the same list is used again.
 */
export function secureContextFor({ list, caPem }: Authorities): SecureContext {
  const kept = contexts.get(list)
  if (kept !== undefined && kept.caPem === caPem) return kept.context
  const context = newSecureContext({ list, ...(caPem === undefined ? {} : { caPem }) })
  contexts.set(list, { caPem, context })
  return context
}

/** Never shared. TLS 1.2 or newer unless told otherwise. Throws what the library throws when it does not know `ciphers`. */
export function newSecureContext({ list, caPem }: Authorities, options: SecureContextOptions = {}): SecureContext {
  return createSecureContext({
    // Always given, even empty: without `ca` Node falls back to its own list and to NODE_EXTRA_CA_CERTS.
    ca: caPem === undefined ? [...list] : [...list, caPem],
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
    ...options
  })
}

const contexts = new WeakMap<readonly string[], { readonly caPem: string | undefined; readonly context: SecureContext }>()
