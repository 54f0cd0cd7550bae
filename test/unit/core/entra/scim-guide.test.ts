import { describe, expect, it } from 'vitest'
import { entraClouds } from '../../../../src-main/core/entra/entra-cloud.ts'
import { entraStepIds } from '../../../../src-main/core/entra/entra-guide.ts'
import { handOverHtml } from '../../../../src-main/core/entra/hand-over-html.ts'
import { oauthStepIds } from '../../../../src-main/core/entra/oauth-guide.ts'
import { scimGuide } from '../../../../src-main/core/entra/scim-guide.ts'

const site = { host: 'acme.files.com', subdomain: 'acme' }

describe.each(entraClouds)('the guide for SCIM in $name', (cloud) => {
  const guide = scimGuide(site, cloud)
  const text = JSON.stringify(guide)
  const values = guide.steps.flatMap((step) => step.values)

  it('has steps with a way, words and an id of its own, and begins at the portal of this cloud', () => {
    expect(guide).toMatchObject({ kind: 'scim', site: 'acme.files.com', portalUrl: cloud.portalUrl })
    const others: readonly string[] = [...entraStepIds, ...oauthStepIds]
    expect(guide.steps.filter(({ id }) => others.includes(id))).toEqual([])
    expect(new Set(guide.steps.map(({ id }) => id)).size).toBe(guide.steps.length)
    for (const { title, path, instructions } of guide.steps) {
      expect(title).toMatch(/^[A-Z].*[^.]$/)
      expect(path.length).toBeGreaterThan(2)
      for (const sentence of instructions) expect(sentence).toMatch(/[.?]$/)
    }
    expect(guide.steps[0]?.path.slice(0, 3)).toEqual(['Microsoft Entra ID', 'Manage', 'Enterprise applications'])
    expect(guide.steps[0]?.instructions.join(' ')).toContain(cloud.portalUrl)
  })

  it('gives the address letter by letter, and wants a token and no password', () => {
    expect(values.filter(({ copy }) => copy === 'https://app.files.com/api/scim')).toHaveLength(1)
    expect(values.find(({ label }) => label === 'Secret Token')).not.toHaveProperty('copy')
    expect(text).toMatch(/Choose no user name and password/)
  })

  it('maps names as the newer page has it', () => {
    const mapped = Object.fromEntries(values.map(({ label, value }) => [label, value]))
    expect(mapped).toMatchObject({
      userName: 'userPrincipalName',
      'emails[type eq "work"].value': 'mail',
      'name.givenName': 'givenName',
      'name.familyName': 'surname'
    })
  })

  it('says where the logs are, what becomes of a changed name, and who hears of the end of the token', () => {
    expect(text).toMatch(/“Provisioning logs”/)
    expect(text).toMatch(/Change user name and mail together/)
    expect(text).toMatch(/a mail to its site administrators before, not to you/)
  })

  it('has no line for the token on the page that is sent back', () => {
    const page = handOverHtml(guide, { version: '1.0.0' })
    expect(page.split('What to send back')[1] ?? '').not.toMatch(/token/i)
  })
})
