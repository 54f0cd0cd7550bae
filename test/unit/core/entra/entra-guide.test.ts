import { describe, expect, it } from 'vitest'
import { type EntraCloud, entraClouds } from '../../../../src-main/core/entra/entra-cloud.ts'
import { entraGuide, entraStepIds, siteOfHost } from '../../../../src-main/core/entra/entra-guide.ts'
import { entraScript } from '../../../../src-main/core/entra/entra-script.ts'
import { handOverHtml } from '../../../../src-main/core/entra/hand-over-html.ts'

const site = { host: 'acme.files.com', subdomain: 'acme' }
const cloud = (id: EntraCloud['id']): EntraCloud => entraClouds.find((each) => each.id === id) ?? never()
const guide = entraGuide(site, cloud('global'))

describe('the guide', () => {
  it('has one step for each screen, in the order of the portal', () => {
    expect(guide.steps.map(({ id }) => id)).toEqual(entraStepIds)
    for (const { path, instructions, title } of guide.steps)
      expect([path.length, instructions.length, title.length].every((count) => count > 0)).toBe(true)
  })

  it('has the values of the vendor, letter by letter, with the subdomain of the site', () => {
    const values = guide.steps.flatMap((step) => step.values)

    expect(Object.fromEntries(values.map(({ label, copy }) => [label, copy]))).toEqual({
      'Name of the application': 'Files.com',
      'Identifier (Entity ID)': 'https://app.files.com/saml/metadata',
      'Reply URL (Assertion Consumer Service URL)': 'https://app.files.com/saml/consume',
      'Relay State (Optional)': 'acme.files.com',
      'Unique User Identifier (Name ID)': 'user.userprincipalname',
      'Enabled for users to sign-in?': 'Yes',
      'Assignment required?': 'Yes'
    })
    expect(values.every(({ explain }) => explain !== undefined && explain.endsWith('.'))).toBe(true)
  })

  it.each<[EntraCloud['id'], string, string]>([
    ['global', 'https://portal.azure.com', 'https://login.microsoftonline.com/'],
    ['us-government', 'https://portal.azure.us', 'https://login.microsoftonline.us/'],
    ['china', 'https://portal.azure.cn', 'https://login.partner.microsoftonline.cn/']
  ])('leads to the portal of the cloud %s', (id, portalUrl, login) => {
    const other = entraGuide(site, cloud(id))

    expect(other.portalUrl).toBe(portalUrl)
    expect(other.steps.flatMap(({ bringBack }) => bringBack).join(' ')).toContain(login)
  })

  it('does not invent the subdomain of a custom domain', () => {
    const custom = entraGuide(siteOfHost('files.acme.example'), cloud('global'))

    expect(JSON.stringify(custom)).not.toContain('files.acme.example.files.com')
    expect(custom.steps.flatMap((step) => step.values).map(({ label }) => label)).not.toContain('Relay State (Optional)')
    expect(custom.steps.flatMap(({ instructions }) => instructions).join(' ')).toContain('SUBDOMAIN.files.com')
    expect(siteOfHost('Acme.files.com').subdomain).toBe('acme')
  })
})

describe('the page for the colleague', () => {
  it('holds every step, value and thing to bring back, and nothing that runs or is loaded', () => {
    const page = handOverHtml(guide, { version: '1.0.0', createdAt: '2026-11-22T05:00:00.000Z', sendBackTo: 'me@acme.example' })

    for (const { title, values } of guide.steps)
      for (const text of [title, ...values.map(({ value }) => value)]) expect(page).toContain(text)
    expect(page).toContain('me@acme.example')
    expect(page).not.toMatch(/<script|<img|<link|<iframe|<a |@import|url\(|src=|onload|http-equiv="refresh"/i)
    expect(page).toContain(`default-src 'none'`)
  })

  it('escapes whatever comes from elsewhere', () => {
    const evil = entraGuide({ host: '<img src=x onerror=alert(1)>"&', subdomain: '' }, cloud('global'))

    const page = handOverHtml(evil, { version: '<b>', sendBackTo: '</b><script>alert(1)</script>' })

    expect(page).not.toMatch(/<img|<script|version <b>/)
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&amp;')
  })

  it('leaves a line when it is not known whom to send it to', () => {
    expect(handOverHtml(guide, { version: '1' })).toContain('Send it to: <span class="line"></span>')
  })
})

describe('the script for PowerShell', () => {
  it.each<[EntraCloud['id'], string, string, string]>([
    ['global', `'Global'`, `'https://graph.microsoft.com'`, '8adf8e6e-67b2-4cf2-a259-e3dc5476c621'],
    ['us-government', `'USGov'`, `'https://graph.microsoft.us'`, '4602d0b4-76bb-404b-bca9-2652e1a39c6d'],
    ['china', `'China'`, `'https://microsoftgraph.chinacloudapi.cn'`, '5a532e38-1581-4918-9658-008dc27c1d68']
  ])('speaks to the cloud %s', (id, environment, graph, template) => {
    const script = entraScript(entraGuide(site, cloud(id)), cloud(id))

    for (const part of [environment, graph, template, `'https://${cloud(id).loginHost}'`]) expect(script).toContain(part)
    expect(script).not.toMatch(/@[A-Z]+@/)
  })

  it('sets what the guide says, in the order that Graph needs, and looks before it changes', () => {
    const script = entraScript(guide, cloud('global'))

    expect(script).toContain(`$identifier = 'https://app.files.com/saml/metadata'`)
    expect(script).toContain(`$replyUrl = 'https://app.files.com/saml/consume'`)
    expect(script).toContain(`$relayState = 'acme.files.com'`)
    expect(script.indexOf(`preferredSingleSignOnMode = 'saml'`)).toBeLessThan(script.indexOf('identifierUris = @($identifier)'))
    const changes = script.split('\n').filter((line) => /Invoke-Graph (?:POST|PATCH)/.test(line))
    expect(changes.length).toBeGreaterThan(6)
    expect(script.match(/ShouldProcess\(/g)?.length).toBeGreaterThanOrEqual(8)
    expect(script).not.toMatch(/Invoke-Graph DELETE|password|client_?secret/i)
  })

  it('is balanced, and cannot be left by a name with quotes', () => {
    const evil = entraGuide({ host: `#>\n'; Remove-Item /`, subdomain: `x'; Remove-Item C:\\ ’; "$(whoami)` }, cloud('global'))

    const script = entraScript(evil, cloud('global'))

    expect(script).toContain(`$relayState = 'x''; Remove-Item C:\\ ’’; "$(whoami).files.com'`)
    expect(script.match(/#>/g)).toHaveLength(1)
    for (const [open, close] of [
      ['{', '}'],
      ['(', ')']
    ] as const) {
      const code = entraScript(guide, cloud('global'))
        .replace(/'(?:[^']|'')*'/g, '')
        .replace(/<#[\s\S]*?#>/, '')
        .replace(/#.*$/gm, '')
      expect(code.split(open).length).toBe(code.split(close).length)
    }
  })
})

function never(): never {
  throw new Error('missing')
}
