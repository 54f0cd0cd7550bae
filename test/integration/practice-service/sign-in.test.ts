import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DISPLAY_NAME_CLAIM } from '../../../src-main/practice/entra/entra-claims.ts'
import { makePracticeTenant, type PracticeTenant } from '../../../src-main/practice/entra/practice-tenant.ts'
import { signInFaults } from '../../../src-main/practice/entra/sign-in-fault.ts'
import { AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'
import { takeSignIn } from '../../../src-main/practice/service/sign-in/take-sign-in.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import type { StoredEvent, StoredStrategy } from '../../../src-main/practice/service/stored-records.ts'

const ANNA = 'anna.smith@practice.example'

let tenant: PracticeTenant
let service: PracticeService
beforeAll(async () => {
  tenant = await makePracticeTenant()
})
beforeEach(async () => {
  service = await startPracticeService({ tenant, strategies: 'azure-saml-and-oauth' })
})
afterEach(() => service.close())

function strategy(): StoredStrategy {
  const found = service.state.strategies.get(AZURE_SAML_ID)
  if (found === undefined) throw new Error('no strategy')
  return found
}

function store(fields: Partial<StoredStrategy>): void {
  Object.assign(
    strategy(),
    {
      saml_provider_metadata_url: null,
      saml_provider_metadata_content: null,
      saml_provider_cert_fingerprint: null,
      saml_provider_issuer_url: null
    },
    fields
  )
}

async function signIn(
  person: string,
  fault = ''
): Promise<{ readonly status: number; readonly text: string; readonly event: StoredEvent | undefined }> {
  const before = service.state.ssoEvents.length
  const response = await fetch(service.signInPage(AZURE_SAML_ID), { method: 'POST', body: new URLSearchParams({ person, fault }) })
  const [event, ...more] = service.state.ssoEvents.slice(before)
  expect(more).toEqual([])
  return { status: response.status, text: await response.text(), event }
}

const signedIn = { status: 200, event: { status: 'success', event_type: 'login', provider: 'azure', provider_label: 'Practice Entra ID' } }

function refused(because: RegExp): object {
  const text: unknown = expect.stringMatching(because)
  return { status: 403, event: { status: 'failure', body: text, event_errors: [text], user_id: null } }
}

describe('the sign-in page of the practice site', () => {
  it('lists some people and everything that can go wrong, and runs no scripts', async () => {
    const response = await fetch(service.signInPage(AZURE_SAML_ID))
    const html = await response.text()

    expect(response.status).toBe(200)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const login of ['anna.smith', 'taro.yamada']) expect(html).toContain(`value="${login}"`)
    for (const { name } of signInFaults) expect(html).toContain(`value="${name}"`)
    expect(html).not.toContain('<script')
    expect(html.match(/name="person"/g)).toHaveLength(6)
  })

  it('writes the label of the provider as text', async () => {
    strategy().label = '<img src=x onerror=alert(1)>'

    expect(await (await fetch(service.signInPage(AZURE_SAML_ID))).text()).not.toContain('<img')
  })

  it.each([
    ['an unknown provider', 999],
    ['one without SAML', 102]
  ])('is not there for %s', async (_what, id) => {
    const address = service.signInPage(AZURE_SAML_ID).replace(/\d+$/, String(id))

    expect((await fetch(address)).status).toBe(404)
    expect((await fetch(address, { method: 'POST' })).status).toBe(404)
  })

  it.each([
    ['nobody', { person: '' }],
    ['somebody unknown', { person: 'mallory' }],
    ['an unknown fault', { person: 'anna.smith', fault: 'whatever' }]
  ])('takes no sign-in of %s', async (_what, form) => {
    const before = service.state.ssoEvents.length

    const response = await fetch(service.signInPage(AZURE_SAML_ID), { method: 'POST', body: new URLSearchParams(form) })

    expect(response.status).toBe(400)
    expect(service.state.ssoEvents).toHaveLength(before)
  })

  it('is read and posted only, and is not there without a tenant', async () => {
    await using plain = await startPracticeService()

    expect((await fetch(service.signInPage(AZURE_SAML_ID), { method: 'DELETE' })).status).toBe(405)
    expect((await fetch(plain.signInPage(AZURE_SAML_ID))).status).toBe(404)
  })
})

describe('a sign-in', () => {
  it('by the metadata address lets in whom the name identifier names', async () => {
    const answer = await signIn('anna.smith')

    expect(answer).toMatchObject({ ...signedIn, event: { ...signedIn.event, username: ANNA, idp_uid: ANNA } })
    expect(answer.text).toContain(ANNA)
    const user = [...service.state.users.values()].find(({ username }) => username === ANNA)
    expect(answer.event?.['user_id']).toBe(user?.id)
    expect(user?.['last_login_at']).toBe(answer.event?.created_at)
  })

  it('by stored metadata, or by a fingerprint in any notation, does the same', async () => {
    store({ saml_provider_metadata_content: tenant.metadataAt(tenant.names.metadataUrl) ?? null })
    expect(await signIn('anna.smith')).toMatchObject(signedIn)

    const { sha256 } = tenant.keys().current
    for (const fingerprint of [sha256, sha256.toUpperCase(), sha256.replace(/(..)(?=.)/g, '$1:')]) {
      store({ saml_provider_cert_fingerprint: fingerprint, saml_provider_issuer_url: tenant.names.issuer })
      expect(await signIn('anna.smith')).toMatchObject(signedIn)
    }
  })

  it.each([
    ['no way at all', () => ({}), /no certificate is stored/],
    [
      'the fingerprint of another key',
      () => ({ saml_provider_cert_fingerprint: tenant.keys().next.sha256, saml_provider_issuer_url: tenant.names.issuer }),
      /not among those/
    ],
    [
      'a SHA-1 thumbprint',
      () => ({ saml_provider_cert_fingerprint: 'a'.repeat(40), saml_provider_issuer_url: tenant.names.issuer }),
      /no SHA-256/
    ],
    [
      'an issuer without its final slash',
      () => ({ saml_provider_cert_fingerprint: tenant.keys().current.sha256, saml_provider_issuer_url: tenant.names.issuer.slice(0, -1) }),
      /^The issuer is /
    ],
    [
      'the address without the application',
      () => ({ saml_provider_metadata_url: tenant.names.metadataUrl.replace(/\?.*/, '') }),
      /not among those/
    ],
    ['an address that leads nowhere', () => ({ saml_provider_metadata_url: 'https://metadata.example/' }), /could not be read/],
    ['something that is no metadata', () => ({ saml_provider_metadata_content: '<html></html>' }), /no identity provider/]
  ])('is refused when the provider stores %s', async (_what, fields, because) => {
    store(fields())

    expect(await signIn('anna.smith')).toMatchObject(refused(because))
  })

  it('is refused while the provider is switched off', async () => {
    strategy().enabled = false

    expect(await signIn('anna.smith')).toMatchObject(refused(/switched off/))
  })

  it.each([
    ['not-assigned', /^AADSTS50105: .*Correlation ID: [0-9a-f-]{36} Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/],
    ['wrong-audience', /^The audience is https:\/\/app\.files\.com\/saml\/metadata\/,/],
    ['old-key', /not among those/],
    ['other-tenant', /not among those/],
    ['expired', /^The response was good until /],
    ['unsigned', /^The response is not signed/]
  ])('with the fault %s is refused, and the event says why', async (fault, because) => {
    expect(await signIn('anna.smith', fault)).toMatchObject(refused(because))
  })

  it('of somebody disabled, or without the mail that should name them, ends at Microsoft', async () => {
    const disabled = tenant.company.people.find(({ state }) => state === 'disabled')?.login ?? ''

    expect(await signIn(disabled)).toMatchObject(refused(/^AADSTS50057/))
    expect(await signIn('star.paren', 'mail-as-name')).toMatchObject(refused(/^AADSTS501241/))
  })

  it('makes the user at the first time when the provider says so, with groups named by their ids', async () => {
    const before = service.state.users.size

    const answer = await signIn('kathe.muller')
    await signIn('kathe.muller')

    // Whoever was there already is found; somebody new is made once.
    const newcomer = tenant.company.people.find(({ login, state }) => state === 'active' && !usernames().has(`${login}@practice.example`))
    const made = await signIn(newcomer?.login ?? '')
    await signIn(newcomer?.login ?? '')
    const user = [...service.state.users.values()].find(({ id }) => id === made.event?.['user_id'])
    expect(answer).toMatchObject(signedIn)
    expect(service.state.users.size).toBe(before + 1)
    expect(user).toMatchObject({
      name: newcomer?.displayName,
      authentication_method: 'sso',
      sso_strategy_id: AZURE_SAML_ID,
      externally_managed: true,
      company: 'Practice Harbour Freight'
    })
    const groups = service.state.memberships.groupIdsOf(user?.id ?? 0).map((id) => service.state.groups.get(id)?.name ?? '')
    expect(groups.length).toBeGreaterThan(0)
    for (const name of groups) expect(name).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  it('of somebody unknown is refused when the provider does not make users', async () => {
    strategy().provision_users = false
    const newcomer = tenant.company.people.find(({ login, state }) => state === 'active' && !usernames().has(`${login}@practice.example`))

    expect(await signIn(newcomer?.login ?? '')).toMatchObject(refused(/does not make users/))
  })

  it('under the mail address makes a second user for one person', async () => {
    const before = service.state.users.size

    const answer = await signIn('ab.tester', 'mail-as-name')

    expect(answer).toMatchObject({ ...signedIn, event: { username: 'atester4@harbour-freight.example' } })
    expect(service.state.users.size).toBe(before + 1)
  })

  it('with a link in place of the groups fills none, and fails where one is required', async () => {
    expect(await signIn('anna.smith', 'too-many-groups')).toMatchObject(signedIn)

    strategy().provision_group_required = 'All Staff'
    expect(await signIn('anna.smith', 'too-many-groups')).toMatchObject(refused(/none of the groups/))
  })

  it('of a user who is disabled, or signs in another way, is refused', async () => {
    const anna = [...service.state.users.values()].find(({ username }) => username === ANNA)
    if (anna === undefined) throw new Error('no Anna')
    anna.disabled = true
    expect(await signIn('anna.smith')).toMatchObject(refused(/is disabled/))

    Object.assign(anna, { disabled: false, sso_strategy_id: 102 })
    expect(await signIn('anna.smith')).toMatchObject(refused(/does not sign in by this provider/))
  })

  it('takes names and claims as they are, whatever they hold', () => {
    const name = `O'Neil & <Sons>`
    const claims = new Map([[DISPLAY_NAME_CLAIM, [name]]])

    const taken = takeSignIn(service.state, strategy(), { nameId: 'new@practice.example', claims }, new Date())

    expect(taken).toMatchObject({ ok: true, value: { name, email: null } })
  })
})

describe('a key roll-over', () => {
  it('breaks nothing by address or by metadata with both keys, and breaks the fingerprint until it is changed', async () => {
    const own = await makePracticeTenant()
    await using site = await startPracticeService({ tenant: own })
    const seeded = site.state.strategies.get(AZURE_SAML_ID)
    if (seeded === undefined) throw new Error('no strategy')
    const statusNow = async (fields: Partial<StoredStrategy>): Promise<number> => {
      Object.assign(seeded, { saml_provider_metadata_url: null, saml_provider_metadata_content: null }, fields)
      const body = new URLSearchParams({ person: 'anna.smith', fault: '' })
      return (await fetch(site.signInPage(AZURE_SAML_ID), { method: 'POST', body })).status
    }
    const { current, next } = own.keys()
    const before = own.metadataAt(own.names.metadataUrl) ?? null

    own.makeNextActive()

    expect(own.keys()).toEqual({ current: next, next: current })
    expect(await statusNow({ saml_provider_metadata_url: own.names.metadataUrl })).toBe(200)
    expect(await statusNow({ saml_provider_metadata_content: before })).toBe(200)
    expect(await statusNow({ saml_provider_cert_fingerprint: current.sha256 })).toBe(403)
    expect(await statusNow({ saml_provider_cert_fingerprint: next.sha256 })).toBe(200)
  })
})

function usernames(): ReadonlySet<string> {
  return new Set([...service.state.users.values()].map(({ username }) => username.toLowerCase()))
}
