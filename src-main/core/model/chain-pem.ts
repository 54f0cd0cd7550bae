import type { ChainFacts } from './certificate.ts'

/** The chain as one file, leaf first, as servers want it; certificates that are no part of the chain are left out. */
export function chainPem(chain: ChainFacts): string {
  return chain.certificates.map((certificate) => certificate.pem).join('')
}
