import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rehearse } from '../../support/scim/rehearse.ts'
import { startScimmyServer } from '../../support/scim/scimmy-server.mjs'

const TOKEN = 'scimmy-token-0123456789abcdef'
let server: Awaited<ReturnType<typeof startScimmyServer>>
beforeAll(async () => (server = await startScimmyServer(TOKEN)))
afterAll(() => server.close())

describe('a real SCIM server', () => {
  it('passes the rungs that read', async () => {
    const done = await rehearse(server.endpoint, TOKEN)
    expect(done.codes).toEqual([])
    expect(done.idsOf('pass')).toHaveLength(12)
  })

  it('passes the rungs that write, apart from two that it does otherwise', async () => {
    const done = await rehearse(server.endpoint, TOKEN, { write: true })
    // SCIMMY checks types strictly, so the text "False" is no boolean for it, and it answers a changed group with the group.
    expect(done.codes).toEqual(['scim.write.active-text', 'scim.write.group-status'])
    expect(done.idsOf('fail')).toEqual(['scim.user-disabled'])
    expect(done.exchanges.find(({ purpose }) => purpose.includes('"False"'))?.status).toBe(400)
    expect(done.idsOf('pass')).toContain('scim.user-disabled-flagged')
    expect(server.count()).toBe(0)
  })

  it('refuses another token', async () => {
    const done = await rehearse(server.endpoint, 'another-token-0123456789')
    expect(done.codes).toEqual(['scim.answer.unauthorized'])
  })
})
