import type { DirectoryTree } from '../directory/directory-tree.ts'
import { dnKey, parseDn } from '../directory/distinguished-name.ts'
import { CONFIGURATION_DN, DNS_DOMAIN, DOMAIN_DN, NETBIOS_DOMAIN, SCHEMA_DN, SERVER_DN, SERVER_NAME } from './ad-names.ts'
import { policyNames } from './ad-root-dse.ts'
import type { AdPlanter } from './ad-planter.ts'

export interface QueryLimits {
  readonly pageSize: number
  readonly valueRange: number
}

/** What lies beside the domain: configuration, schema and the zones, each a naming context of its own. The domain's root must be there already. */
export function plantConfiguration(planter: AdPlanter, tree: DirectoryTree, limits: QueryLimits): void {
  for (const zone of ['DomainDnsZones', 'ForestDnsZones']) {
    const dn = `DC=${zone},${DOMAIN_DN}`
    openContext(tree, dn, `${zone}.${DNS_DOMAIN}`)
    planter.plant(dn, 'domaindns', { instanceType: '5' })
  }
  openContext(tree, CONFIGURATION_DN, DNS_DOMAIN)
  planter.plant(CONFIGURATION_DN, 'configuration', { instanceType: '13' })
  openContext(tree, SCHEMA_DN, DNS_DOMAIN)
  planter.plant(SCHEMA_DN, 'dmd', { instanceType: '13' })
  plantPartitions(planter)
  plantQueryPolicy(planter, limits)
  plantSites(planter)
}

function openContext(tree: DirectoryTree, dn: string, host: string): void {
  tree.addContext({ rootKey: dnKey(parseDn(dn) ?? []), referral: `ldap://${host}/${dn}` })
}

function plantPartitions(planter: AdPlanter): void {
  const partitions = `CN=Partitions,${CONFIGURATION_DN}`
  planter.plant(partitions, 'crossrefcontainer', { 'msDS-Behavior-Version': '7' })
  const crossReference = (name: string, nCName: string, more: Readonly<Record<string, string>>): void => {
    planter.plant(`CN=${name},${partitions}`, 'crossref', { nCName, dnsRoot: DNS_DOMAIN, ...more })
  }
  crossReference('Enterprise Configuration', CONFIGURATION_DN, { systemFlags: '1' })
  crossReference('Enterprise Schema', SCHEMA_DN, { systemFlags: '1' })
  crossReference(NETBIOS_DOMAIN, DOMAIN_DN, { systemFlags: '3', nETBIOSName: NETBIOS_DOMAIN })
}

function plantQueryPolicy(planter: AdPlanter, limits: QueryLimits): void {
  const services = `CN=Services,${CONFIGURATION_DN}`
  const directoryService = `CN=Directory Service,CN=Windows NT,${services}`
  planter.plant(services, 'container')
  planter.plant(`CN=Windows NT,${services}`, 'container')
  planter.plant(directoryService, 'ntdsservice')
  planter.plant(`CN=Query-Policies,${directoryService}`, 'container')
  const values = new Map([...usualLimits, ['MaxPageSize', limits.pageSize] as const, ['MaxValRange', limits.valueRange] as const])
  const lDAPAdminLimits = policyNames.flatMap((name) => (values.has(name) ? [`${name}=${String(values.get(name))}`] : []))
  planter.plant(`CN=Default Query Policy,CN=Query-Policies,${directoryService}`, 'querypolicy', { lDAPAdminLimits })
}

const usualLimits: readonly (readonly [string, number])[] = [
  ['MaxPoolThreads', 4],
  ['MaxDatagramRecv', 4096],
  ['MaxReceiveBuffer', 10_485_760],
  ['InitRecvTimeout', 120],
  ['MaxConnections', 5000],
  ['MaxConnIdleTime', 900],
  ['MaxQueryDuration', 120],
  ['MaxTempTableSize', 10_000],
  ['MaxResultSetSize', 262_144],
  ['MaxNotificationPerConn', 5]
]

function plantSites(planter: AdPlanter): void {
  const sites = `CN=Sites,${CONFIGURATION_DN}`
  const site = `CN=Default-First-Site-Name,${sites}`
  planter.plant(sites, 'sitescontainer')
  planter.plant(site, 'site')
  planter.plant(`CN=Servers,${site}`, 'serverscontainer')
  planter.plant(SERVER_DN, 'server', { dNSHostName: SERVER_NAME })
  planter.plant(`CN=NTDS Settings,${SERVER_DN}`, 'ntdsdsa')
}
