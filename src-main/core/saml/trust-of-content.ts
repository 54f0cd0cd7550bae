import { tenantAddresses } from '../entra/tenant-addresses.ts'
import type { MetadataContent, SamlMetadataProbes } from '../checks/saml-metadata/probes.ts'
import type { SamlTrust, TrustedKey } from './saml-source.ts'
import { trustOfMetadata } from './trust-of-metadata.ts'

/** What Files.com would trust with this document; `undefined` when it gives no provider and no key. */
export function trustOfContent(
  content: MetadataContent,
  { from, address, expected }: Pick<SamlMetadataProbes, 'from' | 'address' | 'expected'>
): SamlTrust | undefined {
  switch (content.kind) {
    case 'metadata':
      return trustOfMetadata(content.facts, from, address === undefined ? 'xml' : 'url')
    case 'certificates': {
      const [certificate] = content.certificates
      return certificate === undefined ? undefined : pinned({ kind: 'certificate', certificate })
    }
    case 'fingerprint':
      return pinned({ kind: 'fingerprint', sha256: content.sha256 })
    case 'nothing':
    case 'openid-configuration':
    case 'no-xml':
    case 'no-certificate':
      return undefined
  }

  function pinned(key: TrustedKey): SamlTrust {
    const { tenant, cloud } = expected.tenant
    const addresses = tenant?.kind === 'id' ? tenantAddresses(cloud, tenant.id) : undefined
    return {
      from,
      mode: 'fingerprint',
      issuer: addresses?.issuer,
      signOnUrls: addresses === undefined ? [] : [addresses.signOnUrl],
      keys: [key]
    }
  }
}
