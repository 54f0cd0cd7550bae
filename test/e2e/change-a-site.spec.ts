import { test } from '@playwright/test'
import { applyPlan, receiptLine } from './steps/apply-plan.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { chooseSetting, fillSettings, takeOver } from './steps/fill-settings.ts'
import { filesWith } from './steps/files-with.ts'
import { openScreen } from './steps/open-screen.ts'
import { pageHolds } from './steps/page-holds.ts'
import { shareWindow } from './steps/share-window.ts'
import { headline, plannedSetting, showPlan, shownDigest, untilPlanned } from './steps/show-plan.ts'
import { startSite, type TestSite } from './steps/start-site.ts'

// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()

test.describe('on the practice site', () => {
  test('a newcomer gets from Home to a plan with nothing of their own', async () => {
    const { window } = shared
    await window.getByRole('button', { name: 'Try it with the practice site' }).click()
    await window.getByRole('button', { name: 'Set up this site' }).click()
    await takeOver(window)
    await chooseSetting(window, 'LDAP integration', 'On')
    await chooseSetting(window, 'LDAP Password', 'Set the password')
    await expect(window.getByText('The practice password is filled in by the application.')).toBeVisible()

    await showPlan(window)
    await expect(headline(window)).toHaveText(/^\d+ settings change, 0 people lose access$/)
    await expect(plannedSetting(window, 'LDAP integration')).toContainText(/Before\s*off\s*After\s*on/)
    await expect(plannedSetting(window, 'LDAP Password')).toContainText('will be replaced')
  })

  test('it is applied after a second yes, and every setting is proved', async () => {
    const { window } = shared
    expect(await applyPlan(window, { replacesPassword: true })).toMatch(/^\d+ settings changed and read back\.$/)

    await expect(receiptLine(window, 'LDAP integration')).toContainText('Verified')
    await expect(receiptLine(window, 'LDAP Password')).toContainText('Accepted, cannot be read back')
  })

  test('and it is undone by a plan like any other', async () => {
    const { window } = shared
    await window.getByRole('button', { name: 'Undo', exact: true }).click()
    await untilPlanned(window)
    await expect(window.getByText('Takes an earlier run back')).toBeVisible()

    expect(await applyPlan(window)).toMatch(/^\d+ settings changed and read back\.$/)
    await openScreen(window, 'Journal')
    await expect(window.getByRole('button', { name: /^Proved/ })).toHaveCount(2)
  })
})

test.describe('on a site of one’s own', () => {
  let site: TestSite
  let digest = ''
  let before: Record<string, unknown> = {}
  test.beforeAll(async () => {
    site = await startSite()
    before = { ...site.service.state.site }
  })
  test.afterAll(() => site[Symbol.asyncDispose]())

  test('planning reads only, and shows its digest', async () => {
    const { window } = shared
    await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
    await fillSettings(window, site.directory)
    digest = await showPlan(window)

    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    await expect(plannedSetting(window, 'LDAP Host')).toContainText(site.directory.host)
    await expect(window.getByText(/294 people in the directory/)).toBeVisible()
    expect(site.service.requests.length).toBeGreaterThan(4)
    expect(site.writes()).toEqual([])
    expect(await pageHolds(window, site.directory.password)).toBe(false)
  })

  test('planned again it is the same plan', async () => {
    const { window } = shared
    const madeAt = window.getByRole('term').filter({ hasText: 'From what the site held' })
    await window.getByRole('button', { name: 'Plan again' }).click()
    await expect(madeAt).toBeVisible()

    expect(await untilPlanned(window)).toBe(digest)
  })

  test('it is sent once, and the site holds exactly that', async () => {
    const { window, launched } = shared
    await applyPlan(window, { replacesPassword: true })

    expect(site.writes()).toEqual(['PATCH /site'])
    expect(site.service.state.site).toMatchObject({
      ldap_enabled: true,
      ldap_host: site.directory.host,
      ldap_port: site.directory.ldapsPort,
      ldap_secure: true,
      ldap_username: site.directory.username,
      ldap_base_dn: site.directory.baseDn,
      // Nobody has asked for anything else.
      motd_text: 'Welcome aboard',
      ldap_user_action: 'disabled'
    })
    expect(site.service.state.ldapPasswords.get('site')).toBe(site.directory.password)
    const sent = site.service.requests.find(({ method }) => method === 'PATCH')?.bodyFields ?? []
    expect(sent.filter((field) => !field.startsWith('ldap_'))).toEqual([])
    await expect(shownDigest(window)).toHaveText(digest.replaceAll(/(.{4})(?=.)/g, '$1'))
    expect(await pageHolds(window, site.directory.password)).toBe(false)
    expect(await filesWith(launched.userDataFolder, [digest])).not.toEqual([])
    expect(await filesWith(launched.userDataFolder, [site.directory.password, ...site.keys])).toEqual([])
    expect(launched.output()).not.toContain(site.directory.password)
  })

  test('planned once more there is nothing to do', async () => {
    const { window } = shared
    await window
      .getByRole('list', { name: 'Steps' })
      .getByRole('button', { name: /Settings/ })
      .click()
    await chooseSetting(window, 'LDAP Password', 'Leave as it is')
    await showPlan(window)

    await expect(headline(window)).toHaveText('Nothing to do: the site holds exactly this')
  })

  test('undone from the journal the site is as it was, but for the password', async () => {
    const { window } = shared
    await openScreen(window, 'Journal')
    await window
      .getByRole('button', { name: /^Proved/ })
      .first()
      .click()
    await expect(window.getByText(/^LDAP Password .* known to nobody but Files\.com/)).toBeVisible()
    await window.getByRole('button', { name: 'Undo', exact: true }).click()
    await untilPlanned(window)
    await applyPlan(window)

    expect(site.writes()).toEqual(['PATCH /site', 'PATCH /site'])
    // The service keeps an emptied text as an empty one.
    expect(emptyAsNull(site.service.state.site)).toEqual(before)
    expect(site.service.state.ldapPasswords.get('site')).toBe(site.directory.password)
  })
})

function emptyAsNull(record: object): object {
  return Object.fromEntries(
    Object.entries(record).map(([field, value]) => [field, value === '' && field.startsWith('ldap_') ? null : value])
  )
}
