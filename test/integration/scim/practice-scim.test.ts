import { describe, expect, it } from 'vitest'
import { AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { rehearse } from '../../support/scim/rehearse.ts'

async function call(service: PracticeService, method: string, path: string, body?: unknown, token = service.scimToken(AZURE_SAML_ID)) {
  const answer = await fetch(`${service.scimEndpoint}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    json: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>)
  }
}

async function rest(service: PracticeService, path: string, init: RequestInit = {}) {
  const answer = await fetch(`${service.origin}/api/rest/v1${path}`, {
    ...init,
    headers: { 'x-filesapi-key': service.keys.siteAdmin, 'content-type': 'application/json' }
  })
  return (await answer.json()) as Record<string, unknown>[] & Record<string, unknown>
}

const anna = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: 'anna.new@practice.example',
  externalId: 'anna',
  displayName: 'Ignored Name',
  active: true,
  emails: [{ type: 'work', primary: true, value: 'anna@mail.example' }],
  name: { givenName: 'Anna', familyName: 'New' }
}

describe('the SCIM endpoint of the practice site', () => {
  it('passes every rung of a rehearsal, and holds nothing of it afterwards', async () => {
    await using service = await startPracticeService()
    const before = [service.state.users.size, service.state.groups.size]

    const done = await rehearse(service.scimEndpoint, service.scimToken(AZURE_SAML_ID), { write: true })

    expect(done.codes).toEqual([])
    expect(done.idsOf('skip')).toEqual(['scim.token-in-force'])
    expect(done.idsOf('pass')).toHaveLength(27)
    expect([service.state.users.size, service.state.groups.size]).toEqual(before)
    expect(done.exchanges.map(({ method }) => method)).toContain('DELETE')
    expect(done.exchanges.find(({ purpose }) => purpose.includes('"False"'))?.requestBody).toContain('"op": "Replace"')
  })

  it('only reads unless writing is asked for', async () => {
    await using service = await startPracticeService()
    const done = await rehearse(service.scimEndpoint, service.scimToken(AZURE_SAML_ID))
    expect(new Set(done.exchanges.map(({ method }) => method))).toEqual(new Set(['GET']))
    expect(done.idsOf('skip')).toHaveLength(16)
  })

  it('makes users of the site by the mapping of Files.com', async () => {
    await using service = await startPracticeService({ userCount: 5 })

    const made = await call(service, 'POST', '/Users', anna)
    const nameless = await call(service, 'POST', '/Users', { userName: 'nameless@practice.example', displayName: 'Ignored' })

    expect([made.status, made.type]).toEqual([201, 'application/scim+json; charset=utf-8'])
    expect(nameless.status).toBe(201)
    const [user] = await rest(service, '/users?filter[username]=anna.new@practice.example')
    expect(user).toMatchObject({
      username: 'anna.new@practice.example',
      email: 'anna@mail.example',
      name: 'Anna New',
      authentication_method: 'sso',
      sso_strategy_id: AZURE_SAML_ID
    })
    const [second] = await rest(service, '/users?filter[username]=nameless@practice.example')
    expect(second).toMatchObject({ name: 'nameless@practice.example' })
  })

  it('takes both dialects of a change, and refuses what makes no sense', async () => {
    await using service = await startPracticeService({ userCount: 5 })
    const id = String((await call(service, 'POST', '/Users', anna)).json?.['id'])
    const patch = (...Operations: unknown[]) => call(service, 'PATCH', `/Users/${id}`, { Operations })

    expect((await patch({ op: 'Replace', path: 'active', value: 'False' })).json).toMatchObject({ active: false })
    expect((await patch({ op: 'replace', value: { active: true, 'name.familyName': 'Other' } })).json).toMatchObject({
      active: true,
      name: { formatted: 'Anna Other' }
    })
    expect((await patch({ op: 'Add', path: 'emails[type eq "work"].value', value: 'b@mail.example' })).json).toMatchObject({
      emails: [{ value: 'b@mail.example' }]
    })
    expect((await patch({ op: 'Move', path: 'active', value: true })).status).toBe(400)
    expect((await patch({ op: 'replace', path: 'active', value: 'perhaps' })).status).toBe(400)
    expect((await patch({ op: 'replace', path: 'userName', value: 'alice.admin' })).status).toBe(409)
    expect((await call(service, 'POST', '/Users', { ...anna, userName: 'ANNA.new@practice.example' })).status).toBe(409)
    expect((await call(service, 'POST', '/Users', {})).status).toBe(400)
    expect((await call(service, 'GET', '/Users?filter=userName%20sw%20%22a%22')).status).toBe(400)
    expect((await call(service, 'GET', '/Users/999999999')).status).toBe(404)
    expect((await call(service, 'PUT', `/Users/${id}`, anna)).status).toBe(404)
    expect((await call(service, 'GET', '/Nothing')).status).toBe(404)
  })

  it('joins conditions with and, and searches by every attribute of Entra ID', async () => {
    await using service = await startPracticeService({ userCount: 5 })
    await call(service, 'POST', '/Users', anna)
    const count = async (filter: string) =>
      (await call(service, 'GET', `/Users?filter=${encodeURIComponent(filter)}`)).json?.['totalResults']

    expect(await count('userName eq "ANNA.NEW@practice.example"')).toBe(1)
    expect(await count('externalId eq "anna" and active eq true')).toBe(1)
    expect(await count('externalId eq "anna" and active eq false')).toBe(0)
    expect(await count('emails[type eq "work"].value eq "anna@mail.example"')).toBe(1)
  })

  it('answers 401 to a wrong token, one that was reset, and one that has ended', async () => {
    let now = Date.parse('2026-11-22T09:00:00Z')
    await using service = await startPracticeService({ userCount: 5, now: () => now })
    const old = service.scimToken(AZURE_SAML_ID)
    const status = async (token: string) => (await call(service, 'GET', '/Users', undefined, token)).status

    expect([await status(old), await status('wrong'), await status('')]).toEqual([200, 401, 401])
    const fresh = service.resetScimToken(AZURE_SAML_ID)
    expect([await status(old), await status(fresh)]).toEqual([401, 200])
    now = Date.parse('2027-11-23T09:00:00Z')
    expect(await status(fresh)).toBe(401)
  })

  it('makes a token that lasts a year when SCIM is switched on, drops it when it is switched off, and knows none for OAuth', async () => {
    await using service = await startPracticeService({ userCount: 5, strategyWrites: 'accepted', strategies: 'azure-saml-and-oauth' })
    const patch = (id: number, fields: unknown) =>
      rest(service, `/sso_strategies/${String(id)}`, { method: 'PATCH', body: JSON.stringify(fields) })

    await patch(AZURE_SAML_ID, { scim_authentication_method: '' })
    expect(() => service.scimToken(AZURE_SAML_ID)).toThrow(RangeError)
    const on = await patch(AZURE_SAML_ID, { scim_authentication_method: 'token' })
    expect(Date.parse(String(on['scim_oauth_access_token_expires_at']))).toBeGreaterThan(Date.now() + 364 * 86_400_000)
    expect((await call(service, 'GET', '/Users')).status).toBe(200)
    expect(await patch(102, { scim_authentication_method: 'token' })).toMatchObject({ 'http-code': 422 })
  })

  it('writes every request into the SCIM log of the site, without the token', async () => {
    await using service = await startPracticeService({ userCount: 5 })
    const token = service.scimToken(AZURE_SAML_ID)
    await call(service, 'POST', '/Users', anna)
    await call(service, 'GET', '/Users?filter=userName%20eq%20%22x%22', undefined, 'wrong-token')

    const logs = service.state.scimLogs.slice(-2)
    expect(logs).toMatchObject([
      { request_method: 'POST', request_path: '/api/scim/Users', http_response_code: '201' },
      {
        request_method: 'GET',
        request_path: '/api/scim/Users?filter=userName%20eq%20%22x%22',
        http_response_code: '401',
        request_json: null
      }
    ])
    const sent = logs[0]?.['request_json']
    expect(JSON.parse(typeof sent === 'string' ? sent : '')).toEqual(anna)
    expect(JSON.stringify(logs)).not.toContain(token)
    expect(JSON.stringify(logs)).not.toContain('wrong-token')
  })
})
