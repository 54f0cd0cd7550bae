import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { hasPlaceholder } from '../../entra/tenant.ts'
import { type Check, failed, passed } from '../check.ts'
import { providerOf, type SamlMetadataProbes } from './probes.ts'

export const tenantFilledIn: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.tenant-filled-in',
  title: 'No placeholder is left in the document',
  origin: 'microsoft',
  needs: ['saml-metadata.one-identity-provider'],
  async run(probes) {
    const { entity, provider } = await providerOf(probes)
    const places = [
      { where: 'the entity id', text: entity.entityId },
      ...provider.signOn.map(({ location }) => ({ where: 'the sign-in address', text: location })),
      ...provider.logout.map(({ location }) => ({ where: 'the sign-out address', text: location }))
    ]
    const evidence = seen('Entity id', entity.entityId)
    const left = places.filter(({ text }) => hasPlaceholder(text))
    const [first] = left
    if (first === undefined) return passed('Entity id and addresses are filled in.', [evidence])
    return failed(
      problem(
        'saml.metadata.tenant-placeholder',
        first,
        left.map(({ where, text }) => seen(where, text))
      )
    )
  }
}
