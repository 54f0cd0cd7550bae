import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PlanSource } from '../../../src-main/app/operations/make-site-plan.ts'
import { verifyProfile } from '../../../src-main/app/operations/verify-profile.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { Profile, WantedUser } from '../../../src-main/core/profile/profile.ts'
import { type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'

let world: ApplyWorld
beforeEach(async () => {
  world = await startApplyWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const source = (wanted: Partial<Profile>): PlanSource => ({ kind: 'profile', profile: world.profile(wanted) })
const nameOf = (id: number): unknown => world.practice.state.users.get(id)?.username

describe('a chain of names', () => {
  it('is applied, verified, wanted no more, and undone, whoever comes first in the profile', async () => {
    // given two people of whom one takes over the name of the other
    const [petra, other] = [...world.practice.state.users.values()].filter(
      ({ username, site_admin: isAdmin }) => username !== '' && !isAdmin
    )
    if (petra === undefined || other === undefined) throw new TypeError('The practice site has no two people')
    const [one, two] = [petra.username, other.username]
    const users = [person(one, two), person(two, 'somebody.else')]
    const before = [nameOf(petra.id), nameOf(other.id)]

    // when
    const end = await world.apply(source({ users }))

    // then
    const receipt = receiptIn(end)
    expect([receipt.outcome, nameOf(petra.id), nameOf(other.id)]).toEqual(['proved', two, 'somebody.else'])
    for (const wishes of [users, users.toReversed()]) {
      const verified = await verifyProfile(
        world.ports,
        { reader: world.service, profile: world.profile({ users: wishes }) },
        neverCancelled
      )
      expect(verified.ok && verified.value.holds).toBe(true)
      const again = await world.plan(source({ users: wishes }))
      expect(again.ok && again.value.plan.changes).toEqual([])
    }
    // and back
    expect(receiptIn(await world.apply({ kind: 'undo', receipt })).outcome).toBe('proved')
    expect([nameOf(petra.id), nameOf(other.id)]).toEqual(before)
  })

  it('of groups too, and a name that somebody took meanwhile is nobody’s to overwrite', async () => {
    const groups = [...world.practice.state.groups.values()]
    const [first, second] = groups
    if (first === undefined || second === undefined) throw new TypeError('The practice site has no two groups')
    const wishes = [
      { id: undefined, name: first.name, newName: second.name },
      { id: undefined, name: second.name, newName: 'Last of the chain' }
    ]
    const receipt = receiptIn(await world.apply(source({ groups: wishes })))
    expect(receipt.outcome).toBe('proved')
    const again = await world.plan(source({ groups: wishes }))
    expect(again.ok && again.value.plan.changes).toEqual([])

    // when a third one has the first name by now
    world.practice.changeAsSecondAdministrator({ group: { id: second.id, fields: { name: 'Elsewhere' } } })
    const third = [...world.practice.state.groups.values()].find(({ id }) => id !== first.id && id !== second.id)
    if (third === undefined) throw new TypeError('The practice site has no third group')
    world.practice.changeAsSecondAdministrator({ group: { id: third.id, fields: { name: String(wishes[0]?.name) } } })
    const undone = await world.apply({ kind: 'undo', receipt })

    // then the undo says so and leaves it
    expect(receiptIn(undone).outcome).not.toBe('proved')
    expect(world.practice.state.groups.get(third.id)?.name).toBe(wishes[0]?.name)
  })
})

describe('a name with a mail address and a way of signing in', () => {
  it('of which the service takes a half is neither done nor undone as a whole', async () => {
    const user = {
      ...person('petra.plain', 'petra@practice.example'),
      newEmail: 'petra@new.example',
      authenticationMethod: 'sso',
      ssoStrategyId: 101
    }
    world.practice.faults.add({ method: 'PATCH', path: '/users/5', kind: 'drop-field', field: 'email' })

    const receipt = receiptIn(await world.apply(source({ users: [user] })))

    expect(receipt.changes[0]).toMatchObject({ state: 'partly', problem: { code: 'apply.differs' } })
    expect(receiptIn(await world.apply({ kind: 'undo', receipt })).outcome).toBe('proved')
    expect(world.practice.state.users.get(5)).toMatchObject({ username: 'petra.plain', authentication_method: 'password' })
  })
})

function person(username: string, newUsername: string): WantedUser {
  return { username, authenticationMethod: undefined, ssoStrategyId: undefined, clear2fa: false, newUsername, newEmail: undefined }
}
