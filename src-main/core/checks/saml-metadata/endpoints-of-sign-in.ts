import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type EntraAddress, readEntraAddress } from '../../entra/read-entra-address.ts'
import { tenantText } from '../../entra/tenant.ts'
import { tenantAddresses } from '../../entra/tenant-addresses.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import { isEntra, NOT_ENTRA, providerOf, type SamlMetadataProbes } from './probes.ts'

export const endpointsOfSignIn: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.endpoints-of-sign-in',
  title: 'The addresses are those of Microsoft’s sign-in',
  origin: 'microsoft',
  needs: ['saml-metadata.sign-on-usable'],
  async run(probes) {
    if (!(await isEntra(probes))) return skipped(NOT_ENTRA)
    const { entity, provider } = await providerOf(probes)
    const locations = [...provider.signOn, ...provider.logout].map(({ location }) => location)
    const [first, ...more] = [...new Set(locations)].map((location) => seen('Address', location))
    if (first === undefined) throw new TypeError('The rung below proves that there is an address')
    // A document that names Microsoft as issuer and sends people elsewhere collects passwords.
    const foreign = locations.find((location) => readEntraAddress(location)?.cloud === undefined)
    if (foreign !== undefined)
      return failed(problem('saml.metadata.endpoint-foreign', { location: foreign, entityId: entity.entityId }, [first, ...more]))
    const issuer = locations.map(readEntraAddress).find((address) => address?.page === 'issuer')
    if (issuer !== undefined) {
      const facts = { location: issuer.text, corrected: correctedEndpoint(issuer) }
      return failed(problem('saml.metadata.issuer-as-endpoint', facts, [first, ...more]))
    }
    const slash = locations.find((location) => location.endsWith('/'))
    if (slash !== undefined) return warned(problem('saml.metadata.endpoint-slash', { location: slash }, [first, ...more]))
    return passed('All are hosts of Microsoft; no address is that of the issuer, and none ends in a slash.', [first, ...more])
  }
}

function correctedEndpoint({ cloud, tenant }: EntraAddress): string {
  if (cloud === undefined) throw new TypeError('An issuer’s host belongs to a cloud')
  return tenantAddresses(cloud, tenant === undefined ? 'TENANT-ID' : tenantText(tenant)).signOnUrl
}
