import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { certificateEvidence } from '../../saml/certificate-line.ts'
import type { SamlKeyFacts } from '../../saml/metadata-facts.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import { certificatesOf, providerOf, type SamlMetadataProbes } from './probes.ts'

export const signingKeyPresent: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.signing-key-present',
  title: 'There is a signing key, and every key is readable',
  origin: 'microsoft',
  needs: ['saml-metadata.one-identity-provider'],
  async run(probes) {
    const { keys } = (await providerOf(probes)).provider
    const [first, ...more] = (await certificatesOf(probes)).map(certificateEvidence)
    const unreadable = keys.flatMap(({ use, key }) => (key.kind === 'unreadable' ? [seen(`Key (${useText[use]})`, key.because)] : []))
    const [broken] = unreadable
    if (broken !== undefined) {
      const damaged = problem('saml.metadata.key-unreadable', { because: broken.value }, [
        ...unreadable,
        ...(first === undefined ? [] : [first, ...more])
      ])
      return first === undefined ? failed(damaged) : warned(damaged)
    }
    if (first === undefined)
      return failed(problem('saml.metadata.no-signing-key', { found: keys.length === 0 ? 'no key at all' : 'keys for encryption only' }))
    return passed(`${more.length + 1} signing ${more.length === 0 ? 'key' : 'keys'}.`, [first, ...more])
  }
}

const useText: Readonly<Record<SamlKeyFacts['use'], string>> = { signing: 'signing', encryption: 'encryption', both: 'any use' }
