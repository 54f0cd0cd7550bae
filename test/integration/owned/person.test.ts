import { describe, expect, it } from 'vitest'
import type { PersonOwned } from '../../../src-main/core/owned/owned-views.ts'
import { startOwnedWorld } from './owned-world.ts'

/** What one person owns, at the practice site. */

function inShort({ parts }: PersonOwned): readonly string[] {
  return parts.map(({ kind, state, count, ended }) => `${kind} ${state} ${String(count)}${ended === 0 ? '' : `, ${String(ended)} ended`}`)
}

describe('what one person owns', () => {
  it('is listed kind by kind, with names, dates and the request it comes from', async () => {
    await using world = await startOwnedWorld()
    const { id, username } = world.former(1)

    const owned = await world.person(id, 'delete')

    expect(owned.headline).toBe(`${username} owns 1 API key, 1 GPG key, 2 share links, 1 automation and 1 file sync.`)
    expect(inShort(owned)).toEqual([
      'api-key read 1',
      'ssh-key read 0',
      'gpg-key read 1',
      'share-link read 2, 1 ended',
      'automation read 1',
      'sync read 1'
    ])
    expect(owned.parts.flatMap(({ things }) => things.map(({ name, facts }) => `${name}: ${facts}`))).toEqual([
      'Nightly report: full, made 6 May 2026',
      'Bank transfer: ends 1 January 2027',
      'Price list for Harbour customers: made 3 September 2026',
      'Drop box of the auditors: inbox, made 18 October 2025, ended 23 October 2026',
      'Copy invoices every night: copy_file',
      'Invoices to the archive: made 24 August 2026'
    ])
    expect(owned.parts.map(({ source }) => source)).toContain(`GET /bundles?user_id=${String(id)}`)
    expect(owned.rights).toEqual([
      { label: 'Rights on the site', value: 'None' },
      { label: 'Administrator of groups', value: 'None' }
    ])
    expect(owned.consequences.join(' ')).toContain('nobody becomes their new owner')
    expect(owned.notLookedAt.join(' ')).toContain('Remote servers')
  })

  it('names the rights of an administrator and of whoever administers a group', async () => {
    await using world = await startOwnedWorld()

    const [alice, petra] = [await world.person(1, 'disable'), await world.person(5)]

    expect(alice.rights[0]?.value).toBe('Site administrator')
    expect(alice.consequences.join(' ')).toContain('A site administrator cannot be disabled')
    expect(petra.rights[1]?.value).toBe('Freight Partners')
    expect(petra.consequences).toEqual([])
  })

  it('never lets a key or the address of a share link out of the client', async () => {
    await using world = await startOwnedWorld()
    const { apiKeys, bundles } = world.service.state

    const everything = JSON.stringify([await world.person(1), await world.person(world.former(1).id)])

    const secrets = [
      ...apiKeys.map(({ key }) => key),
      ...bundles.flatMap(({ code, url }) => [code, url].filter((text) => typeof text === 'string'))
    ]
    expect(secrets.length).toBeGreaterThan(10)
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([])
  })

  it('says what is refused, and never takes it for nothing', async () => {
    await using world = await startOwnedWorld()
    const refused = { kind: 'answer-with', type: 'not-authorized/insufficient-permission-for-site', times: 100 } as const
    world.service.faults.add({ ...refused, path: '/bundles' })
    world.service.faults.add({ kind: 'answer-with', type: 'not-found', times: 100, path: '/syncs' })

    const owned = await world.person(world.former(3).id)

    expect(inShort(owned).slice(3)).toEqual(['share-link not-read 0', 'automation read 0', 'sync not-read 0'])
    expect(owned.headline).toBe(
      `Nothing was found that ${owned.username} owns, and not everything could be read. Not known: share links and file syncs.`
    )
    expect(owned.parts[3]?.because).toMatch(/^They could not be read to the end: /)
  })

  it('says when the account itself speaks of more than the list shows', async () => {
    await using world = await startOwnedWorld()
    const user = world.former(1)
    user['api_keys_count'] = 3

    const [keys] = (await world.person(user.id)).parts

    expect([keys?.state, keys?.count, keys?.because]).toEqual([
      'cut',
      3,
      'The account says 3, and the list shows 1 of them to this API key.'
    ])
  })

  it('does not believe a list that is about somebody else', async () => {
    await using world = await startOwnedWorld()
    world.service.faults.add({
      kind: 'wrong-shape',
      path: '/gpg_keys',
      body: [{ id: 1, name: 'Not hers', user_id: 1 }],
      times: 1
    })

    const owned = await world.person(world.former(3).id)

    expect(owned.parts[2]).toMatchObject({ kind: 'gpg-key', state: 'not-read', count: 0, things: [] })
    expect(JSON.stringify(owned)).not.toContain('Not hers')
  })

  it('sends nothing but GET requests: one for the account, and one for each list', async () => {
    await using world = await startOwnedWorld()
    await world.person(world.former(1).id)

    const asked = world.asked()
    expect(asked.filter((request) => !request.startsWith('GET '))).toEqual([])
    expect(asked).toHaveLength(7)
  })

  it('is a problem when the account is gone', async () => {
    await using world = await startOwnedWorld()
    await expect(world.person(424_242)).rejects.toThrow(/^service\./)
  })
})
