import { test } from '@playwright/test'
import { usualSafetyLimits } from '../../src-main/core/profile/profile.ts'
import { directoryFormAsSiteLdap } from '../../src-main/core/model/service-fields.ts'
import { practiceForm } from '../../src-main/practice/practice-form.ts'
import { AZURE_SAML_ID } from '../../src-main/practice/service/seed-site.ts'
import { applyButton, applyPlan, receiptLine } from './steps/apply-plan.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { importProfile, typeLdapPassword } from './steps/import-profile.ts'
import { openScreen } from './steps/open-screen.ts'
import { emptyClipboard, readClipboard } from './steps/read-clipboard.ts'
import { shareWindow } from './steps/share-window.ts'
import { headline, showPlan } from './steps/show-plan.ts'
import { startSite, type TestSite } from './steps/start-site.ts'

/** Settings of single sign-on on a site that takes them in its web form only. */
// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()
let site: TestSite

test.beforeAll(async () => {
  site = await startSite()
})
test.afterAll(() => site[Symbol.asyncDispose]())

const wanted = () => ({ ...directoryFormAsSiteLdap(practiceForm(site.directory, undefined)), ldap_provisioning_enabled: true })

test('the plan says beforehand that a person enters them', async () => {
  const { window } = shared
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin, probeWrites: true })
  await importProfile(window, site, {
    siteLdap: undefined,
    strategies: [{ id: AZURE_SAML_ID, fields: wanted() }],
    safety: { ...usualSafetyLimits, mostDisabledPercent: 10 }
  })
  await window.getByRole('radio', { name: /^LDAP provisioning of/ }).check()
  await typeLdapPassword(window, site.directory.password)
  await showPlan(window)

  await expect(window.getByText('takes these settings in its web form only')).toBeVisible()
  await expect(applyButton(window)).toHaveText(/^Hand off \d+ changes$/)
})

test('the exact values are handed over, each to be copied, and nothing is sent', async () => {
  const { app, window } = shared
  expect(await applyPlan(window)).toBe('1 change waits for the web form.')
  // The probe while connecting, which has no fields.
  expect(site.writes()).toEqual([`PATCH /sso_strategies/${AZURE_SAML_ID}`])

  for (const [label, text] of [
    ['LDAP Host', site.directory.host],
    ['LDAP Port', String(site.directory.ldapsPort)],
    ['LDAP Username', site.directory.username],
    ['Distinguished Name · Base Search Path', site.directory.baseDn]
  ] as const) {
    await emptyClipboard(app)
    await window.getByRole('button', { name: `Copy ${label}`, exact: true }).click()
    await expect.poll(() => readClipboard(app)).toBe(text)
  }
  await window.getByRole('checkbox', { name: 'Entered: LDAP Host' }).check()
  await expect(receiptLine(window, 'LDAP Host')).toContainText('Not checked yet')
})

test('each value turns green when it has arrived, and only then', async () => {
  const { window } = shared
  const { host } = site.directory
  site.service.changeAsSecondAdministrator({ strategy: { id: AZURE_SAML_ID, fields: { ldap_host: host, ldap_port: 636 } } })
  await window.getByRole('button', { name: 'Check again' }).click()
  await expect(receiptLine(window, 'LDAP Host')).toContainText('Verified')
  await expect(receiptLine(window, 'LDAP Port')).not.toContainText('Verified')
  await expect(window.getByText(/^1 of \d+ have arrived\.$/)).toBeVisible()

  site.service.changeAsSecondAdministrator({ strategy: { id: AZURE_SAML_ID, fields: wanted() } })
  await window.getByRole('button', { name: 'Check again' }).click()
  await expect(window.getByText(/^(\d+) of \1 have arrived\.$/)).toBeVisible()
  await expect(headline(window)).toHaveText(/^\d+ settings changed and read back\.$/)
})

test('the journal knows it too', async () => {
  const { window } = shared
  await openScreen(window, 'Journal')

  await expect(window.getByRole('button', { name: /^Proved/ })).toHaveCount(1)
})
