import { type EntraCloud, entraClouds } from '../entra/entra-cloud.ts'
import { parseWebAddress } from '../entra/web-address.ts'
import type { DiscoveryDocument } from './oauth-ports.ts'

/** The cloud that a document of Microsoft speaks for, and what tells it. The host to which secrets go counts more than any name. */
export function homeCloud({ tokenEndpoint, cloudInstanceName, tenantRegionScope }: DiscoveryDocument): HomeCloud {
  const host = parseWebAddress(tokenEndpoint)?.host
  const byHost = entraClouds.find((cloud) => host !== undefined && isLoginHost(cloud, host))
  if (byHost !== undefined) return { cloud: byHost, told: 'host' }
  const name = cloudInstanceName?.toLowerCase() ?? ''
  const byName = entraClouds.find(({ loginHost }) => name !== '' && (loginHost === name || loginHost.endsWith(`.${name}`)))
  if (byName !== undefined) return { cloud: byName, told: 'name' }
  // `USGov` is how Microsoft writes it today; `USG` was seen too.
  const byRegion = /^USG/i.test(tenantRegionScope ?? '') ? entraClouds.find(({ id }) => id === 'us-government') : undefined
  return byRegion === undefined ? undefined : { cloud: byRegion, told: 'region' }
}

export type HomeCloud = { readonly cloud: EntraCloud; readonly told: 'host' | 'name' | 'region' } | undefined

export function isLoginHost({ loginHost, otherLoginHosts }: EntraCloud, host: string): boolean {
  return host === loginHost || otherLoginHosts.includes(host)
}
