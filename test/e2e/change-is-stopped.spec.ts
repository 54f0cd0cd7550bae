import { test } from '@playwright/test'
import { directoryFormAsSiteLdap } from '../../src-main/core/model/service-fields.ts'
import { practiceForm } from '../../src-main/practice/practice-form.ts'
import { applyButton, applyPlan, pressApply } from './steps/apply-plan.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { importProfile, typeLdapPassword } from './steps/import-profile.ts'
import { readProblem } from './steps/read-problem.ts'
import { shareWindow } from './steps/share-window.ts'
import { headline, plannedSetting, showPlan, untilPlanned } from './steps/show-plan.ts'
import { startSite, type TestSite } from './steps/start-site.ts'

/** What keeps a plan from being applied, and what it says then. Nothing is sent in any of them before somebody insists. */
const shared = shareWindow()
let site: TestSite

test.beforeEach(async () => {
  site = await startSite()
  await connectSite(shared.window, { address: site.service.origin, key: site.service.keys.siteAdmin })
})
test.afterEach(() => site[Symbol.asyncDispose]())

test('somebody else was faster: nothing is sent, and the new plan says what is different', async () => {
  const { window } = shared
  await importProfile(window, site)
  await typeLdapPassword(window, site.directory.password)
  const digest = await showPlan(window)
  site.service.changeAsSecondAdministrator({ site: { ldap_host: 'dc2.practice.example' } })
  await pressApply(window, { replacesPassword: true })

  await expect(headline(window)).toHaveText('Not applied')
  expect(await readProblem(window.getByRole('main').getByRole('alert').filter({ hasText: 'What happened' }))).toMatchObject({
    code: 'plan.stale',
    whatHappened: expect.stringMatching(/Nothing was sent/)
  })
  expect(site.writes()).toEqual([])

  await window.getByRole('button', { name: 'Look at the plan as it is now' }).click()
  await expect(window.getByText(/LDAP Host.*the site holds “dc2\.practice\.example” now/)).toBeVisible()
  await expect(plannedSetting(window, 'LDAP Host').last()).toContainText('dc2.practice.example')
  expect(await untilPlanned(window)).not.toBe(digest)

  // The new plan is seen; now it may be applied.
  await applyPlan(window, { replacesPassword: true })
  expect(site.writes()).toEqual(['PATCH /site'])
  expect(site.service.state.site.ldap_host).toBe(site.directory.host)
})

test('a directory that shows nobody stops the plan until the site is named exactly, with a reason', async () => {
  const { window } = shared
  const ldap = directoryFormAsSiteLdap({
    ...practiceForm(site.directory, undefined),
    baseDn: 'OU=Groups,OU=Company,DC=practice,DC=example'
  })
  await importProfile(window, site, { siteLdap: { ...ldap, ldap_enabled: true } })
  await typeLdapPassword(window, site.directory.password)
  await showPlan(window)

  const safety = window.getByRole('region', { name: 'Safety' })
  expect(await readProblem(safety)).toMatchObject({ code: 'plan.safety.directory-empty' })
  await expect(applyButton(window)).toBeDisabled()
  await expect(applyButton(window)).toHaveAccessibleDescription(new RegExp(`type ${site.host} exactly`))

  const name = safety.getByRole('textbox', { name: 'Name of the site' })
  await safety.getByRole('textbox', { name: 'Reason' }).fill('The groups come first')
  for (const almost of ['yes', '127.0.0.1', site.host.slice(0, -1), `${site.host}0`]) {
    await name.fill(almost)
    await expect(applyButton(window)).toBeDisabled()
  }
  await name.fill(site.host)
  await expect(applyButton(window)).toBeEnabled()
  await safety.getByRole('textbox', { name: 'Reason' }).fill(' ')
  await expect(applyButton(window)).toBeDisabled()
  await safety.getByRole('textbox', { name: 'Reason' }).fill('The groups come first')
  await applyPlan(window)

  expect(site.writes()).toEqual(['PATCH /site'])
  await expect(window.getByText('The groups come first')).toBeVisible()
})

test('a directory that could not be read to the end is no directory to plan by, whatever one types', async () => {
  const { window } = shared
  await importProfile(window, site)
  await typeLdapPassword(window, site.directory.password)
  await site.directory.close()
  await showPlan(window)

  await expect(window.getByRole('region', { name: 'Safety' })).toContainText('Not safe')
  await expect(applyButton(window)).toBeDisabled()
  expect(site.writes()).toEqual([])
})

test('without proof that an administrator gets in, nothing can be applied, and there is nothing to override', async () => {
  const { window } = shared
  site.service.changeAsSecondAdministrator({ user: { id: 1, fields: { password_expired: true } } })
  await importProfile(window, site)
  await typeLdapPassword(window, site.directory.password)
  await showPlan(window)

  const wayIn = window.getByRole('region', { name: 'Way in without single sign-on' })
  expect(await readProblem(wayIn)).toMatchObject({ code: 'plan.break-glass.nobody', howWeKnow: expect.stringContaining('alice.admin') })
  await expect(applyButton(window)).toBeDisabled()
  await expect(applyButton(window)).toHaveAccessibleDescription(/^No administrator is proved to get in/)
  await expect(window.getByRole('textbox', { name: 'Name of the site' })).toHaveCount(0)

  // Alice signs in with a new password; the plan made then may be applied.
  site.service.changeAsSecondAdministrator({ user: { id: 1, fields: { password_expired: false } } })
  await window.getByRole('button', { name: 'Plan again' }).click()
  await expect(applyButton(window)).toBeEnabled()
  expect(site.writes()).toEqual([])
})
