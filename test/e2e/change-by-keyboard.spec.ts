import { test } from '@playwright/test'
import { applyButton } from './steps/apply-plan.ts'
import { expect } from './steps/expect.ts'
import { settingBox } from './steps/fill-settings.ts'
import { shareWindow } from './steps/share-window.ts'
import { headline } from './steps/show-plan.ts'
import { tabTo } from './steps/tab-to.ts'

const shared = shareWindow()

test('the practice site is connected, planned, changed and proved without a mouse', async () => {
  const { window } = shared
  const button = (name: string) => window.getByRole('main').getByRole('button', { name, exact: true })
  const press = async (name: string): Promise<void> => {
    await tabTo(window, button(name))
    await window.keyboard.press('Enter')
  }

  await press('Try it with the practice site')
  await expect(window.getByRole('heading', { level: 1, name: 'Practice Harbour Freight' })).toBeFocused()
  await press('Set up this site')
  await expect(window.getByRole('heading', { level: 1, name: 'Set up' })).toBeFocused()
  await press('Take over from Directory')
  await expect(settingBox(window, 'LDAP Host')).not.toHaveValue('')

  // A closed list takes what its choice begins with.
  await tabTo(window, window.getByRole('combobox', { name: 'LDAP integration' }))
  await window.keyboard.type('On')
  await expect(window.getByRole('combobox', { name: 'LDAP integration' })).toHaveValue('true')
  await tabTo(window, window.getByRole('combobox', { name: 'LDAP Password' }))
  await window.keyboard.type('Set')
  await expect(window.getByRole('combobox', { name: 'LDAP Password' })).toHaveValue('set')

  // Enter in a box is the button in the header.
  await tabTo(window, settingBox(window, 'LDAP Host'), 'Shift+Tab')
  await window.keyboard.press('Enter')
  await expect(headline(window)).toHaveText(/^\d+ settings change, 0 people lose access$/)
  await expect(headline(window)).toBeFocused()

  await tabTo(window, applyButton(window), 'Shift+Tab')
  await window.keyboard.press('Enter')
  const yes = window.getByRole('dialog').getByRole('button', { name: /^Apply \d/ })
  await tabTo(window, yes)
  await window.keyboard.press('Enter')
  await expect(headline(window)).toHaveText(/^\d+ settings changed and read back\.$/)
  await expect(headline(window)).toBeFocused()

  await press('Undo')
  await expect(window.getByText('Takes an earlier run back')).toBeVisible()
  await expect(window.getByRole('heading', { level: 1, name: 'Set up' })).toBeFocused()
})
