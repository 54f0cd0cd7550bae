import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { SERVICE_ENTITY_ID } from '../../entra/service-addresses.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import type { SamlMetadataProbes } from './probes.ts'

export const addressOfMicrosoft: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.address-of-microsoft',
  title: 'The address belongs to a known Microsoft cloud',
  origin: 'this-computer',
  needs: ['saml-metadata.address-secure'],
  async run({ address }) {
    if (address?.read === undefined) return skipped('Nothing is fetched.')
    const { cloud, host, page } = address.read
    const evidence = seen('Host', host)
    if (page === 'service-metadata') return failed(problem('saml.metadata.service-metadata', { entityId: SERVICE_ENTITY_ID }, [evidence]))
    if (cloud !== undefined || page === 'portal') return passed(`The host belongs to ${cloud?.name ?? 'Microsoft'}.`, [evidence])
    const foreign = problem('saml.metadata.address-not-microsoft', { host }, [evidence])
    return address.insist ? warned(foreign) : failed(foreign)
  }
}
