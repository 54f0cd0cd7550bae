import { expect, it } from 'vitest'
import { isAskedSite } from '../../../../src-main/core/service/is-asked-site.ts'
import type { SiteFacts } from '../../../../src-main/core/service/service-facts.ts'

const site: SiteFacts = {
  name: 'Acme',
  subdomain: 'acme',
  domain: 'files.acme.example',
  adminUserId: undefined,
  ldap: {},
  nonSsoUsersAllowed: undefined,
  nonSsoGroupsAllowed: undefined,
  require2fa: undefined
}

it.each([
  ['acme.files.com', true],
  ['ACME.files.com', true],
  ['files.acme.example', true],
  ['other.files.com', false],
  ['acme.files.com.evil.example', false],
  ['notacme.files.com', false],
  ['127.0.0.1:8080', true],
  ['localhost:8080', true],
  ['[::1]:8080', true],
  ['localhost.files.com', false],
  ['127.0.0.1.files.com', false]
])('%s is the site that was asked for: %s', (host, expected) => {
  expect(isAskedSite({ origin: `https://${host}`, host }, site)).toBe(expected)
})

it('a site without a custom domain has only its subdomain', () => {
  expect(isAskedSite({ origin: 'https://files.acme.example', host: 'files.acme.example' }, { ...site, domain: undefined })).toBe(false)
})
