import type { CancelSignal } from '../../core/cancel.ts'
import type { ServiceLookup } from '../../core/checks/probes.ts'
import { parseDn } from '../../core/model/distinguished-name.ts'
import type { DirectorySettings } from '../../core/model/directory-settings.ts'
import type { NetworkPort } from '../../core/ports/network.ts'

/** Name servers that know nothing about a domain should not hold the ladder up. */
const SHORT_MS = 2000

/** SRV records of the domain that the settings point at: how Windows clients find domain controllers. */
export async function lookUpServices(network: NetworkPort, settings: DirectorySettings, signal: CancelSignal): Promise<ServiceLookup> {
  const domain = domainOf(settings)
  if (domain === undefined) return { asked: [], records: [] }
  const asked = [`_ldap._tcp.dc._msdcs.${domain}`, `_ldap._tcp.${domain}`]
  const timeoutMs = Math.min(settings.timeoutMs, SHORT_MS)
  const [controllers = [], servers = []] = await Promise.all(asked.map((name) => network.resolveService(name, timeoutMs, signal)))
  return { asked, records: controllers.length > 0 ? controllers : servers }
}

/** Nothing is asked for an address or a single label: there is no domain whose name servers could know. */
export function domainOf(settings: Pick<DirectorySettings, 'host' | 'baseDn' | 'domain'>): string | undefined {
  if (/^[\d.]+$/.test(settings.host) || settings.host.includes(':') || !settings.host.includes('.')) return undefined
  const fromBase = (parseDn(settings.baseDn) ?? [])
    .flat()
    .filter(({ type }) => type.toLowerCase() === 'dc')
    .map(({ value }) => value)
    .join('.')
  if (fromBase.includes('.')) return fromBase
  if (settings.domain !== '') return settings.domain
  const fromHost = settings.host.split('.').slice(1).join('.')
  return fromHost.includes('.') ? fromHost : undefined
}
