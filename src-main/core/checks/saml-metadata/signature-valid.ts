import { problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import { certificateName } from '../../model/certificate-name.ts'
import { lowerFirst } from '../../model/lower-first.ts'
import { signatureProblem } from '../../saml/signature-problem.ts'
import { signaturesOfProvider } from '../../saml/signatures-of-provider.ts'
import type { XmlSignatureFacts } from '../../saml/xml-signature.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import { isEntra, metadataOf, providerOf, type SamlMetadataProbes } from './probes.ts'

export const signatureValid: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.signature-valid',
  title: 'The document is whole: its signature is valid',
  origin: 'microsoft',
  needs: ['saml-metadata.from-entra'],
  async run(probes) {
    const facts = await metadataOf(probes)
    const { signatures } = facts
    const [first, ...more] = signatures
    if (first === undefined) {
      return (await isEntra(probes))
        ? warned(problem('saml.metadata.unsigned', {}))
        : skipped('The document is not signed, as many products leave it.')
    }
    const broken = signatures.find(({ verdict }) => verdict.kind !== 'valid')
    const troubled = broken ?? signatures.find((signature) => signatureProblem(signature, lowerFirst(probes.name)) !== undefined)
    const trouble = troubled === undefined ? undefined : signatureProblem(troubled, lowerFirst(probes.name))
    if (trouble !== undefined) return broken === undefined ? warned(trouble) : failed(trouble)
    // A valid signature over a part of the document says nothing about the rest, and that is where the keys may be.
    if (signaturesOfProvider(facts, await providerOf(probes)).length === 0)
      return warned(problem('saml.metadata.partly-signed', {}, signatures.map(signatureEvidence)))
    return passed('Nobody changed the document since it was signed. The key came along with it, so its origin is not proved by this.', [
      signatureEvidence(first),
      ...more.map(signatureEvidence)
    ])
  }
}

function signatureEvidence({ algorithm, carried, covers }: XmlSignatureFacts): EvidenceItem {
  const by = carried === undefined ? '' : ` by ${certificateName(carried)}`
  return seen(`Signature over ${covers?.element ?? 'the document'}`, `${algorithm.name}${by}`)
}
