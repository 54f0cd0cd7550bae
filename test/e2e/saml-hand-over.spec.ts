import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { launchApp } from '../support/launch-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { answerSaveDialog } from './steps/answer-save-dialog.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { importAnswers, sharedMetadata, sharedTenant } from './steps/saml-scenes.ts'
import { openSaml, openSamlStep, pasteMetadata, pressSaml, samlStep } from './steps/saml-screen.ts'
import { startSite } from './steps/start-site.ts'

test('a colleague does the part in Entra ID: the page goes out, the answers come back, and a restart keeps all of it', async () => {
  await using folder = await temporaryFolder()
  await using site = await startSite()
  const { names } = await sharedTenant()
  {
    await using launched = await launchApp({ userDataFolder: folder.path })
    const { app, window } = launched

    // without a site nothing can be entered yet, and the screen says so
    await openSaml(window)
    await expect(window.getByRole('main').getByRole('button', { name: 'Connect a site' })).toBeVisible()
    await openSamlStep(window, 'prove')
    await expect(window.getByText('Who arrives is read from the events of the site. Connect it first.')).toBeVisible()

    // the page for the colleague
    await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
    await openSamlStep(window, 'entra')
    const page = join(folder.path, 'hand-over.html')
    await answerSaveDialog(app, page)
    await pressSaml(window, 'Save the page (HTML)')
    await expect(window.getByText(`Saved to ${page}`)).toBeVisible()
    const html = await readFile(page, 'utf8')
    for (const text of ['https://app.files.com/saml/metadata', 'https://app.files.com/saml/consume', 'practice.files.com'])
      expect(html).toContain(text)
    for (const key of site.keys) expect(html).not.toContain(key)

    // the answers fill the next step, and tick what was done
    await importAnswers(launched)
    await expect(window.getByText('Petra Lang, identity team')).toBeVisible()
    await expect(samlStep(window, 'entra')).toContainText('5 of 7 screens')
    await openSamlStep(window, 'given')
    await expect(window.getByRole('textbox', { name: 'Metadata URL' })).toHaveValue(names.metadataUrl)
    await expect(window.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue(names.tenantId)
    await expect(window.getByRole('textbox', { name: 'Application ID' })).toHaveValue(names.applicationId)

    // what Files.com is to be told is saved as one goes
    await pasteMetadata(window, await sharedMetadata())
    await openSamlStep(window, 'told')
    await window.getByRole('radio', { name: /^A new one/ }).check()
    await window.getByRole('textbox', { name: 'Display name' }).fill('Harbour Freight account')
    await window.getByRole('radio', { name: /^Metadata XML/ }).check()
  }

  await using launched = await launchApp({ userDataFolder: folder.path })
  const { window } = launched
  await openSaml(window)
  await expect(samlStep(window, 'entra')).toContainText('5 of 7 screens')
  await openSamlStep(window, 'entra')
  await expect(window.getByRole('checkbox', { name: 'Done: Choose SAML' })).toBeChecked()
  await openSamlStep(window, 'given')
  await expect(window.getByRole('textbox', { name: 'Metadata URL' })).toHaveValue(names.metadataUrl)
  await expect(window.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue(names.tenantId)
  await expect(window.getByRole('textbox', { name: 'Application ID' })).toHaveValue(names.applicationId)
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
  await openSamlStep(window, 'told')
  await expect(window.getByRole('textbox', { name: 'Display name' })).toHaveValue('Harbour Freight account')
  await expect(window.getByRole('radio', { name: 'As chosen earlier: Metadata XML' })).toBeChecked()
})
