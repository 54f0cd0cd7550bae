import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asked, deskRules, type DeskWorld, readView, startDeskWorld } from './desk-world.ts'

/** Whom a preview would shut out, by the numbers that the site knows them by. */

let world: DeskWorld
beforeAll(async () => {
  world = await startDeskWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

function idOf(username: string): number | undefined {
  return [...world.practice.state.users.values()].find((user) => user.username === username)?.id
}

describe('the leavers of a preview', () => {
  it.each(['disable', 'delete'] as const)('are exactly those whom it would %s, with their accounts', async (whenGone) => {
    const rules = deskRules({ whenGone, requiredGroups: 'readers', directMembersOnly: true })
    const view = await readView(world.desk, world.request({ rules }))

    const { people, isComplete } = await asked(world.desk, view, { kind: 'leavers' })

    expect(isComplete).toBe(true)
    expect(people).toHaveLength(view.summary.counts[whenGone])
    // Accounts that are disabled already can only be deleted.
    const ofDirectory = people.filter(({ username }) => !username.includes('@'))
    expect(ofDirectory.map(({ username, userId, outcome }) => [username, userId, outcome]).sort()).toEqual(
      ['carl', 'dora', 'emil', 'fritz'].map((username) => [username, idOf(username), whenGone])
    )
    for (const person of people) expect(await asked(world.desk, view, { kind: 'account', row: person.row })).toEqual(person)
  })

  it('are nobody where the sync leaves everybody, and an account that stays has no end', async () => {
    const view = await readView(world.desk, world.request({ rules: deskRules({ whenGone: 'nothing', requiredGroups: 'readers' }) }))
    const { rows } = await asked(world.desk, view, { kind: 'rows', query: { search: 'anna', offset: 0, limit: 1 } })

    expect((await asked(world.desk, view, { kind: 'leavers' })).people).toEqual([])
    expect(await asked(world.desk, view, { kind: 'account', row: rows[0]?.row ?? -1 })).toMatchObject({
      userId: idOf('anna'),
      username: 'anna',
      outcome: undefined
    })
  })

  it('are nobody without a site', async () => {
    const view = await readView(world.desk, world.request({ users: { kind: 'none' }, keepAs: undefined }))

    expect((await asked(world.desk, view, { kind: 'leavers' })).people).toEqual([])
    expect(await asked(world.desk, view, { kind: 'account', row: 0 })).toBeUndefined()
  })
})
