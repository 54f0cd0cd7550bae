import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { makePracticeTenant, type PracticeTenant } from '../../../src-main/practice/entra/practice-tenant.ts'
import type { SignInFaultName } from '../../../src-main/practice/entra/sign-in-fault.ts'
import { answerSaveDialog } from './answer-save-dialog.ts'
import { expect } from './expect.ts'
import { fillAnswers } from './fill-answers.ts'
import { catchOpenedPages, openedPage } from './opened-pages.ts'
import { openSaml, openSamlStep, pasteMetadata, pressSaml, readSaml, samlStep, usePracticeTenant } from './saml-screen.ts'
import { startPracticeSite } from './start-practice-site.ts'
import type { Stage } from './state.ts'

let made: Promise<PracticeTenant> | undefined

/** A tenant outside of the application, one for all who ask: keys take a while. */
export function sharedTenant(): Promise<PracticeTenant> {
  return (made ??= makePracticeTenant())
}

/** What its metadata says. */
export async function sharedMetadata(): Promise<string> {
  const { metadataAt, names } = await sharedTenant()
  return metadataAt(names.metadataUrl) ?? ''
}

/** What the browser of this person would post, base64 of XML; the sign-in began at the site. */
export async function sharedResponse(
  person = 'anna.smith',
  fault?: SignInFaultName
): Promise<{ readonly base64: string; readonly xml: string }> {
  const { company, signIn } = await sharedTenant()
  const found = company.people.find(({ login }) => login === person)
  if (found === undefined) throw new Error(`${person} does not work there`)
  const answer = signIn({ person: found, fault, inResponseTo: '_request-1' })
  if (answer.kind === 'refused') throw new Error(answer.text)
  return { base64: answer.samlResponse, xml: answer.xml }
}

/** A response that is read, judged by the metadata of the shared tenant. Answers the sentence on top. */
export async function readResponse(window: Page, text: string): Promise<string> {
  await pasteMetadata(window, await sharedMetadata())
  await openSaml(window, 'response')
  await window.getByRole('textbox', { name: 'Response as text' }).fill(text)
  return readSaml(window, 'Read the response')
}

/** Step 1 of the connected site, done. */
export async function tickAllScreens(window: Page): Promise<void> {
  await openSamlStep(window, 'entra')
  await expect(window.getByText('practice.files.com', { exact: true })).toBeVisible()
  for (const tick of await window.getByRole('checkbox', { name: /^Done: / }).all()) await tick.check()
  await expect(samlStep(window, 'entra')).toContainText('Done 7 of 7 screens')
}

/** At the practice site: a new provider by the recommended way, ready to be planned. */
export async function tellNewProvider(window: Page): Promise<void> {
  await startPracticeSite(window)
  await usePracticeTenant(window)
  await openSamlStep(window, 'told')
  await window.getByRole('radio', { name: /^A new one/ }).check()
  await window.getByRole('radio', { name: /\(recommended\)/ }).check()
}

/** At the practice site: the waiting has begun. Answers the page that was opened for the sign-in. */
export async function beginProof({ app, window }: { readonly app: ElectronApplication; readonly window: Page }): Promise<string> {
  await catchOpenedPages(app)
  await startPracticeSite(window)
  await openSamlStep(window, 'prove')
  await pressSaml(window, 'Open the browser and wait')
  return openedPage(app)
}

/** The answers file of the connected site is saved, filled in by a colleague, and imported. */
export async function importAnswers({ app, window, userDataFolder }: Stage): Promise<void> {
  const path = join(userDataFolder, 'answers.txt')
  await answerSaveDialog(app, path)
  await openSamlStep(window, 'entra')
  await pressSaml(window, 'Save the answers file')
  await expect(window.getByText(`Saved to ${path}`)).toBeVisible()
  const buffer = Buffer.from(fillAnswers(await readFile(path, 'utf8'), await sharedTenant()))
  await window.getByLabel('Import answers').setInputFiles({ name: 'answers.txt', mimeType: 'text/plain', buffer })
  await expect(window.getByText('The answers are in')).toBeVisible()
}

/** One side of the key roll-over, as a certificate file. */
export async function giveKey(window: Page, side: 'The old key' | 'The new key', pem: string): Promise<void> {
  const part = window.getByRole('region', { name: side })
  await part.getByRole('radio', { name: 'Certificate', exact: true }).check()
  await part.getByLabel(/Choose (?:a|another) signing certificate/).setInputFiles({
    name: `${side === 'The old key' ? 'old' : 'new'}.cer`,
    mimeType: 'application/x-x509-ca-cert',
    buffer: Buffer.from(pem)
  })
}

/** From anywhere: the roll-over from the key that signs to the next one of the shared tenant. */
export async function rehearseRollover(window: Page, toldBy: RegExp = /^By the certificate’s fingerprint/): Promise<void> {
  const { current, next } = (await sharedTenant()).keys()
  await openSaml(window, 'rollover')
  await giveKey(window, 'The old key', current.certificatePem)
  await giveKey(window, 'The new key', next.certificatePem)
  await window.getByRole('radio', { name: toldBy }).check()
  await pressSaml(window, 'Rehearse the roll-over')
  await expect(window.getByRole('heading', { name: 'The keys', exact: true })).toBeVisible()
}
