import { join } from 'node:path'
import { test } from '@playwright/test'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { usualSafetyLimits } from '../../src-main/core/profile/profile.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { importProfile } from './steps/import-profile.ts'
import { openScreen } from './steps/open-screen.ts'
import { pageHolds } from './steps/page-holds.ts'
import { outcomeTile, pressPreview, previewTheSync } from './steps/preview-the-sync.ts'
import { openProvisioning } from './steps/provisioning-screen.ts'
import { shareWindow } from './steps/share-window.ts'
import { startSite, type TestSite } from './steps/start-site.ts'
import { takePicture } from './steps/take-picture.ts'

/** What belongs to those whom the sync would disable, and how earlier syncs ended: everything is only read. */
// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()
const pictures = join(projectRoot, 'test-results', 'screens')
let site: TestSite

test.beforeAll(async () => {
  // People of the site are managed by its own LDAP sync, and three of them have left: the first owns one of everything.
  site = await startSite({ strategies: 'none' })
  const { window } = shared
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
  await importProfile(window, site, { safety: usualSafetyLimits })
  await openScreen(window, 'Preview')
  await pressPreview(window)
  await window.getByRole('textbox', { name: 'Password of the service account' }).fill(site.directory.password)
  await previewTheSync(window)
})
test.afterAll(() => site[Symbol.asyncDispose]())

test('everybody who would go: totals, who owns most, and nothing but GET requests', async () => {
  const { app, window } = shared
  const card = window.getByRole('region', { name: 'What belongs to those who would go' })
  expect(site.service.requests.filter(({ path }) => path.endsWith('/bundles'))).toEqual([])

  await card.getByRole('button', { name: 'Read what they own' }).click()

  await expect(card.getByText(/would be disabled\. They own .*2 share links, 1 automation and 1 file sync\.$/)).toBeVisible()
  await expect(card.getByRole('button', { name: 'Read it again' })).toBeFocused()
  await takePicture(app, window, join(pictures, 'preview-leavers-own.png'))
  expect(site.writes()).toEqual([])
})

test('one of them: each list with its request, and no key and no address of a share link anywhere', async () => {
  const { app, window } = shared
  await outcomeTile(window, 'disable').click()
  const card = window.getByRole('region', { name: 'What belongs to those who would go' })
  await card.getByRole('button', { name: /^former\.person000001/ }).click()
  const part = window.getByRole('region', { name: 'What belongs to this account' })

  await part.getByRole('button', { name: 'Read what it owns' }).click()

  await expect(part.getByText(/^Price list for Harbour customers/)).toBeVisible()
  await expect(part.getByText(/^GET \/bundles\?user_id=\d+$/)).toBeVisible()
  await part.scrollIntoViewIfNeeded()
  await takePicture(app, window, join(pictures, 'preview-person-owns.png'))
  const { bundles, apiKeys } = site.service.state
  const codes = bundles.flatMap(({ code }) => (typeof code === 'string' ? [code] : []))
  expect(codes).toHaveLength(2)
  for (const code of codes) expect(await pageHolds(window, code)).toBe(false)
  for (const { key } of apiKeys) expect(await pageHolds(window, key)).toBe(false)
})

test('a list that the site refuses is not known, which is never shown as none', async () => {
  const { window } = shared
  site.service.faults.add({
    kind: 'answer-with',
    type: 'not-authorized/insufficient-permission-for-site',
    path: '/automations',
    times: 100
  })
  const part = window.getByRole('region', { name: 'What belongs to this account' })

  await part.getByRole('button', { name: 'Read it again' }).click()

  await expect(part.getByText(/Not known: automations\.$/)).toBeVisible()
  await expect(part.getByText(/^They could not be read to the end/)).toBeVisible()
})

test('how earlier syncs ended stands where LDAP provisioning does', async () => {
  const { app, window } = shared
  await using other = await startSite()
  const [provider] = other.service.state.strategies.values()
  if (provider !== undefined)
    Object.assign(provider, { ldap_provisioning_enabled: true, ldap_type: 'active_directory', ldap_host: '127.0.0.1', ldap_port: 9 })
  await other.service.runSync(provider?.id)
  await connectSite(window, { address: other.service.origin, key: other.service.keys.siteAdmin })
  await openProvisioning(window, 'LDAP provisioning')

  await window.getByRole('button', { name: 'Read how they ended' }).click()

  await expect(window.getByText(/^1 entry in the last 7 days, 1 failed\. None succeeded\.$/)).toBeVisible()
  await expect(window.getByRole('list', { name: 'Earlier syncs, newest first' })).toContainText('failed')
  await window.getByRole('heading', { name: 'Earlier syncs' }).scrollIntoViewIfNeeded()
  await takePicture(app, window, join(pictures, 'provisioning-earlier-syncs.png'))
  expect(other.writes()).toEqual([])
})
