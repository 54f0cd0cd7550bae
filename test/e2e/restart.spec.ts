import { test } from '@playwright/test'
import { startPracticeDirectory } from '../../src-main/practice/start-practice-directory.ts'
import { launchApp } from '../support/launch-app.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { checkTheDirectory } from './steps/check-the-directory.ts'
import { expect } from './steps/expect.ts'
import { filesWith } from './steps/files-with.ts'
import { fillDirectoryForm } from './steps/fill-directory-form.ts'
import { openScreen, railButton } from './steps/open-screen.ts'
import { rung } from './steps/rung.ts'

test('form, screen and recent work survive a restart; passwords do not, and no file holds them', async () => {
  await using folder = await temporaryFolder()
  await using directory = await startPracticeDirectory({ flavour: 'openldap' })
  const secrets = [directory.password, directory.samplePerson.password]

  // given a check with the passwords of an account and of a person, which both were needed
  let headline: string
  {
    await using launched = await launchApp({ userDataFolder: folder.path })
    const { window } = launched
    await openScreen(window, 'Directory')
    await fillDirectoryForm(window, { ...directory, port: directory.ldapsPort, person: directory.samplePerson })
    headline = await checkTheDirectory(window)
    await expect(rung(window, 'This person can sign in')).toContainText('Proved')
    // The last change is not lost either, when the window closes right after it.
    await window.getByRole('button', { name: /^Settings/ }).click()
    await window.getByRole('textbox', { name: 'Domain suffix' }).fill('last.example')
  }

  // then no file of the user's folder has kept a password
  expect(await filesWith(folder.path, [directory.baseDn])).toContain('workspace.json')
  expect(await filesWith(folder.path, secrets)).toEqual([])

  // and after a restart everything else is where it was
  await using launched = await launchApp({ userDataFolder: folder.path })
  const { window } = launched
  const box = (name: string) => window.getByRole('textbox', { name, exact: true })
  await expect(railButton(window, 'Directory')).toHaveAttribute('aria-current', 'page')
  await expect(box('Host')).toHaveValue(directory.host)
  await expect(box('Port')).toHaveValue(String(directory.ldapsPort))
  await expect(box('User name')).toHaveValue(directory.username)
  await expect(box('Base DN')).toHaveValue(directory.baseDn)
  await expect(box('Domain suffix')).toHaveValue('last.example')
  await expect(window.getByText('corp-ca.pem')).toBeVisible()
  await expect(box('User name of a person')).toHaveValue(directory.samplePerson.username)
  await expect(box('Password')).toHaveValue('')
  await expect(box('This person’s password')).toHaveValue('')

  await openScreen(window, 'Home')
  await expect(window.getByRole('region', { name: 'Recent work' }).getByRole('row')).toContainText([headline])

  // and a check of then is taken up again with its settings, not with the ones typed since
  await window.getByRole('button', { name: `Use these settings of ${directory.host}` }).click()
  await expect(window.getByRole('heading', { level: 1, name: 'Directory' })).toBeFocused()
  await expect(box('Base DN')).toHaveValue(directory.baseDn)
  await expect(box('Domain suffix')).toHaveValue('')
  await expect(box('Password')).toHaveValue('')
})
