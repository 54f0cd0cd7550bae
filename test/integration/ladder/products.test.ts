import { expect, it } from 'vitest'
import type { ChosenServerType } from '../../../src-main/core/model/directory-settings.ts'
import { checkADirectory } from '../../support/check-a-directory.ts'
import { checkStub, entries, rootDse, settingsForStub, startStubDirectory } from './stub-directory.ts'

const adLds = { ...rootDse, supportedCapabilities: ['1.2.840.113556.1.4.1851', '1.2.840.113556.1.4.1670'] }
const samba = { ...rootDse, vendorName: ['Samba Team (https://www.samba.org)'] }
const openLdap = {
  objectClass: ['top', 'OpenLDAProotDSE'],
  structuralObjectClass: ['OpenLDAProotDSE'],
  namingContexts: rootDse.namingContexts
}
const other = { objectClass: ['top'], vendorName: ['389 Project'], namingContexts: rootDse.namingContexts }

it.each<[string, Readonly<Record<string, readonly string[]>>, ChosenServerType, string]>([
  ['Active Directory (Windows)', rootDse, 'active-directory', 'pass ldap.type-as-chosen'],
  ['Active Directory (Windows)', rootDse, 'auto', 'pass ldap.type-as-chosen'],
  ['Active Directory (Windows)', rootDse, 'openldap', 'fail ldap.type-as-chosen ldap.type-mismatch'],
  ['Active Directory (Samba)', samba, 'active-directory', 'pass ldap.type-as-chosen'],
  ['AD LDS', adLds, 'active-directory', 'pass ldap.type-as-chosen'],
  ['OpenLDAP', openLdap, 'openldap', 'pass ldap.type-as-chosen'],
  ['OpenLDAP', openLdap, 'active-directory', 'fail ldap.type-as-chosen ldap.type-mismatch'],
  ['another LDAP server', other, 'auto', 'warn ldap.type-as-chosen ldap.type-unknown'],
  ['another LDAP server', other, 'openldap', 'skip ldap.type-as-chosen']
])('takes the root entry of %s for what it is (%#)', async (product, attributes, serverType, verdict) => {
  const { summary, byId } = await checkStub({ root: entries([['', attributes]]) }, { serverType })

  expect(byId('ldap.root-dse-answers').lines[0]).toBe(`Product: ${product}`)
  expect(summary).toContain(verdict)
})

it('searches a person of AD LDS by a filter that AD LDS knows', async () => {
  await using stub = await startStubDirectory({ root: entries([['', adLds]]) })

  await checkADirectory({ ...settingsForStub(stub), person: { username: 'anna', password: 'anna-Secret-1' } })

  const searches = stub.requests.filter(({ operation }) => operation === 'search').map(({ bytes }) => bytes.toString('latin1'))
  expect(searches.filter((bytes) => bytes.includes('objectCategory'))).toHaveLength(3)
  expect(searches.filter((bytes) => bytes.includes('sAMAccountType'))).toEqual([])
})
