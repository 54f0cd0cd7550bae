import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type EntraCloud, entraClouds } from '../../entra/entra-cloud.ts'
import { readEntraAddress } from '../../entra/read-entra-address.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { isEntra, NOT_ENTRA, providerOf, type SamlMetadataProbes } from './probes.ts'

export const cloudsAgree: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.clouds-agree',
  title: 'Every place names the same Microsoft cloud',
  origin: 'microsoft',
  needs: ['saml-metadata.one-identity-provider'],
  async run(probes) {
    if (!(await isEntra(probes))) return skipped(NOT_ENTRA)
    const { entity, provider } = await providerOf(probes)
    const { tenant: expected } = probes.expected
    const places = [
      ...(expected.tenant !== undefined && !expected.isCloudAssumed ? [{ where: 'Expected', clouds: [expected.cloud] }] : []),
      ...(probes.address?.read?.cloud === undefined ? [] : [{ where: 'Address', clouds: cloudsOf(probes.address.read.text) }]),
      { where: 'Entity id', clouds: cloudsOf(entity.entityId) },
      ...provider.signOn.map(({ location }) => ({ where: 'Sign-in address', clouds: cloudsOf(location) })),
      ...provider.logout.map(({ location }) => ({ where: 'Sign-out address', clouds: cloudsOf(location) }))
    ].filter(({ clouds }) => clouds.length > 0)
    const [first, ...more] = places.map(({ where, clouds }) => seen(where, clouds.map(({ name }) => name).join(' or ')))
    if (first === undefined) return skipped('No place names a cloud.')
    const common = entraClouds.filter((cloud) => places.every(({ clouds }) => clouds.includes(cloud)))
    if (common.length === 0) {
      const list = [
        ...new Set(places.map(({ where, clouds }) => `${where.toLowerCase()} ${clouds.map(({ name }) => name).join(' or ')}`))
      ].join(', ')
      return failed(problem('saml.metadata.clouds-disagree', { list }, [first, ...more]))
    }
    return passed(`It is ${common.map(({ name }) => name).join(' or ')}.`, [first, ...more])
  }
}

/** An issuer host may belong to two clouds. */
function cloudsOf(address: string): readonly EntraCloud[] {
  const read = readEntraAddress(address)
  if (read?.cloud === undefined) return []
  const known = read.cloud
  return entraClouds.filter((cloud) => cloud === known || cloud.issuerHost === read.host)
}
