import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { readEntraAddress } from '../../entra/read-entra-address.ts'
import { type EntraTenant, tenantText } from '../../entra/tenant.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { isEntra, NOT_ENTRA, providerOf, type SamlMetadataProbes } from './probes.ts'

export const tenantsAgree: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.tenants-agree',
  title: 'Every place names the same tenant',
  origin: 'microsoft',
  needs: ['saml-metadata.tenant-filled-in'],
  async run(probes) {
    if (!(await isEntra(probes))) return skipped(NOT_ENTRA)
    const places = await placesOf(probes)
    const [first, ...more] = places.map(({ where, tenant }) => seen(where, tenantText(tenant)))
    if (first === undefined) return skipped('No place names a tenant.')
    // Which tenant owns a domain only Microsoft can tell: domains take no part in the comparison.
    const ids = new Set(places.flatMap(({ tenant }) => (tenant.kind === 'domain' ? [] : [tenantText(tenant).toLowerCase()])))
    if (ids.size > 1) {
      const list = places.map(({ where, tenant }) => `${where} ${tenantText(tenant)}`).join(', ')
      return failed(problem('saml.metadata.tenants-disagree', { list }, [first, ...more]))
    }
    return passed(`${more.length + 1} ${more.length === 0 ? 'place names' : 'places name'} the tenant; none contradicts.`, [first, ...more])
  }
}

interface Place {
  readonly where: string
  readonly tenant: EntraTenant
}

async function placesOf(probes: SamlMetadataProbes): Promise<readonly Place[]> {
  const { entity, provider } = await providerOf(probes)
  const inDocument = (where: string, address: string): readonly Place[] => {
    const read = readEntraAddress(address)
    return read?.tenant === undefined ? [] : [{ where, tenant: read.tenant }]
  }
  const places = [
    ...(probes.expected.tenant.tenant === undefined ? [] : [{ where: 'expected', tenant: probes.expected.tenant.tenant }]),
    ...(probes.address?.read?.tenant === undefined ? [] : [{ where: 'address', tenant: probes.address.read.tenant }]),
    ...inDocument('entity id', entity.entityId),
    ...provider.signOn.flatMap(({ location }) => inDocument('sign-in address', location)),
    ...provider.logout.flatMap(({ location }) => inDocument('sign-out address', location))
  ]
  return places.filter(
    (place, index) =>
      places.findIndex((other) => other.where === place.where && tenantText(other.tenant) === tenantText(place.tenant)) === index
  )
}
