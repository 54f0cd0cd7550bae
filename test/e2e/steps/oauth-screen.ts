import type { Locator, Page } from '@playwright/test'
import type { OauthForm } from '../../../src-main/core/model/oauth-form.ts'
import { expect } from './expect.ts'
import { openScreen } from './open-screen.ts'

const steps = {
  limits: '1. What OAuth cannot do',
  entra: '2. Register the application at Entra ID',
  given: '3. What Entra ID gave you',
  told: '4. What Files.com is told',
  prove: '5. Prove it by a real sign-in'
} as const

export type OauthStep = keyof typeof steps

/** From anywhere to one of the steps of the OAuth screen, open. */
export async function openOauthStep(window: Page, step: OauthStep): Promise<void> {
  await openScreen(window, 'OAuth')
  if ((await oauthStep(window, step).getAttribute('aria-expanded')) === 'false') await oauthStep(window, step).click()
  await expect(oauthStep(window, step)).toHaveAttribute('aria-expanded', 'true')
}

/** The line of a step, with how far it is. */
export function oauthStep(window: Page, step: OauthStep): Locator {
  return window.getByRole('main').getByRole('button', { name: steps[step] })
}

/** Presses a button of the screen: the primary one, or one in a step. */
export async function pressOauth(window: Page, name: string): Promise<void> {
  await window.getByRole('main').getByRole('button', { name, exact: true }).click()
}

export type Registration = Pick<OauthForm, 'tenantId' | 'clientId'> & { readonly secret: string }

/** Step 3, filled in. */
export async function fillRegistration(window: Page, { tenantId, clientId, secret }: Registration): Promise<void> {
  await openOauthStep(window, 'given')
  await window.getByRole('textbox', { name: 'Tenant ID' }).fill(tenantId)
  await window.getByRole('textbox', { name: 'Client ID' }).fill(clientId)
  await secretBox(window).fill(secret)
}

export function secretBox(window: Page): Locator {
  return window.getByLabel('Client secret', { exact: true })
}

/** Until when the secret is good, as a day. */
export function endBox(window: Page): Locator {
  return window.getByRole('textbox', { name: 'Secret ends on' })
}

/** Step 3, tested. Answers the sentence on top of the ladder. */
export async function testRegistration(window: Page, registration: Registration): Promise<string> {
  await fillRegistration(window, registration)
  await pressOauth(window, 'Test with Microsoft')
  return untilTested(window)
}

/** The practice site is connected, and its registration was tested. */
export async function usePracticeRegistration(window: Page): Promise<string> {
  await openOauthStep(window, 'given')
  await pressOauth(window, 'Use the practice tenant')
  return untilTested(window)
}

export async function untilTested(window: Page): Promise<string> {
  const found = window.getByRole('region', { name: 'What Microsoft says' })
  await expect(found.getByRole('button', { name: 'Save report (HTML)' })).toBeVisible()
  return found.getByRole('heading', { level: 2 }).innerText()
}

/** Step 1 of a connected site: everybody was looked at. Answers the sentence with the number. */
export async function nameAffected(window: Page): Promise<string> {
  await openOauthStep(window, 'limits')
  await pressOauth(window, 'Name the people affected')
  await expect(window.getByRole('list', { name: 'By way' })).toBeVisible()
  return window.locator('#affected-heading').innerText()
}
