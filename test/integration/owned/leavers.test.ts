import { describe, expect, it } from 'vitest'
import { Cancelled } from '../../../src-main/core/cancel.ts'
import type { LeaversOwned } from '../../../src-main/core/owned/owned-views.ts'
import { startOwnedWorld } from './owned-world.ts'

/** What everybody owns whom a sync would disable or delete, at the practice site. */

function inShort({ totals }: LeaversOwned): readonly string[] {
  return totals.map(
    ({ kind, state, count, owners, knownOf }) => `${kind} ${state} ${String(count)} of ${String(owners)}, known of ${String(knownOf)}`
  )
}

describe('what leavers own', () => {
  it('is counted in whole and by person, most first', async () => {
    await using world = await startOwnedWorld()
    const people = [world.former(3), world.former(2), world.former(1)]

    const owned = await world.leavers(people)

    expect(owned.headline).toBe(
      '3 people would be disabled. They own 1 API key, 1 SSH key, 1 GPG key, 2 share links, 1 automation and 1 file sync.'
    )
    expect(inShort(owned)).toEqual([
      'api-key read 1 of 1, known of 3',
      'ssh-key read 1 of 1, known of 3',
      'gpg-key read 1 of 1, known of 3',
      'share-link read 2 of 1, known of 3',
      'automation read 1 of 1, known of 3',
      'sync read 1 of 1, known of 3'
    ])
    expect(owned.owners.map(({ username }) => username)).toEqual([people[2]?.username, people[1]?.username])
    expect(owned.owners[1]?.owns).toEqual([{ kind: 'ssh-key', count: 1 }])
    expect(owned).toMatchObject({ isComplete: true, moreOwners: 0, disabled: 3, deleted: 0, administrators: 0, groupAdministrators: 0 })
  })

  it('puts administrators before everybody else', async () => {
    await using world = await startOwnedWorld()
    const { users } = world.service.state
    const people = [world.former(1), ...[5, 2].flatMap((id) => users.get(id) ?? [])]

    const owned = await world.leavers(people, { outcome: 'delete' })

    expect(owned.owners.map(({ userId }) => userId)).toEqual([2, world.former(1).id, 5])
    expect(owned).toMatchObject({ administrators: 1, groupAdministrators: 1, deleted: 3 })
    expect(owned.headline).toMatch(/^3 people would be deleted\. They own /)
    expect(owned.consequences.join(' ')).not.toContain('cannot be disabled')
  })

  it('asks a bounded number of people, and says of how many it knows', async () => {
    await using world = await startOwnedWorld({ userCount: 400 })
    const people = [...world.service.state.users.values()].slice(5)

    const owned = await world.leavers(people, { mostAsked: 20 })

    const perPerson = world.asked().filter((request) => /bundles|gpg_keys/.test(request))
    expect(perPerson).toHaveLength(40)
    expect(world.asked().length).toBeLessThanOrEqual(44)
    expect(owned.isComplete).toBe(false)
    expect(owned.headline).toContain('They own at least ')
    expect(owned.totals.find(({ kind }) => kind === 'share-link')).toMatchObject({ state: 'cut', knownOf: 20 })
    expect(owned.totals.find(({ kind }) => kind === 'automation')).toMatchObject({ state: 'read', knownOf: people.length })
    expect(owned.notRead.join(' ')).toContain(`They are known of 20 of ${String(people.length)} people.`)
  })

  it('stops asking person by person where the site refuses the list, and says so', async () => {
    await using world = await startOwnedWorld()
    world.service.faults.add({ kind: 'answer-with', type: 'not-authorized/site-admin-required', times: 100, path: '/bundles' })
    const people = [world.former(1), world.former(2), world.former(3)]

    const owned = await world.leavers(people)

    expect(world.asked().filter((request) => request === 'GET /bundles')).toHaveLength(1)
    expect(world.asked().filter((request) => request === 'GET /gpg_keys')).toHaveLength(3)
    expect(owned.totals.find(({ kind }) => kind === 'share-link')).toMatchObject({ state: 'not-read', count: 0, knownOf: 0 })
    expect(owned.isComplete).toBe(false)
  })

  it('says when accounts are gone already, when the preview was cut, and when their users could not all be read', async () => {
    await using world = await startOwnedWorld()
    const gone = world.former(3)
    world.service.state.users.delete(gone.id)

    const owned = await world.leavers([world.former(1), gone], { isComplete: false })

    expect(owned.isComplete).toBe(false)
    expect(owned.notRead.slice(0, 2)).toEqual([
      'The preview is incomplete: some of these people may stay, and others may be missing here.',
      'The site does not have 1 of these accounts any more: the preview is older than that.'
    ])
  })

  it('asks for nothing when nobody would go', async () => {
    await using world = await startOwnedWorld()

    const owned = await world.leavers([])

    expect(owned.headline).toBe('Nobody would be disabled or deleted.')
    expect([owned.isComplete, world.asked()]).toEqual([true, []])
  })

  it('ends at once when it is cancelled, with nothing under way', async () => {
    await using world = await startOwnedWorld({ userCount: 300 })
    const cancel = new AbortController()
    const people = [...world.service.state.users.values()].slice(5)
    const running = world.leavers(people, { signal: cancel.signal })
    await expect.poll(() => world.asked().filter((request) => request === 'GET /bundles').length, { interval: 5 }).toBeGreaterThan(2)

    cancel.abort()

    await expect(running).rejects.toThrow(Cancelled)
    expect(world.asked().every((request) => request.startsWith('GET '))).toBe(true)
  })
})
