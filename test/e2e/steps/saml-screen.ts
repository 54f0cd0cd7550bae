import type { Locator, Page } from '@playwright/test'
import { expect } from './expect.ts'
import { openScreen } from './open-screen.ts'

const parts = { connect: 'Connect', response: 'Read a response', rollover: 'Key roll-over' } as const
const steps = {
  entra: '1. In Microsoft Entra ID',
  given: '2. What Entra ID gave you',
  told: '3. How Files.com is told',
  prove: '4. Prove it'
} as const

/** From anywhere to one of the three parts of the SAML screen. */
export async function openSaml(window: Page, part: keyof typeof parts = 'connect'): Promise<void> {
  await openScreen(window, 'SAML')
  await window.getByRole('tab', { name: parts[part] }).click()
}

/** From anywhere to one of the steps of “Connect”, open. */
export async function openSamlStep(window: Page, step: keyof typeof steps): Promise<void> {
  await openSaml(window)
  if ((await samlStep(window, step).getAttribute('aria-expanded')) === 'false') await samlStep(window, step).click()
  await expect(samlStep(window, step)).toHaveAttribute('aria-expanded', 'true')
}

/** The line of a step, with how far it is. */
export function samlStep(window: Page, step: keyof typeof steps): Locator {
  return window.getByRole('button', { name: steps[step] })
}

/** Presses a button of the screen: the primary one, or one in a step. */
export async function pressSaml(window: Page, name: string): Promise<void> {
  await window.getByRole('main').getByRole('button', { name, exact: true }).click()
}

/** Presses, and waits for the report. Answers the sentence on top of the ladder. */
export async function readSaml(window: Page, name: 'Check what Entra ID gave' | 'Read the response'): Promise<string> {
  await pressSaml(window, name)
  return untilSamlRead(window)
}

export async function untilSamlRead(window: Page): Promise<string> {
  const found = window.getByRole('region', { name: 'What was found' })
  await expect(found.getByRole('button', { name: 'Save report (HTML)' })).toBeVisible()
  return found.getByRole('heading', { level: 2 }).innerText()
}

/** Step 2, with an address that was checked. */
export async function giveAddress(window: Page, url: string): Promise<string> {
  await openSamlStep(window, 'given')
  await window.getByRole('radio', { name: /^Metadata URL/ }).check()
  await window.getByRole('textbox', { name: 'Metadata URL' }).fill(url)
  return readSaml(window, 'Check what Entra ID gave')
}

/** Step 2, with a document that was pasted and checked. */
export async function pasteMetadata(window: Page, xml: string): Promise<string> {
  await openSamlStep(window, 'given')
  await window.getByRole('radio', { name: /^Metadata XML/ }).check()
  await window.getByRole('textbox', { name: 'Metadata as text' }).fill(xml)
  return readSaml(window, 'Check what Entra ID gave')
}

/** Step 2, with a certificate and what it does not say. */
export async function giveCertificate(window: Page, pem: string, tenantId: string, applicationId = ''): Promise<string> {
  await openSamlStep(window, 'given')
  await window.getByRole('radio', { name: /^Certificate and tenant/ }).check()
  await window
    .getByLabel(/Choose (?:a|another) signing certificate/)
    .setInputFiles({ name: 'Files.com.cer', mimeType: 'application/x-x509-ca-cert', buffer: Buffer.from(pem) })
  await window.getByRole('textbox', { name: 'Tenant ID' }).fill(tenantId)
  await window.getByRole('textbox', { name: 'Application ID' }).fill(applicationId)
  return readSaml(window, 'Check what Entra ID gave')
}

/** The practice site is connected, and its tenant was checked. */
export async function usePracticeTenant(window: Page): Promise<string> {
  await openSamlStep(window, 'given')
  await pressSaml(window, 'Use the practice tenant')
  return untilSamlRead(window)
}
