import { signatureProblem } from '../../saml/signature-problem.ts'
import { type Check, passed, skipped, warned } from '../check.ts'
import { readingOf, type ResponseProbes } from './probes.ts'
import { signaturesEvidence } from './signature-evidence.ts'

export const algorithmStrong: Check<ResponseProbes> = {
  id: 'saml-response.algorithm-strong',
  title: 'Signature and digest are made with strong algorithms',
  origin: 'microsoft',
  needs: ['saml-response.signature-valid'],
  async run(probes) {
    const { signatures } = readingOf(probes)
    for (const signature of signatures) {
      const weakness = signatureProblem(signature, 'the response')
      if (weakness !== undefined) return warned(weakness)
    }
    const [first, ...more] = signaturesEvidence(signatures)
    if (first === undefined) return skipped('There is no signature that can be seen.')
    return passed(`Signed by ${[...new Set(signatures.map(({ algorithm }) => algorithm.name))].join(', ')}.`, [first, ...more])
  }
}
