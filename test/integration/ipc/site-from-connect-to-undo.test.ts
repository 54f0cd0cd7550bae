import { expect, it } from 'vitest'
import type { OperationInput, Reply } from '../../../src-main/contract/operations.ts'
import { emptyDirectoryForm } from '../../../src-main/core/model/directory-form.ts'
import type { Profile } from '../../../src-main/core/profile/profile.ts'
import type { FieldValues } from '../../../src-main/core/service/service-facts.ts'
import { openDoor } from '../../support/open-door.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** What the window does with the practice site, operation by operation, through the guarded door. */
it('connects, plans, applies, proves and undoes the LDAP settings of the practice site', async () => {
  await using folder = await temporaryFolder()
  const door = openDoor(folder.path)
  const practice = value(await door.invoke('practice.site', {}))

  const connected = value(
    await door.invoke('site.connect', { address: practice.address, key: { kind: 'practice' }, keepKey: true, probeWrites: true })
  )
  const { site } = connected
  expect(connected.key.canWrite).toBe(true)
  expect(connected.keyStorage).toEqual({ kind: 'not-stored' })
  expect(connected.administrators.filter(({ isBreakGlass }) => isBreakGlass).map(({ username }) => username)).toEqual(['alice.admin'])

  // given the settings of the practice directory, kept as the profile of the site, with the password to be set
  const before = connected.siteLdap
  const view = value(await door.invoke('profile.from-form', { site, form: emptyDirectoryForm }))
  const profile = { ...view.profile, siteLdap: { ...view.profile.siteLdap, ldap_enabled: true, ldap_password: 'set' } }
  value(await door.invoke('profile.save', { site, profile: mutable(profile) }))

  // when it is planned and applied by its digest
  const planned = value(await door.invoke('plan.make', { site, source: { kind: 'profile' }, ldapPassword: '', keepPassword: false }))
  expect(planned.plan.changes.map(({ id, way }) => `${id} ${way}`)).toEqual(['site-ldap update'])
  expect(planned.plan.breakGlass.kind).toBe('proved')
  expect(planned.secretFields).toEqual(['ldap_password'])
  // The forecast is a preview that was made in the thread.
  expect(planned.forecast).toMatchObject({ kind: 'made', isComplete: true })
  const override = planned.plan.safety.kind === 'unsafe' ? { override: { site, reason: 'practice' } } : {}
  const applied = value(
    await door.invoke('plan.apply', {
      site,
      source: { kind: 'profile' },
      digest: planned.plan.digest,
      ldapPassword: '',
      approval: '',
      leaveRecord: true,
      ...override
    })
  )

  // then it is proved from what the site holds, and verified again
  if (applied.kind !== 'ran') throw new Error(JSON.stringify(applied.problem))
  expect(applied.run.outcome).toBe('proved')
  expect(applied.run.changeRecord).toBe('left')
  expect(value(await door.invoke('profile.verify', { site })).holds).toBe(true)

  // and undone, which is a plan of its own
  const undo = { kind: 'undo' as const, runId: applied.run.runId }
  const inverse = value(await door.invoke('plan.make', { site, source: undo, ldapPassword: '', keepPassword: false }))
  const undone = value(
    await door.invoke('plan.apply', {
      site,
      source: undo,
      digest: inverse.plan.digest,
      ldapPassword: '',
      approval: '',
      leaveRecord: false
    })
  )
  if (undone.kind !== 'ran') throw new Error(JSON.stringify(undone.problem))
  expect(undone.run.outcome).toBe('proved')
  expect(held(value(await door.invoke('site.read', { site })).siteLdap)).toEqual(held(before))
  expect(value(await door.invoke('run.list', {})).map(({ purpose, outcome }) => `${purpose} ${outcome}`)).toEqual([
    'undo proved',
    'profile proved'
  ])
})

it('applies nothing when the digest is another one, and shows the plan as it is now', async () => {
  await using folder = await temporaryFolder()
  const door = openDoor(folder.path)
  const { address } = value(await door.invoke('practice.site', {}))
  const { site, siteLdap } = value(
    await door.invoke('site.connect', { address, key: { kind: 'practice' }, keepKey: false, probeWrites: false })
  )
  const view = value(await door.invoke('profile.from-form', { site, form: emptyDirectoryForm }))
  value(await door.invoke('profile.save', { site, profile: mutable(view.profile) }))

  const answer = value(
    await door.invoke('plan.apply', {
      site,
      source: { kind: 'profile' },
      digest: '0'.repeat(64),
      ldapPassword: '',
      approval: '',
      leaveRecord: false
    })
  )

  expect(answer.kind === 'stopped' && answer.problem.code).toBe('plan.stale')
  expect(answer.kind === 'stopped' && answer.plan?.plan.changes.length).toBe(1)
  expect(value(await door.invoke('site.read', { site })).siteLdap).toEqual(siteLdap)
})

/** An emptied text is `null` or empty, as the service likes; both mean that nothing is there. */
function held(fields: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined && field !== ''))
}

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply.error, undefined, 2))
  return reply.value
}

/** The contract's schema infers mutable lists; the core's are readonly. */
function mutable(profile: Profile): OperationInput<'profile.save'>['profile'] {
  return structuredClone(profile) as OperationInput<'profile.save'>['profile']
}
