import { describe, expect, it } from 'vitest'
import { domainOf, lookUpServices } from '../../../../src-main/app/probes/look-up-services.ts'
import { neverCancelled } from '../../../../src-main/core/cancel.ts'
import { settings } from '../../core/checks/fake-probes.ts'

const corp = { host: 'dc1.corp.example', baseDn: 'OU=Staff,DC=corp,DC=example', domain: '' }

describe('domainOf', () => {
  it.each([
    [corp, 'corp.example'],
    [{ ...corp, baseDn: '', domain: 'mail.example' }, 'mail.example'],
    [{ ...corp, baseDn: 'o=Corp' }, 'corp.example'],
    [{ ...corp, baseDn: 'o=Corp', host: 'dc1.example' }, undefined],
    [{ ...corp, baseDn: 'dc=single', host: 'dc1.corp.example' }, 'corp.example'],
    [{ ...corp, host: '10.0.0.5' }, undefined],
    [{ ...corp, host: '2001:db8::5' }, undefined],
    [{ ...corp, host: 'localhost' }, undefined]
  ])('finds in %o the domain %s', (given, domain) => {
    expect(domainOf(given)).toBe(domain)
  })
})

describe('lookUpServices', () => {
  const controllers = [{ name: 'dc1.corp.example', port: 389, priority: 0, weight: 100 }]
  const servers = [{ name: 'ldap.corp.example', port: 389, priority: 0, weight: 0 }]

  it.each([
    ['domain controllers before other servers', controllers, servers, controllers],
    ['other servers when there are no domain controllers', [], servers, servers],
    ['nothing when there is nothing', [], [], []]
  ])('offers %s', async (_what, listedControllers, listedServers, records) => {
    const network = {
      resolve: () => Promise.reject(new Error('not expected')),
      connect: () => Promise.reject(new Error('not expected')),
      resolveService: async (name: string) => (name.includes('_msdcs') ? listedControllers : listedServers)
    }

    expect(await lookUpServices(network, settings, neverCancelled)).toEqual({
      asked: ['_ldap._tcp.dc._msdcs.corp.example', '_ldap._tcp.corp.example'],
      records
    })
  })

  it('asks nobody about an address', async () => {
    const unexpected = () => Promise.reject(new Error('not expected'))
    const network = { resolve: unexpected, connect: unexpected, resolveService: unexpected }

    expect(await lookUpServices(network, { ...settings, host: '10.0.0.5' }, neverCancelled)).toEqual({ asked: [], records: [] })
  })
})
