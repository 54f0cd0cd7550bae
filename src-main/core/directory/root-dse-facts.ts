import { type DirectoryEntry, type DirectoryProduct, type RootDseFacts, valueOf, valuesOf } from '../model/directory-facts.ts'

/** Asked for by name: operational attributes are not shown otherwise, and OpenLDAP tells its kind only when asked. */
export const ROOT_DSE_ATTRIBUTES = [
  'objectClass',
  'structuralObjectClass',
  'namingContexts',
  'defaultNamingContext',
  'rootDomainNamingContext',
  'configurationNamingContext',
  'dnsHostName',
  'domainFunctionality',
  'supportedCapabilities',
  'supportedControl',
  'supportedExtension',
  'vendorName',
  'vendorVersion',
  'isGlobalCatalogReady'
] as const

const AD = '1.2.840.113556.1.4.800'
const AD_LDS = '1.2.840.113556.1.4.1851'
const PAGED_RESULTS = '1.2.840.113556.1.4.319'
const START_TLS = '1.3.6.1.4.1.1466.20037'
const WHO_AM_I = '1.3.6.1.4.1.4203.1.11.3'

/** What a server says of itself (RFC 4512, 5.1; MS-ADTS 3.1.1.3.4.3 for the capabilities). */
export function rootDseFacts(entry: DirectoryEntry): RootDseFacts {
  const extensions = valuesOf(entry, 'supportedExtension')
  const controls = valuesOf(entry, 'supportedControl')
  const vendor = [valueOf(entry, 'vendorName'), valueOf(entry, 'vendorVersion')].filter((part) => part !== undefined).join(' ')
  return {
    product: productOf(entry),
    ...(vendor === '' ? {} : { vendor }),
    namingContexts: valuesOf(entry, 'namingContexts'),
    ...optional('defaultNamingContext', entry),
    ...optional('rootDomainNamingContext', entry),
    ...optional('configurationNamingContext', entry),
    ...optional('dnsHostName', entry),
    ...optional('domainFunctionality', entry),
    offersStartTls: extensions.includes(START_TLS),
    offersPaging: controls.includes(PAGED_RESULTS),
    offersWhoAmI: extensions.includes(WHO_AM_I),
    supportedControls: controls,
    ...(valueOf(entry, 'isGlobalCatalogReady') === undefined
      ? {}
      : { isGlobalCatalogReady: valueOf(entry, 'isGlobalCatalogReady')?.toUpperCase() === 'TRUE' })
  }
}

function productOf(entry: DirectoryEntry): DirectoryProduct {
  const capabilities = valuesOf(entry, 'supportedCapabilities')
  if (capabilities.includes(AD_LDS)) return 'ad-lds'
  if (capabilities.includes(AD)) {
    // Samba claims Active Directory's capability and gives itself away by its vendor name.
    return /samba/i.test(valueOf(entry, 'vendorName') ?? '') ? 'samba-active-directory' : 'windows-active-directory'
  }
  const classes = [...valuesOf(entry, 'objectClass'), ...valuesOf(entry, 'structuralObjectClass')]
  if (classes.some((objectClass) => /^OpenLDAProotDSE$/i.test(objectClass)) || /openldap/i.test(valueOf(entry, 'vendorName') ?? ''))
    return 'openldap'
  return 'other'
}

function optional<K extends string>(name: K, entry: DirectoryEntry): Partial<Record<K, string>> {
  const value = valueOf(entry, name)
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<K, string>>)
}
