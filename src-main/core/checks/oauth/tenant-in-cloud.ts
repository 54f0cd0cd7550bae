import { problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import { homeCloud } from '../../oauth/home-cloud.ts'
import type { DiscoveryDocument } from '../../oauth/oauth-ports.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { documentOf, type OauthProbes, OTHER_PROVIDER } from './probes.ts'

/** Microsoft’s global host also describes tenants of other clouds, and then points to the hosts of theirs. */
export const tenantInCloud: Check<OauthProbes> = {
  id: 'oauth.tenant-in-cloud',
  title: 'The tenant is in the chosen cloud',
  origin: 'microsoft',
  needs: ['oauth.issuer-same'],
  async run(probes) {
    const { authority, form, cloud } = probes
    if (authority !== undefined) return skipped(OTHER_PROVIDER)
    const document = await documentOf(probes)
    const home = homeCloud(document)
    if (home !== undefined && home.cloud.id !== cloud.id)
      return failed(
        problem('oauth.tenant.in-other-cloud', { tenant: form.tenantId, asked: cloud.name, found: home.cloud.name }, evidenceOf(document))
      )
    return passed(`It belongs to ${cloud.name}.`, evidenceOf(document))
  }
}

function evidenceOf({
  tokenEndpoint,
  cloudInstanceName,
  tenantRegionScope
}: DiscoveryDocument): readonly [EvidenceItem, ...EvidenceItem[]] {
  return [
    seen('Token address', tokenEndpoint),
    ...(cloudInstanceName === undefined ? [] : [seen('Cloud (cloud_instance_name)', cloudInstanceName)]),
    ...(tenantRegionScope === undefined ? [] : [seen('Region (tenant_region_scope)', tenantRegionScope)])
  ]
}
