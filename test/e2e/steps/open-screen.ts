import type { Page } from '@playwright/test'
import { expect } from './expect.ts'

export type Screen = keyof typeof headings

/** Goes to a screen by the rail, and waits until its heading has the focus. */
export async function openScreen(window: Page, screen: Screen): Promise<void> {
  await railButton(window, screen).click()
  await expect(window.getByRole('heading', { level: 1, name: headings[screen] })).toBeFocused()
}

/** While something runs or is practised, a word stands behind the screen's name. */
export function railButton(window: Page, screen: Screen) {
  return window.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: new RegExp(`^${screen}\\b`) })
}

const headings = {
  Home: 'What would you like to do?',
  'Set up': 'Set up',
  Directory: 'Directory',
  Preview: 'Preview',
  SAML: 'SAML',
  Method: 'Method',
  OAuth: 'OAuth',
  Identity: 'Identity',
  Provisioning: 'Provisioning',
  Certificates: 'Certificates',
  Journal: 'Journal',
  Practice: 'Practice'
} as const
