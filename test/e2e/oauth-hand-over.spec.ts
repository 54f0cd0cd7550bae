import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { SERVICE_OAUTH_REDIRECT_URI } from '../../src-main/core/entra/service-addresses.ts'
import { launchApp } from '../support/launch-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { answerSaveDialog } from './steps/answer-save-dialog.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { filesWith } from './steps/files-with.ts'
import { endBox, fillRegistration, oauthStep, openOauthStep, pressOauth, secretBox } from './steps/oauth-screen.ts'
import { openScreen } from './steps/open-screen.ts'
import { startSite } from './steps/start-site.ts'

const entered = {
  tenantId: '7a31c0de-52b4-4c1e-9d0f-5b1c6a2e8f40',
  clientId: '1f0e9d8c-7b6a-4594-8372-6150abcdef98',
  secret: 'Kan8Q~canary.that.outlives.no.restart.1'
}

test('a colleague registers the application: the page goes out, and a restart keeps ticks, ids and set-up, all but the secret', async () => {
  await using folder = await temporaryFolder()
  await using site = await startSite()
  {
    await using launched = await launchApp({ userDataFolder: folder.path })
    const { app, window } = launched

    // without a site a registration can be tested already, and the screen says what cannot be done yet
    await openScreen(window, 'OAuth')
    await expect(window.getByText(/can be tested right away, in step 3/)).toBeVisible()
    for (const step of ['limits', 'told', 'prove'] as const) await expect(oauthStep(window, step)).toContainText('connected site')

    // the page for the colleague
    await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
    await openOauthStep(window, 'entra')
    const page = join(folder.path, 'hand-over.html')
    await answerSaveDialog(app, page)
    await pressOauth(window, 'Save the page (HTML)')
    await expect(window.getByText(`Saved to ${page}. Send or print it; it holds no secret.`)).toBeVisible()
    const shown = await window.getByRole('list', { name: 'Screens of the portal' }).getByRole('heading', { level: 3 }).allInnerTexts()
    const html = (await readFile(page, 'utf8')).replaceAll('&amp;', '&')
    expect(html).toContain(SERVICE_OAUTH_REDIRECT_URI)
    expect(html).toContain(`Microsoft Entra ID for ${site.host}`)
    for (const title of shown) expect(html).toContain(title.replace(/^\d+\. /, ''))
    expect(html).toContain('Never write it on this page')
    for (const key of site.keys) expect(html).not.toContain(key)
    // OAuth has no answers file: ids and secret come by different ways.
    await expect(window.getByRole('button', { name: 'Save the answers file' })).toHaveCount(0)

    // two screens are done, and the ids are there
    for (const title of ['Register the application', 'Copy the two ids'])
      await window.getByRole('checkbox', { name: `Done: ${title}` }).check()
    await expect(oauthStep(window, 'entra')).toContainText('2 of 5 screens')
    await fillRegistration(window, entered)
    await window.getByRole('textbox', { name: 'Display name' }).fill('Harbour Freight account')
    await endBox(window).fill('2027-12-01')
    await openOauthStep(window, 'told')
    await window.getByRole('radio', { name: /^A new one/ }).check()
    await expect(window.getByText('Saved', { exact: true })).toBeVisible()
    expect(launched.output()).not.toContain(entered.secret)
  }
  expect(await filesWith(folder.path, [entered.clientId])).toContain('workspace.json')
  expect(await filesWith(folder.path, [entered.secret])).toEqual([])

  await using launched = await launchApp({ userDataFolder: folder.path })
  const { window } = launched
  await openOauthStep(window, 'entra')
  await expect(oauthStep(window, 'entra')).toContainText('2 of 5 screens')
  await expect(window.getByRole('checkbox', { name: 'Done: Copy the two ids' })).toBeChecked()
  await expect(window.getByRole('checkbox', { name: 'Done: Make a client secret' })).not.toBeChecked()
  await openOauthStep(window, 'given')
  await expect(window.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue(entered.tenantId)
  await expect(window.getByRole('textbox', { name: 'Client ID' })).toHaveValue(entered.clientId)
  await expect(window.getByRole('textbox', { name: 'Display name' })).toHaveValue('Harbour Freight account')
  await expect(endBox(window)).toHaveValue('2027-12-01')
  await expect(secretBox(window)).toHaveValue('')
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
  await openOauthStep(window, 'told')
  await expect(window.getByRole('radio', { name: /^A new one/ })).toBeChecked()
  await expect(window.getByRole('textbox', { name: 'Display name' })).toHaveValue('Harbour Freight account')
  await expect(window.getByText(entered.clientId)).toBeVisible()
})
