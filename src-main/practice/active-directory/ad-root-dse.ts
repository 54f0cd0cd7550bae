import { Entry } from '../directory/entry.ts'
import type { Schema } from '../directory/schema.ts'
import { CONFIGURATION_DN, DNS_DOMAIN, DOMAIN_DN, SCHEMA_DN, SERVER_DN, SERVER_NAME } from './ad-names.ts'

/** The root entry of a Windows domain controller (MS-ADTS section 3.1.1.3.2). Only the controls that this server honours are listed. */
export function adRootDse(schema: Schema, now: Date): Entry {
  return new Entry(schema, [], {
    domainFunctionality: '7',
    forestFunctionality: '7',
    domainControllerFunctionality: '7',
    rootDomainNamingContext: DOMAIN_DN,
    ldapServiceName: `${DNS_DOMAIN}:dc1$@${DNS_DOMAIN.toUpperCase()}`,
    isGlobalCatalogReady: 'TRUE',
    supportedSASLMechanisms: ['GSSAPI', 'GSS-SPNEGO', 'EXTERNAL', 'DIGEST-MD5'],
    supportedLDAPVersion: ['3', '2'],
    supportedLDAPPolicies: policyNames,
    supportedControl: [...acceptedControls],
    supportedCapabilities: [
      '1.2.840.113556.1.4.800', // Active Directory
      '1.2.840.113556.1.4.1670', // 2003
      '1.2.840.113556.1.4.1791', // signing and sealing
      '1.2.840.113556.1.4.1935', // 2008
      '1.2.840.113556.1.4.2080', // 2008 R2
      '1.2.840.113556.1.4.2237' // 2012
    ],
    supportedExtension: ['1.3.6.1.4.1.1466.20037', '1.3.6.1.4.1.4203.1.11.3'],
    subschemaSubentry: `CN=Aggregate,${SCHEMA_DN}`,
    serverName: SERVER_DN,
    schemaNamingContext: SCHEMA_DN,
    namingContexts: [DOMAIN_DN, CONFIGURATION_DN, SCHEMA_DN, `DC=DomainDnsZones,${DOMAIN_DN}`, `DC=ForestDnsZones,${DOMAIN_DN}`],
    isSynchronized: 'TRUE',
    highestCommittedUSN: '90210',
    dsServiceName: `CN=NTDS Settings,${SERVER_DN}`,
    dNSHostName: SERVER_NAME,
    defaultNamingContext: DOMAIN_DN,
    currentTime: generalizedTime(now),
    configurationNamingContext: CONFIGURATION_DN
  })
}

export const acceptedControls: ReadonlySet<string> = new Set([
  '1.2.840.113556.1.4.319', // paged results
  '1.2.840.113556.1.4.801', // parts of the security descriptor
  '1.2.840.113556.1.4.417', // deleted objects too: there are none
  '1.2.840.113556.1.4.1339', // no references to other naming contexts
  '1.2.840.113556.1.4.1340', // search options
  '1.2.840.113556.1.4.2064', // recycled objects too: there are none
  '2.16.840.1.113730.3.4.2' // treat references as entries
])

/** The limits that `lDAPAdminLimits` gives values to. */
export const policyNames = [
  'MaxPoolThreads',
  'MaxPercentDirSyncRequests',
  'MaxDatagramRecv',
  'MaxReceiveBuffer',
  'InitRecvTimeout',
  'MaxConnections',
  'MaxConnIdleTime',
  'MaxPageSize',
  'MaxBatchReturnMessages',
  'MaxQueryDuration',
  'MaxDirSyncDuration',
  'MaxTempTableSize',
  'MaxResultSetSize',
  'MinResultSets',
  'MaxResultSetsPerConn',
  'MaxNotificationPerConn',
  'MaxValRange',
  'MaxValRangeTransitive',
  'ThreadMemoryLimit',
  'SystemMemoryLimitPercent'
]

/** `20260401120000.0Z`. */
function generalizedTime(date: Date): string {
  return `${date.toISOString().replace(/[-:T]|\..*$/g, '')}.0Z`
}
