import { signatureProblem } from '../../saml/signature-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { readingOf, type ResponseProbes } from './probes.ts'
import { signaturesEvidence } from './signature-evidence.ts'

export const signatureSound: Check<ResponseProbes> = {
  id: 'saml-response.signature-sound',
  title: 'Each signature has a shape that can be relied on',
  origin: 'microsoft',
  needs: ['saml-response.signature-present'],
  async run(probes) {
    const { signatures } = readingOf(probes)
    const refused = signatures.find(({ verdict }) => verdict.kind === 'refused')
    const refusal = refused === undefined ? undefined : signatureProblem(refused, 'the response')
    if (refusal !== undefined) return failed(refusal)
    const [first, ...more] = signaturesEvidence(signatures)
    if (first === undefined) return skipped('There is no signature that can be seen.')
    return passed('Each covers the whole element that it stands in, once, and by algorithms for signing.', [first, ...more])
  }
}
