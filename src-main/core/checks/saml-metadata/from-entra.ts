import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { assertNever } from '../../result.ts'
import { recogniseProduct } from '../../saml/recognise-product.ts'
import { type Check, passed, warned } from '../check.ts'
import { providerOf, type SamlMetadataProbes } from './probes.ts'

export const fromEntra: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.from-entra',
  title: 'The document comes from Microsoft Entra ID',
  origin: 'microsoft',
  needs: ['saml-metadata.one-identity-provider'],
  async run(probes) {
    const found = await providerOf(probes)
    const product = recogniseProduct(found)
    const entityId = seen('Entity id', found.entity.entityId)
    switch (product.kind) {
      case 'entra':
        return passed('Its addresses are those of Entra ID.', [entityId, seen('Recognised by', product.because)])
      case 'other':
        return warned(problem('saml.metadata.not-entra', { product: product.name }, [entityId, seen('Recognised by', product.because)]))
      case 'unknown':
        return warned(problem('saml.metadata.not-entra', { product: 'a product that is not known here' }, [entityId]))
      default:
        return assertNever(product)
    }
  }
}
