import type { Locator, Page } from '@playwright/test'
import type { PracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { expect } from './expect.ts'
import { fillDirectoryForm } from './fill-directory-form.ts'
import { openScreen } from './open-screen.ts'

/** The Set up form of the connected site for a directory, by way of the Directory screen: taken over, switched on, with its password. */
export async function fillSettings(window: Page, directory: PracticeDirectory): Promise<void> {
  await openScreen(window, 'Directory')
  await fillDirectoryForm(window, { ...directory, port: directory.ldapsPort })
  await openScreen(window, 'Set up')
  await takeOver(window)
  await chooseSetting(window, 'LDAP integration', 'On')
  await chooseSetting(window, 'LDAP Password', 'Set the password')
  await window.getByRole('textbox', { name: 'Password of the service account' }).fill(directory.password)
}

/** The settings of the Directory screen, or of the practice directory, come into the form. */
export async function takeOver(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Take over from Directory' }).click()
  await expect(settingBox(window, 'LDAP Host')).not.toHaveValue('')
}

/** Takes one of the choices of a setting. */
export async function chooseSetting(window: Page, label: string, choice: string): Promise<void> {
  await window.getByRole('combobox', { name: label, exact: true }).selectOption({ label: choice })
}

export function settingBox(window: Page, label: string): Locator {
  return window.getByRole('textbox', { name: label, exact: true })
}
