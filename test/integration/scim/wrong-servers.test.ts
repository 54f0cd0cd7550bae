import { beforeAll, describe, expect, it } from 'vitest'
import { AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'
import { startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { startHttpsServer, trustAuthority } from '../../support/saml/https-server.ts'
import { rehearse, tokenProof } from '../../support/scim/rehearse.ts'
import { type ScimMistake, scimMistakes, startWrongScimServer } from '../../support/scim/wrong-scim-server.ts'

const codesOf: Readonly<Record<ScimMistake, readonly string[]>> = {
  'unknown user is 404': ['scim.answer.not-found'],
  'content type text/html': ['scim.answer.content-type'],
  'content type application/json': ['scim.answer.content-type'],
  'no ListResponse': ['scim.answer.not-a-list'],
  'totalResults as text': ['scim.answer.total-as-text'],
  redirects: ['scim.answer.redirect'],
  'ignores the filter': ['scim.answer.filter-ignored'],
  'sign-in page': ['scim.answer.web-page'],
  'no JSON': ['scim.answer.not-json'],
  'status 400': ['scim.answer.other-status'],
  hangs: ['scim.reach.too-slow'],
  drips: ['scim.reach.too-slow'],
  closes: ['scim.reach.no-connection'],
  'no HTTP': ['scim.reach.no-connection'],
  '401': ['scim.answer.unauthorized'],
  '403': ['scim.answer.forbidden'],
  '429': ['scim.answer.too-many'],
  '500': ['scim.answer.server-error'],
  '503': ['scim.answer.server-error'],
  'huge body': ['scim.answer.too-large'],
  'no externalId': ['scim.read.search-refused'],
  'no mail search': ['scim.read.search-refused'],
  'no groups': ['scim.read.search-refused'],
  'no schemas': ['scim.read.description-missing'],
  'no configuration': ['scim.read.description-missing'],
  'refuses new users': ['scim.write.create-refused'],
  'gives no id': ['scim.write.no-id'],
  'forgets new users': ['scim.write.not-found-again'],
  'takes doubles': ['scim.write.duplicate-taken'],
  'small operations only': ['scim.write.patch-refused'],
  'ignores changes': ['scim.write.patch-ignored'],
  'refuses “False”': ['scim.write.active-text'],
  'ignores “False”': ['scim.write.active-text'],
  'deletes on disabling': ['scim.write.disabled-hidden'],
  'groups need members': ['scim.write.empty-group-refused'],
  'groups answer 200 with body': ['scim.write.group-status'],
  'groups answer 200 without body': ['scim.write.group-status'],
  'no members by value': ['scim.write.patch-ignored'],
  'refuses deleting': ['scim.write.delete-refused', 'scim.write.left-behind'],
  'only says that it deletes': ['scim.write.left-behind', 'scim.write.still-there'],
  'accepts any token': ['scim.answer.any-token'],
  'an empty list for everything': ['scim.answer.any-token', 'scim.read.description-missing', 'scim.write.create-refused'],
  'an empty object for everything': ['scim.answer.not-a-list'],
  'an empty list instead of a description': ['scim.read.description-missing'],
  'names a user of somebody else': ['scim.write.other-resource'],
  'names a group of somebody else': ['scim.write.other-resource'],
  'finds somebody else instead of the disabled': ['scim.write.disabled-hidden'],
  'finds another group by the new name': ['scim.write.patch-ignored'],
  'ignores members': ['scim.write.patch-ignored'],
  'hides the group': ['scim.answer.server-error'],
  'ignores small operations': ['scim.write.patch-ignored']
}

describe('a SCIM server with one mistake', () => {
  it.each(scimMistakes)('%s: gives exactly its code, and never the token', async (mistake) => {
    await using server = await startWrongScimServer(mistake)

    const done = await rehearse(server.endpoint, server.token, {
      write: true,
      timeoutMs: mistake === 'hangs' || mistake === 'drips' ? 300 : 5000
    })

    expect(done.codes).toEqual(codesOf[mistake])
    expect(done.idsOf('crash')).toEqual([])
    expect(JSON.stringify([done.report, done.exchanges, done.events])).not.toContain(server.token)
    expect(JSON.stringify(done)).not.toContain('hidden-session')
  })

  it.each(scimMistakes.filter((mistake) => !/delet(?:ing|es)$/.test(mistake)))('%s: nothing made-up is left behind', async (mistake) => {
    await using server = await startWrongScimServer(mistake)
    const before = [...server.service.state.users.keys(), ...server.service.state.groups.keys()]

    await rehearse(server.endpoint, server.token, { write: true, timeoutMs: mistake === 'hangs' || mistake === 'drips' ? 300 : 5000 })

    expect([...server.service.state.users.keys(), ...server.service.state.groups.keys()]).toEqual(before)
  })
})

describe('a SCIM server that names somebody else', () => {
  it.each(['names a user of somebody else', 'names a group of somebody else'] as const)('%s: nobody else is touched', async (mistake) => {
    await using server = await startWrongScimServer(mistake)
    const { users, groups, memberships } = server.service.state
    const before = JSON.stringify([[...users.values()], [...groups.values()], memberships.all()])

    const done = await rehearse(server.endpoint, server.token, { write: true })

    expect(JSON.stringify([[...users.values()], [...groups.values()], memberships.all()])).toBe(before)
    const others = [...users.keys(), ...groups.keys()].map((id) => `/${String(id)}`)
    expect(done.exchanges.filter(({ method, path }) => method !== 'GET' && others.some((end) => path.endsWith(end)))).toEqual([])
  })
})

describe('a SCIM server that nobody reaches', () => {
  it('has a name that nobody knows', async () => {
    const { codes } = await rehearse('https://no-such-host.invalid/scim', 'a-token-of-some-length')
    expect(codes).toEqual(['scim.reach.name-unknown'])
  })

  it('refuses the connection', async () => {
    const service = await startPracticeService({ userCount: 5 })
    await service.close()
    const { codes, report } = await rehearse(service.scimEndpoint, 'a-token-of-some-length')
    expect(codes).toEqual(['scim.reach.no-connection'])
    expect(JSON.stringify(report)).toContain('ECONNREFUSED')
  })

  let authority: Awaited<ReturnType<typeof makeAuthority>>
  beforeAll(async () => (authority = await makeAuthority()))

  it('has a certificate that this computer does not trust, and gets no token', async () => {
    let hasHeard = false
    await using server = await startHttpsServer(authority, (_request, response) => {
      hasHeard = true
      response.end()
    })
    const { codes } = await rehearse(`${server.origin}/scim`, 'a-token-of-some-length')
    expect([codes, hasHeard]).toEqual([['scim.reach.not-trusted'], false])
  })

  it('is reached over https once its authority is trusted', async () => {
    using _trust = trustAuthority(authority)
    await using service = await startPracticeService({ userCount: 5 })
    await using server = await startHttpsServer(authority, (request, response) => {
      void fetch(`${service.origin}${request.url ?? ''}`, { headers: { authorization: request.headers.authorization ?? '' } }).then(
        async (answer) => {
          response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
          response.end(await answer.text())
        }
      )
    })
    const { codes, idsOf } = await rehearse(`${server.origin}/api/scim`, service.scimToken(AZURE_SAML_ID))
    expect(codes).toEqual([])
    expect(idsOf('pass')).toContain('scim.unknown-user-answered')
  })
})

describe('a rehearsal that is cancelled', () => {
  it('deletes what it has made', async () => {
    await using service = await startPracticeService({ userCount: 5 })
    const users = [...service.state.users.keys()]
    const controller = new AbortController()
    const { createScim } = await import('../../../src-main/adapters/scim/create-scim.ts')
    const { rehearseScim } = await import('../../../src-main/app/operations/rehearse-scim.ts')
    const { systemClock } = await import('../../../src-main/adapters/clock/system-clock.ts')
    const { createRedactor } = await import('../../../src-main/core/redact.ts')
    const ports = {
      scim: createScim(),
      clock: systemClock,
      redactor: createRedactor(),
      newId: () => '0f0e0d0c-1111-4222-8333-444444444444'
    }
    const events = rehearseScim(
      ports,
      {
        url: service.scimEndpoint,
        proof: tokenProof(service.scimToken(AZURE_SAML_ID)),
        write: true,
        isSite: false,
        tokenEndsAt: undefined
      },
      controller.signal
    )

    const run = async (): Promise<void> => {
      for await (const event of events)
        if (event.type === 'finished' && event.result.id === 'scim.user-created') {
          expect([...service.state.users.keys()]).toHaveLength(users.length + 1)
          controller.abort()
        }
    }

    await expect(run()).rejects.toThrow('Cancelled')
    expect([...service.state.users.keys()]).toEqual(users)
  })
})
