import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { entraClouds } from '../../entra/entra-cloud.ts'
import { readEntraAddress } from '../../entra/read-entra-address.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import { isEntra, NOT_ENTRA, providerOf, type SamlMetadataProbes } from './probes.ts'

export const entityIdOfTenant: Check<SamlMetadataProbes> = {
  id: 'saml-metadata.entity-id-of-tenant',
  title: 'The entity id is the one of a tenant, with its final slash',
  origin: 'microsoft',
  needs: ['saml-metadata.tenant-filled-in'],
  async run(probes) {
    if (!(await isEntra(probes))) return skipped(NOT_ENTRA)
    const found = (await providerOf(probes)).entity.entityId
    const evidence = seen('Entity id', found)
    const address = readEntraAddress(found)
    const tenant = address?.tenant?.kind === 'id' ? address.tenant.id : undefined
    const issuerHost = address?.page === 'issuer' ? address.host : undefined
    const expected = `https://${issuerHost ?? entraClouds[0]?.issuerHost ?? ''}/${tenant ?? 'TENANT-ID'}/`
    // Entra ID signs in small letters, and a service compares letter by letter.
    if (found === expected && tenant !== undefined) return passed(`It names the tenant ${tenant}.`, [evidence])
    if (tenant !== undefined && `${found}/`.toLowerCase() === expected.toLowerCase())
      return failed(problem('saml.metadata.entity-id-slash', { found, expected }, [evidence]))
    return warned(problem('saml.metadata.entity-id-unusual', { found: found === '' ? '(empty)' : found, expected }, [evidence]))
  }
}
