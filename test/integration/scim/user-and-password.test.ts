import { describe, expect, it } from 'vitest'
import { AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { passwordProof, rehearse, type Rehearsed } from '../../support/scim/rehearse.ts'
import { startWrongScimServer } from '../../support/scim/wrong-scim-server.ts'

/** Of a site whose provider was set so by hand. */
async function siteWith(username: string, password: string): Promise<PracticeService> {
  const service = await startPracticeService({ userCount: 5 })
  service.generateScimPassword(AZURE_SAML_ID)
  const strategy = service.state.strategies.get(AZURE_SAML_ID)
  if (strategy !== undefined) strategy['scim_username'] = username
  service.state.scimPasswords.set(AZURE_SAML_ID, password)
  return service
}

function everythingOf({ report, exchanges, events }: Rehearsed): string {
  return JSON.stringify([report, exchanges, events])
}

describe('a rehearsal with a user name and a password', () => {
  it('passes every rung at a provider that takes them, calls the rungs after them, and leaves nothing behind', async () => {
    await using service = await startPracticeService({ userCount: 5 })
    const { username, password } = service.generateScimPassword(AZURE_SAML_ID)
    const before = [service.state.users.size, service.state.groups.size]

    const done = await rehearse(service.scimEndpoint, passwordProof(username, password), { write: true })

    expect(done.codes).toEqual([])
    expect(done.idsOf('skip')).toEqual(['scim.token-in-force'])
    expect([service.state.users.size, service.state.groups.size]).toEqual(before)
    expect(done.report.results.slice(1, 5).map(({ title }) => title)).toEqual([
      'User name and password look whole',
      'User name and password have not ended',
      'The address answers',
      'User name and password are accepted'
    ])
    expect(done.report.subject).toContainEqual(expect.objectContaining({ value: 'a user name and a password' }))
    const pair = Buffer.from(`${username}:${password}`).toString('base64')
    expect(everythingOf(done)).not.toContain(password)
    expect(everythingOf(done)).not.toContain(pair)
    expect(everythingOf(done)).not.toContain(`Basic ${pair.slice(0, 8)}`)
  })

  it('says what a refusal means: a wrong password, a wrong name, newer ones', async () => {
    await using service = await startPracticeService({ userCount: 5 })
    const { username, password } = service.generateScimPassword(AZURE_SAML_ID)
    const codes = async (name: string, word: string) => (await rehearse(service.scimEndpoint, passwordProof(name, word))).codes

    expect(await codes(username, 'wrong')).toEqual(['scim.basic.refused'])
    expect(await codes('nobody', password)).toEqual(['scim.basic.refused'])
    service.generateScimPassword(AZURE_SAML_ID)
    expect(await codes(username, password)).toEqual(['scim.basic.refused'])
  })

  it.each([
    ['кто@käse', 'пароль🔑 mit: Doppelpunkt'],
    ['nai\u0308ve', 'cafe\u0301'],
    ['scim', '%41 "quoted" \\ <b>']
  ])('sends UTF-8 in its composed form, as RFC 7617 has it: %j', async (username, password) => {
    await using service = await siteWith(username.normalize('NFC'), password.normalize('NFC'))

    const done = await rehearse(service.scimEndpoint, passwordProof(username, password))

    expect(done.codes).toEqual([])
    expect(everythingOf(done)).not.toContain(password)
  })

  it('sends nothing when the user name holds a colon', async () => {
    await using service = await siteWith('scim', 'word:secret')

    const done = await rehearse(service.scimEndpoint, passwordProof('scim:word', 'secret'))

    expect(done.codes).toEqual(['scim.basic.malformed'])
    expect([done.exchanges, service.requests]).toEqual([[], []])
  })

  it('says so when the server wants the other way, whichever it is', async () => {
    await using byToken = await startPracticeService({ userCount: 5 })
    await using byPassword = await startPracticeService({ userCount: 5 })
    const token = byPassword.scimToken(AZURE_SAML_ID)
    const { username, password } = byPassword.generateScimPassword(AZURE_SAML_ID)

    const first = await rehearse(byToken.scimEndpoint, passwordProof(username, password))
    const second = await rehearse(byPassword.scimEndpoint, token)

    expect([first.codes, second.codes]).toEqual([['scim.answer.other-scheme'], ['scim.answer.other-scheme']])
    expect(JSON.stringify(first.report)).toContain('asks for Bearer')
    expect(JSON.stringify(second.report)).toContain('asks for Basic')
  })

  it('is made by a plan for an older site: the password is never in an answer of the interface', async () => {
    await using service = await startPracticeService({ userCount: 5, strategyWrites: 'accepted' })
    const patch = async (fields: unknown) =>
      (
        await fetch(`${service.origin}/api/rest/v1/sso_strategies/${String(AZURE_SAML_ID)}`, {
          method: 'PATCH',
          headers: { 'x-filesapi-key': service.keys.siteAdmin, 'content-type': 'application/json' },
          body: JSON.stringify(fields)
        })
      ).text()

    const answer = await patch({ scim_authentication_method: 'basic', scim_username: 'entra', scim_password: 'canary-word' })
    const works = await rehearse(service.scimEndpoint, passwordProof('entra', 'canary-word'))
    const changed = await patch({ scim_authentication_method: 'token' })
    const refused = await rehearse(service.scimEndpoint, passwordProof('entra', 'canary-word'))

    expect(answer + changed).not.toContain('canary-word')
    expect([works.codes, refused.codes]).toEqual([[], ['scim.answer.other-scheme']])
    expect(JSON.parse(changed)).toMatchObject({ scim_username: null })
  })

  it('finds a server that looks at no password', async () => {
    await using server = await startWrongScimServer('accepts any token')
    const done = await rehearse(server.endpoint, passwordProof('scim', 'whatever'))
    expect(done.codes).toEqual(['scim.basic.any-password'])
  })
})
