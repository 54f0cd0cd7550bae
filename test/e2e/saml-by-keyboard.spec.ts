import { test } from '@playwright/test'
import { applyButton } from './steps/apply-plan.ts'
import { expect } from './steps/expect.ts'
import { catchOpenedPages, openedPage } from './steps/opened-pages.ts'
import { samlStep, untilSamlRead } from './steps/saml-screen.ts'
import { shareWindow } from './steps/share-window.ts'
import { headline } from './steps/show-plan.ts'
import { signInAt } from './steps/sign-in-at.ts'
import { tabTo } from './steps/tab-to.ts'

const shared = shareWindow()

test('SAML is connected from the first tick to the sign-in without a mouse', async () => {
  const { app, window } = shared
  const button = (name: string) => window.getByRole('main').getByRole('button', { name, exact: true })
  const press = async (name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
    await tabTo(window, button(name), key)
    await window.keyboard.press('Enter')
  }
  await catchOpenedPages(app)
  await press('Try it with the practice site')
  await expect(window.getByRole('heading', { level: 1, name: 'Practice Harbour Freight' })).toBeFocused()
  await window.keyboard.press('Control+5')
  await expect(window.getByRole('heading', { level: 1, name: 'SAML' })).toBeFocused()

  await tabTo(window, window.getByRole('checkbox', { name: 'Done: Create the application' }))
  await window.keyboard.press('Space')
  await expect(samlStep(window, 'entra')).toContainText('1 of 7 screens')
  await press('Go on to what Entra ID gave you')
  await expect(samlStep(window, 'given')).toBeFocused()

  await press('Use the practice tenant')
  expect(await untilSamlRead(window)).toMatch(/^All \d+ things/)
  await press('Go on to how Files.com is told')
  await expect(samlStep(window, 'told')).toBeFocused()

  await tabTo(window, window.getByRole('radio', { name: /^A new one/ }))
  await window.keyboard.press('Space')
  await tabTo(window, window.getByRole('radio', { name: /\(recommended\)/ }))
  await window.keyboard.press('Space')
  await expect(samlStep(window, 'told')).toContainText('saved, not applied yet')
  await press('Show the plan', 'Shift+Tab')
  await expect(headline(window)).toHaveText('6 settings change, 0 people lose access')
  await expect(headline(window)).toBeFocused()
  await tabTo(window, applyButton(window), 'Shift+Tab')
  await window.keyboard.press('Enter')
  await expect(headline(window)).toHaveText('1 change waits for the web form.')

  await window.keyboard.press('Control+5')
  await tabTo(window, samlStep(window, 'prove'))
  await window.keyboard.press('Enter')
  await press('Open the browser and wait', 'Shift+Tab')
  await signInAt(await openedPage(app), 'taro.yamada')
  await expect(window.getByRole('heading', { name: 'Signed in as taro.yamada@practice.example' })).toBeFocused()
})
