import { describe, expect, it } from 'vitest'
import { readIdentity } from '../../../../src-main/app/probes/read-identity.ts'
import type { LdapFailure } from '../../../../src-main/core/model/directory-facts.ts'
import type { DirectorySession } from '../../../../src-main/core/ports/directory.ts'
import { fail, succeed } from '../../../../src-main/core/result.ts'
import { resultFailure, rootDse } from '../../core/checks/fake-probes.ts'
import { entry, fakeSession, silence } from '../../core/directory/fake-session.ts'

const notSupported = resultFailure(2, { name: 'protocolError' })
const refused = resultFailure(50, { name: 'insufficientAccessRights' })
const guestsMayNot: LdapFailure = resultFailure(1, {
  name: 'operationsError',
  text: '00002020: Operation unavailable without authentication'
})
const domainEntry = succeed(entry('DC=corp,DC=example', { objectClass: 'domain' }))

describe('readIdentity', () => {
  it.each([
    ['u:CORP\\svc', { kind: 'named', identity: 'u:CORP\\svc' }],
    ['dn:cn=reader,dc=corp', { kind: 'named', identity: 'dn:cn=reader,dc=corp' }],
    ['', { kind: 'anonymous' }],
    ['dn:', { kind: 'anonymous' }],
    ['u:', { kind: 'anonymous' }]
  ])('takes the answer “%s” for what it says', async (answer, identity) => {
    const session = fakeSession({ whoAmI: async () => succeed(answer) })

    expect(await readIdentity(session, noGuest, rootDse)).toMatchObject(identity)
  })

  it('takes a refusal for want of a sign-in for the proof that there was none', async () => {
    const session = fakeSession({ whoAmI: async () => fail(guestsMayNot) })

    expect(await readIdentity(session, noGuest, rootDse)).toMatchObject({ kind: 'anonymous' })
  })

  it('hands over why the server does not answer', async () => {
    expect(await readIdentity(fakeSession({ whoAmI: async () => fail(silence) }), noGuest, rootDse)).toEqual({
      kind: 'cut',
      failure: silence
    })
  })
})

describe('readIdentity, where the server does not know the question', () => {
  it.each<[string, DirectorySession['read'], DirectorySession['read'], object]>([
    [
      'a difference between us and a guest proves it',
      async () => domainEntry,
      async () => fail(refused),
      { kind: 'proved-by-read', entry: 'DC=corp,DC=example', guestSaw: 'refused, result 50 (insufficientAccessRights)' }
    ],
    [
      'a guest who sees nothing proves it',
      async () => domainEntry,
      async () => succeed(undefined),
      { kind: 'proved-by-read', guestSaw: 'nothing' }
    ],
    ['a guest who sees the same proves nothing', async () => domainEntry, async () => domainEntry, { kind: 'unproved' }],
    ['an entry that we do not see proves nothing', async () => succeed(undefined), async () => domainEntry, { kind: 'unproved' }],
    ['an entry that is refused to us proves nothing', async () => fail(refused), async () => domainEntry, { kind: 'unproved' }],
    ['a refusal for want of a sign-in proves the contrary', async () => fail(guestsMayNot), async () => domainEntry, { kind: 'anonymous' }],
    ['silence ends it', async () => fail(silence), async () => domainEntry, { kind: 'cut' }]
  ])('%s', async (_what, ours, guests, identity) => {
    const session = fakeSession({ whoAmI: async () => fail(notSupported), read: ours })

    expect(await readIdentity(session, async () => fakeSession({ read: guests }), rootDse)).toMatchObject(identity)
  })

  it.each<[string, LdapFailure]>([
    ['does not answer the guest', silence],
    ['hangs up on the guest', { kind: 'closed', text: '' }]
  ])('nothing is proved when the server %s: the guest was not refused', async (_what, failure) => {
    const session = fakeSession({ whoAmI: async () => fail(notSupported), read: async () => domainEntry })

    const identity = await readIdentity(session, async () => fakeSession({ read: async () => fail(failure) }), rootDse)

    expect(identity.kind).toBe('unproved')
  })

  it('nothing is proved without a second connection, or without an entry to try', async () => {
    const session = fakeSession({ whoAmI: async () => fail(notSupported), read: async () => domainEntry })

    expect([await readIdentity(session, noGuest, rootDse), await readIdentity(session, noGuest, undefined)]).toMatchObject([
      { kind: 'unproved' },
      { kind: 'unproved' }
    ])
  })
})

async function noGuest(): Promise<undefined> {
  return undefined
}
