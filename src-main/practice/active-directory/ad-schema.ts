import { escapeDnValue } from '../directory/distinguished-name.ts'
import { foldTextAndAccents } from '../directory/fold-text.ts'
import { Schema } from '../directory/schema.ts'
import type { AttributeLine, MatchingRule } from '../directory/schema.ts'
import { SCHEMA_DN } from './ad-names.ts'

/** What Active Directory knows, as far as this directory or a usual search needs it. */
export function adSchema(): Schema {
  return new Schema(
    [
      ...typed('text', texts, 'substrings', 'ordering'),
      ...typed('dn', names),
      ...typed('dn', links, 'link'),
      ...typed('integer', integers, 'ordering'),
      ...typed('time', times, 'ordering'),
      ...typed('boolean', ['isCriticalSystemObject', 'showInAdvancedViewOnly', 'isSynchronized', 'isGlobalCatalogReady']),
      ...typed('bytes', ['objectGUID', 'thumbnailPhoto', 'jpegPhoto', 'logonHours']),
      ...typed('unmatched', ['unicodePwd', 'userPassword', 'nTSecurityDescriptor']),
      ['objectClass 2.5.4.0', 'class'],
      ['objectCategory', 'category'],
      ['objectSid', 'security-id'],
      ...typed('unmatched', constructed, 'constructed'),
      ['supportedExtension', 'text', 'operational']
    ],
    { rules, fold: foldTextAndAccents, categories, escapeDnValue }
  )
}

const texts = [
  ...[
    'cn commonName 2.5.4.3',
    'sn 2.5.4.4',
    'givenName 2.5.4.42',
    'displayName',
    'name',
    'initials',
    'title',
    'description',
    'department',
    'company'
  ],
  ...[
    'mail',
    'proxyAddresses',
    'userPrincipalName',
    'sAMAccountName',
    'mailNickname',
    'employeeID',
    'employeeNumber',
    'employeeType',
    'uid',
    'info'
  ],
  ...[
    'telephoneNumber',
    'mobile',
    'homePhone',
    'physicalDeliveryOfficeName',
    'streetAddress',
    'postalCode',
    'l',
    'st',
    'c',
    'co',
    'o',
    'ou 2.5.4.11'
  ],
  ...[
    'dc 0.9.2342.19200300.100.1.25',
    'dNSHostName',
    'servicePrincipalName',
    'operatingSystem',
    'operatingSystemVersion',
    'lDAPAdminLimits'
  ],
  ...[
    'nETBIOSName',
    'dnsRoot',
    'extensionAttribute1',
    'msDS-cloudExtensionAttribute1',
    'wWWHomePage',
    'url',
    'scriptPath',
    'homeDirectory'
  ],
  ...[
    'supportedCapabilities',
    'supportedControl',
    'supportedLDAPPolicies',
    'supportedLDAPVersion',
    'supportedSASLMechanisms',
    'ldapServiceName'
  ],
  ...['isMemberOfPartialAttributeSet', 'currentTime', 'domainFunctionality', 'forestFunctionality', 'domainControllerFunctionality']
]

const names = [
  ...[
    'distinguishedName',
    'subschemaSubentry',
    'serverName',
    'dsServiceName',
    'namingContexts',
    'defaultNamingContext',
    'schemaNamingContext'
  ],
  ...[
    'configurationNamingContext',
    'rootDomainNamingContext',
    'nCName',
    'fSMORoleOwner',
    'queryPolicyObject',
    'lastKnownParent',
    'secretary',
    'assistant'
  ]
]

const links = ['member', 'memberOf', 'manager', 'directReports', 'managedBy', 'managedObjects', 'msDS-PrimaryComputer']

const integers = [
  ...[
    'userAccountControl',
    'sAMAccountType',
    'primaryGroupID',
    'groupType',
    'instanceType',
    'systemFlags',
    'adminCount',
    'countryCode',
    'codePage'
  ],
  ...[
    'badPwdCount',
    'logonCount',
    'uSNCreated',
    'uSNChanged',
    'minPwdLength',
    'pwdHistoryLength',
    'pwdProperties',
    'lockoutThreshold',
    'uidNumber'
  ],
  ...[
    'gidNumber',
    'ms-DS-MachineAccountQuota',
    'msDS-Behavior-Version',
    'highestCommittedUSN',
    'accountExpires',
    'badPasswordTime',
    'lastLogon'
  ],
  ...[
    'lastLogonTimestamp',
    'lastLogoff',
    'lockoutTime',
    'pwdLastSet',
    'maxPwdAge',
    'minPwdAge',
    'lockoutDuration',
    'lockOutObservationWindow',
    'creationTime'
  ],
  ...['msDS-SupportedEncryptionTypes']
]

const times = ['whenCreated', 'whenChanged', 'dSCorePropagationData']

const constructed = [
  ...[
    'canonicalName',
    'createTimeStamp',
    'modifyTimeStamp',
    'structuralObjectClass',
    'subSchemaSubEntry',
    'primaryGroupToken',
    'tokenGroups'
  ],
  ...['msDS-PrincipalName', 'msDS-User-Account-Control-Computed', 'msDS-UserPasswordExpiryTimeComputed']
]

const rules: ReadonlyMap<string, MatchingRule> = new Map<string, MatchingRule>([
  ['1.2.840.113556.1.4.803', 'bit-and'],
  ['1.2.840.113556.1.4.804', 'bit-or'],
  ['1.2.840.113556.1.4.1941', 'in-chain']
])

/** The category that a class gives its objects: a filter may name either. */
export const categoryNames = {
  user: 'Person',
  person: 'Person',
  organizationalperson: 'Person',
  contact: 'Person',
  inetorgperson: 'Person',
  computer: 'Computer',
  group: 'Group',
  organizationalunit: 'Organizational-Unit',
  container: 'Container',
  domaindns: 'Domain-DNS',
  domain: 'Domain',
  builtindomain: 'Builtin-Domain',
  foreignsecurityprincipal: 'Foreign-Security-Principal',
  crossref: 'Cross-Ref',
  crossrefcontainer: 'Cross-Ref-Container',
  configuration: 'Configuration',
  dmd: 'DMD',
  querypolicy: 'Query-Policy',
  ntdsservice: 'NTDS-Service',
  sitescontainer: 'Sites-Container',
  site: 'Site',
  serverscontainer: 'Servers-Container',
  server: 'Server',
  ntdsdsa: 'NTDS-DSA'
} as const

const categories: ReadonlyMap<string, string> = new Map(
  Object.entries(categoryNames).map(([name, category]) => [name, `CN=${category},${SCHEMA_DN}`])
)

function typed(syntax: AttributeLine[1], lines: readonly string[], ...traits: readonly string[]): readonly AttributeLine[] {
  return lines.map((line) => [line, syntax, ...traits])
}
