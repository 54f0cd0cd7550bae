import { seen } from '../../evidence.ts'
import { signatureProblem } from '../../saml/signature-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { readingOf, type ResponseProbes } from './probes.ts'
import { signaturesEvidence } from './signature-evidence.ts'

export const signatureValid: Check<ResponseProbes> = {
  id: 'saml-response.signature-valid',
  title: 'What is signed is unchanged since it was signed',
  origin: 'microsoft',
  needs: ['saml-response.key-known', 'saml-response.nothing-hidden'],
  async run(probes) {
    const { signatures, signed } = readingOf(probes)
    const broken = signatures.find(({ verdict }) => verdict.kind !== 'valid')
    const breach = broken === undefined ? undefined : signatureProblem(broken, 'the response')
    if (breach !== undefined) return failed(breach)
    const [first, ...more] = signaturesEvidence(signatures)
    if (first === undefined) return skipped('There is no signature that can be seen.')
    // Valid, alone and in its place, and yet nothing could be read from what it covers: that cannot be, unless reader and verifier disagree.
    if (signed.kind === 'nothing' && probes.reading.ok && probes.reading.value.asSent.assertions.length > 0)
      throw new TypeError('A valid signature covers nothing that was read')
    const covered =
      signed.kind === 'response'
        ? 'The whole response is signed.'
        : 'The assertion is signed, the response around it is not: that is usual with Entra ID.'
    return passed(`Digest and signature were calculated again here and agree. ${covered}`, [first, ...more, seen('Covered', signed.kind)])
  }
}
