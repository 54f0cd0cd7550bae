import { once } from 'node:events'
import { test } from '@playwright/test'
import { launchApp } from '../support/launch-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import type { ServiceFault } from '../../src-main/practice/service/service-faults.ts'
import { applyPlan, pressApply, receiptLine } from './steps/apply-plan.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { importProfile } from './steps/import-profile.ts'
import { openScreen, railButton } from './steps/open-screen.ts'
import { shareWindow } from './steps/share-window.ts'
import { headline, showPlan } from './steps/show-plan.ts'
import { startSite, type TestSite } from './steps/start-site.ts'

/** A change was sent, and nobody said what became of it. What is shown then is what the site holds, and nothing is sent twice. */
test.describe('while the application lives on', () => {
  const shared = shareWindow()
  let site: TestSite
  test.beforeEach(async () => {
    site = await startSite()
  })
  test.afterEach(() => site.service.close())

  test('an error page after it took effect: the receipt says that it is in effect', async () => {
    const { window } = shared
    await planHost(window, site)
    site.service.faults.add({ kind: 'fail-after', how: 'error', method: 'PATCH' })

    expect(await applyPlan(window)).toMatch(/^1 setting changed and read back\.$/)
    await expect(receiptLine(window, 'LDAP Host')).toContainText('Verified')
    expect(site.writes()).toEqual(['PATCH /site'])
  })

  test('a cut connection before it took effect: the receipt says that it is not', async () => {
    const { window } = shared
    await planHost(window, site)
    site.service.faults.add({ kind: 'fail-before', how: 'reset', method: 'PATCH' })

    expect(await applyPlan(window)).toMatch(/^Stopped: 0 of 1 change/)
    await expect(window.getByRole('main')).toContainText('Not done')
    expect(site.writes()).toEqual(['PATCH /site'])
    expect(site.service.state.site.ldap_host).toBeNull()
  })

  test('half of it arrived: each setting says what the site holds', async () => {
    const { window } = shared
    await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
    await importProfile(window, site, { siteLdap: { ldap_host: 'dc1.practice.example', ldap_domain: 'practice.example' } })
    await showPlan(window)
    site.service.faults.add({ kind: 'drop-field', method: 'PATCH', field: 'ldap_domain' })

    expect(await applyPlan(window)).toBe('The site holds something else than was sent.')
    await expect(receiptLine(window, 'LDAP Host')).toContainText('Verified')
    await expect(receiptLine(window, 'LDAP Domain')).toContainText(/planned\s*practice\.example\s*holds\s*\(empty\)\s*Differs/)
  })
})

const kills: readonly { readonly name: string; readonly fault: ServiceFault; readonly held: string | null; readonly found: RegExp }[] = [
  {
    name: 'after the site took it',
    fault: { kind: 'fail-after', how: 'no-answer', method: 'PATCH' },
    held: 'dc1.practice.example',
    found: /1 setting changed and read back/
  },
  // A request that nobody has answered may still be on its way: minutes later it could not.
  { name: 'before the site took it', fault: { kind: 'hang', method: 'PATCH' }, held: null, found: /Not everything is known yet/ }
]

for (const { name, fault, held, found } of kills) {
  test(`the application is killed while it waits for an answer, ${name}: it opens with what is known, and finds out the rest`, async () => {
    await using folder = await temporaryFolder()
    await using site = await startSite()
    {
      const launched = await launchApp({ userDataFolder: folder.path })
      await planHost(launched.window, site)
      site.service.faults.add(fault)
      await pressApply(launched.window)
      await expect.poll(() => site.writes()).toEqual(['PATCH /site'])
      await expect.poll(() => site.service.state.site.ldap_host).toBe(held)
      const main = launched.app.process()
      const gone = once(main, 'exit')
      main.kill('SIGKILL')
      await gone
    }

    await using launched = await launchApp({ userDataFolder: folder.path })
    const { window } = launched
    await expect(railButton(window, 'Journal')).toContainText('to check')
    const interrupted = window.getByRole('region', { name: 'Interrupted runs' })
    await expect(interrupted).toContainText('The application ended while it was applying a plan')
    const requests = site.service.requests.length

    // The key is gone with the process: nobody can be asked, and nothing is claimed.
    await interrupted.getByRole('button', { name: 'Check what the site holds' }).click()
    await expect(window.getByRole('main').getByRole('alert')).toContainText('What to do')
    expect(site.service.requests).toHaveLength(requests)

    await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
    await openScreen(window, 'Home')
    await interrupted.getByRole('button', { name: 'Check what the site holds' }).click()
    await expect(interrupted).toContainText('The interrupted run was checked')
    await expect(interrupted).toContainText(found)
    expect(site.writes()).toEqual(['PATCH /site'])
    expect(site.service.requests.slice(requests).filter(({ method }) => method !== 'GET')).toEqual([])
    expect(site.service.state.site.ldap_host).toBe(held)
  })
}

async function planHost(window: Parameters<typeof showPlan>[0], site: TestSite): Promise<void> {
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
  await importProfile(window, site, { siteLdap: { ldap_host: 'dc1.practice.example' } })
  await showPlan(window)
  await expect(headline(window)).toHaveText(/^1 setting changes/)
}
