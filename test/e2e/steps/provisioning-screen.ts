import type { Locator, Page } from '@playwright/test'
import { expect } from './expect.ts'
import { openScreen } from './open-screen.ts'

const steps = {
  switch: '1. Switch SCIM on',
  token: '2. Keep the token',
  entra: '3. In Microsoft Entra ID',
  rehearse: '4. Rehearse',
  mappings: '5. Check the mappings',
  follow: '6. Provision one person on demand'
} as const

/** From anywhere to one of the four parts of the Provisioning screen. */
export async function openProvisioning(
  window: Page,
  part: 'SCIM' | 'Just in time' | 'LDAP provisioning' | 'SCIM log' = 'SCIM'
): Promise<void> {
  await openScreen(window, 'Provisioning')
  await window.getByRole('tab', { name: part, exact: true }).click()
}

/** From anywhere to one of the steps of SCIM, open. */
export async function openScimStep(window: Page, step: keyof typeof steps): Promise<void> {
  await openProvisioning(window)
  if ((await scimStep(window, step).getAttribute('aria-expanded')) === 'false') await scimStep(window, step).click()
  await expect(scimStep(window, step)).toHaveAttribute('aria-expanded', 'true')
}

/** The line of a step, with how far it is. */
export function scimStep(window: Page, step: keyof typeof steps): Locator {
  return window.getByRole('button', { name: steps[step] })
}
