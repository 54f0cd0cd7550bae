import { test } from '@playwright/test'
import { keyringSession } from '../support/keyring.ts'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { filesWith } from './steps/files-with.ts'
import { forgetSite, rememberedSite } from './steps/forget-site.ts'
import { openScreen } from './steps/open-screen.ts'
import { openSite, siteSwitcher } from './steps/open-site.ts'
import { startSite } from './steps/start-site.ts'

test('a key that the keychain keeps connects again without being typed, until it is forgotten', async () => {
  await using home = await temporaryFolder()
  await using folder = await temporaryFolder()
  await using session = await keyringSession(home.path, 'unlocked')
  await using site = await startSite()
  const launch = (): Promise<LaunchedApp> => launchApp({ userDataFolder: folder.path, env: session.env })

  // given a site whose key is kept
  {
    await using launched = await launch()
    const { window } = launched
    await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin, keepKey: true })
    await expect(window.getByRole('main')).toContainText('In the keychain of this computer')
    await openScreen(window, 'Home')
  }
  expect(await filesWith(folder.path, [site.service.keys.siteAdmin])).toEqual([])

  // when the application is started again, then one press connects it, and forgetting takes everything away
  {
    await using launched = await launch()
    const { window } = launched
    await expect(siteSwitcher(window)).toContainText('Not connected')
    await window.getByRole('main').getByRole('button', { name: 'Connect again' }).click()
    await expect(window.getByRole('button', { name: 'Set up this site' })).toBeVisible()
    await expect(rememberedSite(window, site.host)).toContainText('key in the keychain')
    await forgetSite(window, site.host)
    await expect(siteSwitcher(window)).toContainText('No site yet')
  }
  expect(await filesWith(folder.path, [site.host])).not.toContain('sites.json')

  // and the keychain has nothing left to give
  await using launched = await launch()
  await connectSite(launched.window, { address: site.service.origin, key: site.service.keys.siteAdmin })
  await openSite(launched.window)
  await expect(rememberedSite(launched.window, site.host)).toContainText('key until closing')
})
