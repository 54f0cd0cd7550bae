import type { Page } from '@playwright/test'
import { expect } from './expect.ts'
import { openSite } from './open-site.ts'

export interface SiteToConnect {
  readonly address: string
  readonly key: string
  /** Default: the key is kept in memory only. Where there is no keychain nothing else can be chosen. */
  readonly keepKey?: boolean
  /** Whether the site takes single sign-on settings is found out. Default: no. */
  readonly probeWrites?: boolean
}

/** From anywhere to the overview of a site that was not connected before. */
export async function connectSite(window: Page, site: SiteToConnect): Promise<void> {
  await pressConnect(window, site)
  await expect(window.getByRole('button', { name: 'Set up this site' })).toBeVisible()
  await expect(window.getByRole('heading', { level: 1 })).toBeFocused()
}

/** From anywhere to the filled form, and presses the button. */
export async function pressConnect(window: Page, { address, key, keepKey = false, probeWrites = false }: SiteToConnect): Promise<void> {
  await openConnectForm(window)
  await window.getByRole('textbox', { name: 'Site address' }).fill(address)
  await keyBox(window).fill(key)
  const keep = window.getByRole('checkbox', { name: /^Keep the key/ })
  if (await keep.isEnabled()) await keep.setChecked(keepKey)
  await window.getByRole('checkbox', { name: /^Find out whether/ }).setChecked(probeWrites)
  await window.getByRole('main').getByRole('button', { name: 'Connect', exact: true }).click()
}

/** The form to connect a site, also when there is one. */
export async function openConnectForm(window: Page): Promise<void> {
  await openSite(window)
  const another = window.getByRole('button', { name: 'Connect another site' })
  if (await another.isVisible()) await another.click()
  await expect(window.getByRole('heading', { level: 1, name: 'Connect a site' })).toBeFocused()
}

export function keyBox(window: Page) {
  return window.getByRole('textbox', { name: 'API key' })
}
