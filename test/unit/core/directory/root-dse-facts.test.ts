import { describe, expect, it } from 'vitest'
import { rootDseFacts } from '../../../../src-main/core/directory/root-dse-facts.ts'
import type { DirectoryProduct } from '../../../../src-main/core/model/directory-facts.ts'
import { serverTypeOf } from '../../../../src-main/core/model/server-type.ts'
import { entry } from './fake-session.ts'

const ad = ['1.2.840.113556.1.4.800', '1.2.840.113556.1.4.1670', '1.2.840.113556.1.4.1791', '1.2.840.113556.1.4.2237']
const adLds = ['1.2.840.113556.1.4.1851', '1.2.840.113556.1.4.1670']

describe('rootDseFacts', () => {
  it.each<[DirectoryProduct, string | undefined, Readonly<Record<string, string | readonly string[]>>]>([
    ['windows-active-directory', 'active-directory', { supportedCapabilities: ad }],
    ['samba-active-directory', 'active-directory', { supportedCapabilities: ad, vendorName: 'Samba Team (https://www.samba.org)' }],
    ['ad-lds', 'active-directory', { supportedCapabilities: adLds }],
    ['ad-lds', 'active-directory', { supportedCapabilities: [...ad, ...adLds] }],
    ['openldap', 'openldap', { objectClass: ['top', 'OpenLDAProotDSE'] }],
    ['openldap', 'openldap', { structuralObjectClass: 'OpenLDAProotDSE' }],
    ['openldap', 'openldap', { objectClass: 'top', vendorName: 'The OpenLDAP Project' }],
    ['other', undefined, { objectClass: 'top', vendorName: '389 Project' }],
    ['other', undefined, {}]
  ])('takes the server for %s (%s) by %o', (product, type, attributes) => {
    const facts = rootDseFacts(entry('', attributes))

    expect([facts.product, serverTypeOf(facts)]).toEqual([product, type])
  })

  it('keeps what a domain controller says of itself', () => {
    const facts = rootDseFacts(
      entry('', {
        namingContexts: ['DC=corp,DC=example', 'CN=Configuration,DC=corp,DC=example'],
        defaultNamingContext: 'DC=corp,DC=example',
        rootDomainNamingContext: 'DC=corp,DC=example',
        configurationNamingContext: 'CN=Configuration,DC=corp,DC=example',
        dnsHostName: 'dc1.corp.example',
        domainFunctionality: '7',
        supportedCapabilities: ad,
        supportedControl: ['1.2.840.113556.1.4.319'],
        supportedExtension: ['1.3.6.1.4.1.1466.20037', '1.3.6.1.4.1.4203.1.11.3'],
        isGlobalCatalogReady: 'TRUE'
      })
    )

    expect(facts).toEqual({
      product: 'windows-active-directory',
      namingContexts: ['DC=corp,DC=example', 'CN=Configuration,DC=corp,DC=example'],
      defaultNamingContext: 'DC=corp,DC=example',
      rootDomainNamingContext: 'DC=corp,DC=example',
      configurationNamingContext: 'CN=Configuration,DC=corp,DC=example',
      dnsHostName: 'dc1.corp.example',
      domainFunctionality: '7',
      offersStartTls: true,
      offersPaging: true,
      offersWhoAmI: true,
      supportedControls: ['1.2.840.113556.1.4.319'],
      isGlobalCatalogReady: true
    })
  })

  it('leaves out what a server does not say', () => {
    expect(rootDseFacts(entry('', { vendorName: 'Acme', vendorVersion: '3.1' }))).toEqual({
      product: 'other',
      vendor: 'Acme 3.1',
      namingContexts: [],
      offersStartTls: false,
      offersPaging: false,
      offersWhoAmI: false,
      supportedControls: []
    })
  })
})
