import { test } from '@playwright/test'
import { applyButton } from './steps/apply-plan.ts'
import { expect } from './steps/expect.ts'
import { question } from './steps/method-screen.ts'
import { oauthStep, untilTested } from './steps/oauth-screen.ts'
import { shareWindow } from './steps/share-window.ts'
import { headline } from './steps/show-plan.ts'
import { tabTo } from './steps/tab-to.ts'

const shared = shareWindow()

test('from the choice of a method to a hand-off by OAuth without a mouse', async () => {
  const { window } = shared
  const main = window.getByRole('main')
  const button = (name: string) => main.getByRole('button', { name, exact: true })
  const press = async (name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
    await tabTo(window, button(name), key)
    await window.keyboard.press('Enter')
  }
  await press('Try it with the practice site')
  await expect(window.getByRole('heading', { level: 1, name: 'Practice Harbour Freight' })).toBeFocused()

  // the choice of a method
  await tabTo(window, window.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Method' }), 'Shift+Tab')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { level: 1, name: 'Method' })).toBeFocused()
  await expect(question(window, 'group-names')).toContainText('Read')
  await tabTo(window, question(window, 'entra-rights').getByRole('radio').first())
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('ArrowDown')
  await expect(question(window, 'entra-rights').getByRole('radio', { name: /app registrations only/ })).toBeChecked()
  await press('Set up OAuth')
  await expect(window.getByRole('heading', { level: 1, name: 'OAuth' })).toBeFocused()

  // who is affected
  await press('Name the people affected')
  await expect(window.locator('#affected-heading')).toBeFocused()
  await expect(window.getByRole('region', { name: 'People affected' })).toBeVisible()
  await tabTo(window, window.getByRole('region', { name: 'People affected' }))
  await press('Go on to the registration')
  await expect(oauthStep(window, 'entra')).toBeFocused()

  // the registration
  await tabTo(window, window.getByRole('checkbox', { name: 'Done: Register the application' }))
  await window.keyboard.press('Space')
  await expect(oauthStep(window, 'entra')).toContainText('1 of 5 screens')
  await press('Go on to what Entra ID gave you')
  await expect(oauthStep(window, 'given')).toBeFocused()
  await press('Use the practice tenant')
  expect(await untilTested(window)).toMatch(/^All \d+ things/)
  await expect(window.locator('#oauth-test-heading')).toBeFocused()
  await press('Go on to what Files.com is told')
  await expect(oauthStep(window, 'told')).toBeFocused()

  // what Files.com is told
  await tabTo(window, window.getByRole('radio', { name: /^A new one/ }))
  await window.keyboard.press('Space')
  await expect(oauthStep(window, 'told')).toContainText('saved, not applied yet')
  await press('Show the plan', 'Shift+Tab')
  await expect(headline(window)).toBeFocused()
  await tabTo(window, applyButton(window), 'Shift+Tab')
  await window.keyboard.press('Enter')
  await expect(headline(window)).toHaveText('1 change waits for the web form.')
})
