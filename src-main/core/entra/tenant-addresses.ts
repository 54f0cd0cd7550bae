import { type EntraCloud, entraClouds } from './entra-cloud.ts'
import { readEntraAddress } from './read-entra-address.ts'
import { type EntraTenant, readTenant, withoutBraces } from './tenant.ts'

/** Where a tenant is reached and how it is named, for SAML. Source: learn.microsoft.com/entra/identity-platform/federation-metadata */
export interface TenantAddresses {
  /** Entity id of the tenant; the final slash belongs to it. */
  readonly issuer: string
  readonly signOnUrl: string
  readonly logoutUrl: string
}

/** `tenantId` is the GUID: Entra writes no other name into an issuer. */
export function tenantAddresses(cloud: EntraCloud, tenantId: string): TenantAddresses {
  const endpoint = `https://${cloud.loginHost}/${tenantId}/saml2`
  return { issuer: `https://${cloud.issuerHost}/${tenantId}/`, signOnUrl: endpoint, logoutUrl: endpoint }
}

/** The App Federation Metadata Url, as the portal shows it. */
export function applicationMetadataUrl(cloud: EntraCloud, tenant: string, applicationId: string): string {
  return `https://${cloud.loginHost}/${tenant}/federationmetadata/2007-06/federationmetadata.xml?appid=${applicationId}`
}

/** What a person knows of the tenant: its id, its domain, or any address of it, which also tells the cloud. */
export interface KnownTenant {
  /** Absent: nothing was said. */
  readonly tenant: EntraTenant | undefined
  readonly cloud: EntraCloud
  /** Nothing told the cloud, and the global one is taken. */
  readonly isCloudAssumed: boolean
}

export function knownTenant(typed: string): KnownTenant {
  const address = readEntraAddress(typed)
  if (address?.cloud !== undefined) return { tenant: address.tenant, cloud: address.cloud, isCloudAssumed: false }
  return { tenant: typed.trim() === '' ? undefined : readTenant(withoutBraces(typed)), cloud: globalCloud(), isCloudAssumed: true }
}

function globalCloud(): EntraCloud {
  const [cloud] = entraClouds
  if (cloud === undefined) throw new TypeError('There is always a global cloud')
  return cloud
}
