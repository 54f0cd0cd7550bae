import { expect, it } from 'vitest'
import type { OperationInput, Reply } from '../../../src-main/contract/operations.ts'
import { emptyDirectoryForm } from '../../../src-main/core/model/directory-form.ts'
import type { Profile } from '../../../src-main/core/profile/profile.ts'
import { openDoor } from '../../support/open-door.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('takes the directory over into a provider, forecasts its sync, and leaves the LDAP settings of the site alone', async () => {
  // given the practice site, whose single sign-on has no directory yet
  await using folder = await temporaryFolder()
  const door = openDoor(folder.path)
  const practice = value(await door.invoke('practice.site', {}))
  const { site } = value(
    await door.invoke('site.connect', { address: practice.address, key: { kind: 'practice' }, keepKey: false, probeWrites: true })
  )
  const { profile: before } = value(await door.invoke('profile.read', { site }))

  // when the form is taken over for the provider, and LDAP provisioning is switched on
  const target = { kind: 'sso-strategy', id: 101 } as const
  const { profile } = value(await door.invoke('profile.from-form', { site, form: emptyDirectoryForm, target }))
  expect(profile.siteLdap).toEqual(before.siteLdap)
  const strategies = profile.strategies.map(({ id, fields }) => ({ id, fields: { ...fields, ldap_provisioning_enabled: true } }))
  value(await door.invoke('profile.save', { site, profile: mutable({ ...profile, strategies }) }))
  const planned = value(await door.invoke('plan.make', { site, source: { kind: 'profile' }, ldapPassword: '', keepPassword: false }))

  // then only the provider changes, and somebody has looked whom its sync would find
  expect(planned.plan.changes.map(({ id }) => id)).toEqual(['sso-strategy:101'])
  expect(planned.forecast).toMatchObject({ kind: 'made', isComplete: true })
})

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply.error, undefined, 2))
  return reply.value
}

/** The contract's schema infers mutable lists; the core's are readonly. */
function mutable(profile: Profile): OperationInput<'profile.save'>['profile'] {
  return structuredClone(profile) as OperationInput<'profile.save'>['profile']
}
