import { describe, expect, it } from 'vitest'
import { entraClouds } from '../../../../src-main/core/entra/entra-cloud.ts'
import { entraStepIds } from '../../../../src-main/core/entra/entra-guide.ts'
import { handOverHtml } from '../../../../src-main/core/entra/hand-over-html.ts'
import { oauthGuide, oauthStepIds } from '../../../../src-main/core/entra/oauth-guide.ts'

const site = { host: 'acme.files.com', subdomain: 'acme' }

describe.each(entraClouds)('the guide for OAuth in $name', (cloud) => {
  const guide = oauthGuide(site, cloud)
  const text = JSON.stringify(guide)

  it('has steps in the order of the portal, each with a way, words and an id of its own', () => {
    expect(guide).toMatchObject({ kind: 'oauth', site: 'acme.files.com', portalUrl: cloud.portalUrl })
    expect(guide.steps.map(({ id }) => id)).toEqual(oauthStepIds)
    expect(oauthStepIds.filter((id) => (entraStepIds as readonly string[]).includes(id))).toEqual([])
    for (const { title, path, instructions } of guide.steps) {
      expect(title).toMatch(/^[A-Z].*[^.]$/)
      expect(path.length).toBeGreaterThan(2)
      for (const sentence of instructions) expect(sentence).toMatch(/\.$/)
    }
  })

  it('gives the redirect address letter by letter, on the platform Web, for one tenant', () => {
    const values = guide.steps.flatMap((step) => step.values)
    expect(values.filter(({ value }) => value === 'https://app.files.com/login_from_oauth?provider=azure')).toHaveLength(2)
    expect(values).toContainEqual(expect.objectContaining({ label: 'Redirect URI, platform', copy: 'Web' }))
    expect(values).toContainEqual(
      expect.objectContaining({ label: 'Supported account types', value: 'Accounts in this organizational directory only' })
    )
  })

  it('asks for the value of the secret and its end, and says how to hand it on', () => {
    const secret = guide.steps.find(({ id }) => id === 'client-secret')
    expect(secret?.bringBack).toEqual(['The Value of the client secret, by a safe way', 'The date in the column “Expires”'])
    expect(text).toMatch(/“Secret ID” is only the number/)
    expect(guide.aboutSecrets).toMatch(/never by mail/)
  })

  it('has no line for the secret on the page that is sent with the ids', () => {
    const sentBack = handOverHtml(guide, { version: '1.0.0' }).split('What to send back')[1] ?? ''
    expect(sentBack).toMatch(/Directory \(tenant\) ID:<br><span class="line">/)
    expect(sentBack).toContain('Never write it on this page; only how it was handed over:')
    expect(sentBack).not.toMatch(/safe way:<br>/)
  })

  it('says that what Files.com asks for is not documented', () => {
    expect(text).toMatch(/Which permissions Files\.com asks for is not documented/)
  })
})
