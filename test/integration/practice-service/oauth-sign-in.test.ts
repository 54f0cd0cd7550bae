import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SERVICE_OAUTH_REDIRECT_URI } from '../../../src-main/core/entra/service-addresses.ts'
import { oauthSignInFaults } from '../../../src-main/practice/entra/oauth-sign-in-fault.ts'
import { practiceRegistration, unknownTenantId } from '../../../src-main/practice/entra/practice-registration.ts'
import { makePracticeTenant, type PracticeTenant } from '../../../src-main/practice/entra/practice-tenant.ts'
import { AZURE_OAUTH_ID, AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import type { StoredEvent, StoredUser } from '../../../src-main/practice/service/stored-records.ts'
import { Browser } from '../../support/oauth/browse.ts'

const ANNA = 'anna.smith@practice.example'
const { tenantId, clientId, clientSecret, endedSecret } = practiceRegistration()
const right = { tenant_id: tenantId, client_id: clientId, client_secret: clientSecret }

let tenant: PracticeTenant
let service: PracticeService
beforeAll(async () => {
  tenant = await makePracticeTenant()
})
beforeEach(async () => {
  service = await startPracticeService({ tenant, strategies: 'azure-saml-and-oauth' })
  enter({ enabled: true, ...right })
  move(ANNA)
})
afterEach(() => service.close())

function enter(fields: Readonly<Record<string, string | boolean>>): void {
  service.changeAsSecondAdministrator({ strategy: { id: AZURE_OAUTH_ID, fields } })
}

function userNamed(username: string): StoredUser {
  const user = [...service.state.users.values()].find((each) => each.username === username)
  if (user === undefined) throw new Error(`no ${username}`)
  return user
}

function move(username: string): void {
  userNamed(username).sso_strategy_id = AZURE_OAUTH_ID
}

async function signIn(person = 'anna.smith', fault = ''): Promise<{ status: number; html: string; event: StoredEvent | undefined }> {
  const before = service.state.ssoEvents.length
  const { status, html } = await new Browser().signIn(service.signInPage(AZURE_OAUTH_ID), person, fault)
  const [event, ...more] = service.state.ssoEvents.slice(before)
  expect(more).toEqual([])
  return { status, html, event }
}

function refused(because: RegExp): object {
  const text: unknown = expect.stringMatching(because)
  return { status: 403, event: { status: 'failure', body: text, event_errors: [text], user_id: null, provider: 'azure' } }
}

describe('a sign-in by OAuth at the practice site', () => {
  it('goes to Microsoft and back, and leaves the event of this provider', async () => {
    const browser = new Browser()

    const page = await browser.signIn(service.signInPage(AZURE_OAUTH_ID), 'anna.smith')

    expect([page.status, page.html.includes(ANNA)]).toEqual([200, true])
    expect(service.state.ssoEvents.at(-1)).toMatchObject({
      status: 'success',
      event_type: 'login',
      username: ANNA,
      user_id: userNamed(ANNA).id,
      provider: 'azure',
      provider_label: 'Practice Entra ID (trial)'
    })
    const asked = browser.visited.map((url) => new URL(url))
    expect(asked.map(({ pathname }) => pathname)).toEqual([
      '/oauth/practice-sign-in',
      `/practice-microsoft/${tenantId}/oauth2/v2.0/authorize`,
      `/practice-microsoft/${tenantId}/oauth2/v2.0/authorize`,
      '/login_from_oauth'
    ])
    expect(Object.fromEntries(asked[1]?.searchParams ?? [])).toMatchObject({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: SERVICE_OAUTH_REDIRECT_URI
    })
    // The secret goes to Microsoft from the site alone.
    expect(browser.visited.join(' ')).not.toContain(encodeURIComponent(clientSecret))
  })

  it('works with the domain of the tenant too', async () => {
    enter({ tenant_id: practiceRegistration().domain })

    expect(await signIn()).toMatchObject({ status: 200, event: { status: 'success' } })
  })

  it('offers everything that can go wrong, and runs no scripts', async () => {
    const { html } = await new Browser().open(service.signInPage(AZURE_OAUTH_ID))

    for (const { name } of oauthSignInFaults) expect(html).toContain(`value="${name}"`)
    expect(html).not.toContain('<script')
  })

  it.each([
    ['nothing entered', undefined, /^No tenant, client and secret are stored/],
    ['a wrong secret', { client_secret: 'abc8Q~wrong.wrong.wrong.wrong.wrong.1234' }, /^AADSTS7000215: /],
    ['a secret that ended', { client_secret: endedSecret }, /^AADSTS7000222: /],
    ['tenant and client swapped', { tenant_id: clientId, client_id: tenantId }, /^AADSTS90002: /],
    ['another client', { client_id: unknownTenantId() }, /^AADSTS700016: /],
    ['a tenant that nobody knows', { tenant_id: unknownTenantId() }, /^AADSTS90002: /]
  ])('is refused with %s', async (_what, fields, because) => {
    if (fields === undefined) service.state.registrations.clear()
    else enter(fields)

    expect(await signIn()).toMatchObject(refused(because))
  })

  it.each([
    ['not-assigned', /^AADSTS50105: .*Correlation ID: [0-9a-f-]{36} Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/],
    ['no-consent', /^AADSTS65001: /],
    ['wrong-redirect', /^AADSTS50011: .*login_from_oauth/],
    ['ended-secret', /^AADSTS7000222: /],
    ['expired', /^The id token was good until /],
    ['unsigned', /^The id token is not signed by RS256 \(alg “none”\)/]
  ])('with the fault %s is refused, and the event says why', async (fault, because) => {
    expect(await signIn('anna.smith', fault)).toMatchObject(refused(because))
  })

  it('of somebody disabled ends at Microsoft', async () => {
    const disabled = tenant.company.people.find(({ state }) => state === 'disabled')?.login ?? ''

    expect(await signIn(disabled)).toMatchObject(refused(/^AADSTS50057: /))
  })

  it('of a user of another provider, or while this one is switched off, is refused by the site', async () => {
    userNamed(ANNA).sso_strategy_id = AZURE_SAML_ID
    expect(await signIn()).toMatchObject(refused(/does not sign in by this provider/))

    enter({ enabled: false })
    expect(await signIn()).toMatchObject(refused(/switched off/))
  })

  it('of somebody unknown is refused, and makes the user where the provider does so', async () => {
    const newcomer = tenant.company.people.find(({ mail, state, login }) => {
      const isKnown = [...service.state.users.values()].some(({ username }) => username === `${login}@practice.example`)
      return state === 'active' && mail !== undefined && !isKnown
    })
    const login = newcomer?.login ?? ''
    expect(await signIn(login)).toMatchObject({
      ...refused(/does not make users/),
      event: { username: `${login}@practice.example`, user_id: null }
    })

    enter({ provision_users: true })
    const answer = await signIn(login)
    expect(answer).toMatchObject({ status: 200, event: { status: 'success' } })
    expect(service.state.users.get(Number(answer.event?.['user_id']))).toMatchObject({
      username: `${login}@practice.example`,
      email: newcomer?.mail,
      name: newcomer?.displayName,
      sso_strategy_id: AZURE_OAUTH_ID
    })
  })

  it('under the mail address does not find whoever is known by the user principal name', async () => {
    const other = tenant.company.people.find(
      ({ login, mail, state }) => state === 'active' && mail !== undefined && !mail.startsWith(login)
    )
    const login = other?.login ?? ''
    move(`${login}@practice.example`)

    expect(await signIn(login)).toMatchObject({ event: { status: 'success', username: `${login}@practice.example` } })
    expect(await signIn(login, 'mail-as-name')).toMatchObject({ ...refused(/does not make users/), event: { username: other?.mail } })
  })

  it('belongs to the browser in which it was begun, and a code is good once', async () => {
    const browser = new Browser()
    const page = await browser.open(service.signInPage(AZURE_OAUTH_ID))
    const done = await browser.submit(page, { person: 'anna.smith', fault: '' })
    const count = service.state.ssoEvents.length

    // the address of the end, opened once more, and the one of a sign-in of somebody else
    expect((await browser.open(done.url)).status).toBe(400)
    const stranger = new Browser()
    await stranger.open(service.signInPage(AZURE_OAUTH_ID))
    const others = await browser.open(service.signInPage(AZURE_OAUTH_ID))
    expect((await stranger.submit(others, { person: 'anna.smith', fault: '' })).status).toBe(400)
    expect(service.state.ssoEvents).toHaveLength(count)
  })

  it('takes a token that was made later than the browser came back', async () => {
    let seconds = Date.parse('2026-11-22T12:00:00.000Z') / 1000
    await using slow = await startPracticeService({ tenant, strategies: 'azure-saml-and-oauth', now: () => (seconds += 1) * 1000 })
    slow.changeAsSecondAdministrator({ strategy: { id: AZURE_OAUTH_ID, fields: { enabled: true, provision_users: true, ...right } } })
    slow.state.users.clear()

    expect((await new Browser().signIn(slow.signInPage(AZURE_OAUTH_ID), 'anna.smith')).status).toBe(200)
  })

  it('takes no token for another sign-in', async () => {
    const browser = new Browser()
    const page = await browser.open(service.signInPage(AZURE_OAUTH_ID))
    const tampered = { ...page, html: page.html.replace(/nonce=[^&"]+/, 'nonce=mine') }

    await browser.submit(tampered, { person: 'anna.smith', fault: '' })

    expect(service.state.ssoEvents.at(-1)).toMatchObject({ status: 'failure', body: 'The id token belongs to another sign-in.' })
  })

  it('shows nothing of tenant, client and secret in any answer', async () => {
    const headers = { 'X-FilesAPI-Key': service.keys.siteAdmin }
    const texts = await Promise.all(
      ['/sso_strategies', `/sso_strategies/${String(AZURE_OAUTH_ID)}`, '/settings_changes', '/sso_events'].map(async (path) =>
        (await fetch(`${service.origin}/api/rest/v1${path}`, { headers })).text()
      )
    )

    for (const hidden of [clientId, clientSecret]) expect(texts.join('\n')).not.toContain(hidden)
    expect(texts[2]).toContain('`client_secret` changed')
  })
})
