import type { CertificateFacts, ChainFacts } from '../../core/model/certificate.ts'
import type { TlsNotOpened } from '../../core/model/tls-facts.ts'
import { fail, succeed, type Result } from '../../core/result.ts'
import { buildServerChain } from '../x509/build-chains.ts'
import { certificateFacts } from '../x509/certificate-facts.ts'
import { DerFault, newDerBudget } from '../x509/der.ts'
import { newVerificationBudget } from '../x509/verify-signature.ts'
import { notOpened } from './open-for-tls.ts'

/** The chain that a server's certificates (DER, leaf first) form. Fails when there is none to speak of. */
export function sentChain(ders: readonly Uint8Array[]): Result<ChainFacts, TlsNotOpened> {
  const budget = newDerBudget()
  const verifications = newVerificationBudget()
  const read = (der: Uint8Array): CertificateFacts | DerFault => {
    try {
      return certificateFacts(der, budget, verifications)
    } catch (error) {
      if (error instanceof DerFault) return error
      throw error
    }
  }
  const [leaf, ...others] = ders.map(read)
  if (leaf === undefined) return fail(notOpened('other', '', 'the server showed no certificate'))
  if (leaf instanceof DerFault) return fail(notOpened('other', '', `the server’s certificate cannot be read: ${leaf.message}`))
  // The TLS library has read all of them; one that we alone cannot read is only missing from the drawing.
  const readable = others.flatMap((other) => (other instanceof DerFault ? [] : [other]))
  return succeed(buildServerChain(leaf, readable))
}
