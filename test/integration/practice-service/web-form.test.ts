import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { strategyFields } from '../../../src-main/core/model/service-fields.ts'
import { AZURE_OAUTH_ID, AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { Browser } from '../../support/oauth/browse.ts'

const SECRET = 'Kan8Q~canary.of.the.web.form.1234567890'
const credentials = { tenant_id: 'tenant', client_id: 'client', client_secret: SECRET }

let service: PracticeService
let browser: Browser
beforeEach(async () => {
  service = await startPracticeService({ strategies: 'azure-saml-and-oauth' })
  browser = new Browser()
})
afterEach(() => service.close())

const newOauth = () => browser.open(`${service.origin}/practice-web-form/provider?new=oauth2`)
const edit = (id: number) => browser.open(`${service.origin}/practice-web-form/provider?id=${String(id)}`)

describe('the web form of the practice site', () => {
  it('is found from the page that every hand-off names', async () => {
    const { html } = await browser.open(`${service.origin}/`)

    expect(html).toContain('SSO Providers')
    expect(html).toContain('Add provider')
    for (const label of ['Practice Entra ID', 'Practice Entra ID (trial)']) expect(html).toContain(`<b>${label}</b>`)
    expect(html).not.toContain('<script')
  })

  it('makes a provider by OAuth, whose tenant, client and secret nobody sees again', async () => {
    const saved = await browser.submit(await newOauth(), { label: 'Harbour account', enabled: 'true', ...credentials })

    expect(saved).toMatchObject({ status: 200, url: expect.stringContaining('/?saved=') as string })
    const made = [...service.state.strategies.values()].find(({ label }) => label === 'Harbour account')
    expect(made).toMatchObject({ protocol: 'oauth2', provider: 'azure', enabled: true })
    expect(service.state.registrations.get(made?.id ?? 0)).toEqual({ tenantId: 'tenant', clientId: 'client', clientSecret: SECRET })
    expect(JSON.stringify([made, service.state.settingsChanges])).not.toContain(SECRET)
    expect(service.state.settingsChanges.at(-1)).toMatchObject({ username: 'alice.admin', api_key_id: null })
    expect((await edit(made?.id ?? 0)).html).not.toMatch(/canary|value="tenant"|value="client"/)
  })

  it('keeps what is stored where a box is left empty', async () => {
    service.changeAsSecondAdministrator({ strategy: { id: AZURE_OAUTH_ID, fields: credentials } })

    await browser.submit(await edit(AZURE_OAUTH_ID), { label: 'Renamed', client_secret: 'another', client_id: '', tenant_id: '' })

    expect(service.state.strategies.get(AZURE_OAUTH_ID)?.label).toBe('Renamed')
    expect(service.state.registrations.get(AZURE_OAUTH_ID)).toEqual({ tenantId: 'tenant', clientId: 'client', clientSecret: 'another' })
  })

  it('says at each box what is not taken, keeps what was typed, and stores nothing', async () => {
    const count = service.state.strategies.size

    const page = await browser.submit(await newOauth(), { label: 'Harbour & Co', ldap_port: '99999', client_secret: SECRET })

    expect(page.status).toBe(422)
    expect(page.html).toContain('Tenant ID can’t be blank.')
    expect(page.html).toContain('LDAP Port must be from 1 to 65535.')
    expect(page.html).toContain('value="Harbour &amp; Co"')
    expect(page.html).not.toContain(SECRET)
    expect(service.state.strategies.size).toBe(count)
  })

  it('writes whatever is stored as text', async () => {
    service.changeAsSecondAdministrator({
      strategy: { id: AZURE_SAML_ID, fields: { label: '"><img src=x>', provision_group_default: '</textarea><b>' } }
    })

    for (const { html } of [await browser.open(`${service.origin}/`), await edit(AZURE_SAML_ID)])
      expect(html).not.toMatch(/<img|<\/textarea><b>/)
  })

  it('asks by SAML for what SAML needs, with the words that a hand-off uses', async () => {
    const { html } = await edit(AZURE_SAML_ID)

    for (const { label, group } of strategyFields.filter((field) => field.isFixed !== true && field.group !== 'scim'))
      expect(html.includes(`>${label}</label>`)).toBe(group !== 'oauth')
  })

  it('changes nothing that was not changed', async () => {
    Object.assign(service.state.strategies.get(AZURE_SAML_ID) ?? {}, {
      provision_group_default: 'One\nTwo',
      saml_provider_metadata_content: '\n<md a="b">&amp;</md>\n'
    })
    const before = structuredClone(service.state.strategies.get(AZURE_SAML_ID))

    expect((await browser.submit(await edit(AZURE_SAML_ID), {})).status).toBe(200)

    expect(service.state.strategies.get(AZURE_SAML_ID)).toEqual(before)
  })

  it.each([
    ['without the token of the form', { token: 'guessed' }, {}],
    ['from a page of another site', {}, { origin: 'https://evil.example' }]
  ])('takes nothing %s', async (_what, values, headers) => {
    const page = await newOauth()
    const token = /name="token" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const body = new URLSearchParams({ token, label: 'Stolen', ...credentials, ...values })

    expect((await fetch(page.url, { method: 'POST', body, headers })).status).toBe(403)
    expect([...service.state.strategies.values()].map(({ label }) => label)).not.toContain('Stolen')
  })

  it('is not there by another name that leads here', async () => {
    const { request } = await import('node:http')
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(`${service.origin}/`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      asked.on('error', reject).end()
    })

    expect(status).toBe(403)
  })

  it('knows no provider that is not there, and takes no other method', async () => {
    expect((await edit(999)).status).toBe(404)
    expect((await fetch(`${service.origin}/`, { method: 'DELETE' })).status).toBe(403)
  })
})
