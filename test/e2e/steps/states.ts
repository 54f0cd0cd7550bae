import type { Page } from '@playwright/test'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { startAwkwardTcp } from '../../support/awkward-tcp.ts'
import { checkTheDirectory, pressCheck } from './check-the-directory.ts'
import { expect } from './expect.ts'
import { fillDirectoryForm } from './fill-directory-form.ts'
import { methodStates, type MethodStateName } from './method-states.ts'
import { oauthStates, type OauthStateName } from './oauth-states.ts'
import { openScreen } from './open-screen.ts'
import { pressCancelIfThere } from './press-cancel-if-there.ts'
import { line, rung, rungs } from './rung.ts'
import { identityStates, type IdentityStateName } from './identity-states.ts'
import { previewStates, type PreviewStateName } from './preview-states.ts'
import { provisioningStates, type ProvisioningStateName } from './provisioning-states.ts'
import { samlStates, type SamlStateName } from './saml-states.ts'
import { siteStates, type SiteStateName } from './site-states.ts'
import { startPractice } from './start-practice.ts'
import type { State } from './state.ts'

export type StateName =
  | SiteStateName
  | PreviewStateName
  | SamlStateName
  | IdentityStateName
  | MethodStateName
  | OauthStateName
  | ProvisioningStateName
  | 'home'
  | 'practice'
  | 'form'
  | 'form-with-errors'
  | 'running'
  | 'cancelled'
  | 'ladder-healthy'
  | 'ladder-failed'
  | 'help'
  | 'suggestions'
  | 'certificates-empty'
  | 'certificates'
  | 'certificate-refused'
  | 'home-with-work'

/** Everything the window can show, one of each kind. */
export const states: readonly State<StateName>[] = [
  state('home', undefined, (window) => openScreen(window, 'Home')),
  state('practice', 'Start healthy practice', async (window) => {
    await openScreen(window, 'Practice')
    await expect(window.getByRole('button', { name: /^Try this fault/ }).first()).toBeVisible()
  }),
  state('form', 'Check the directory', emptyForm),
  state('form-with-errors', 'Check the directory', async (window) => {
    await emptyForm(window)
    await window.getByRole('radio', { name: /^None/ }).check()
    await window.getByRole('button', { name: 'Add a backup host' }).click()
    await window.getByRole('button', { name: 'Ask about a real person, too' }).click()
    await window.getByRole('button', { name: 'Explain: Base DN' }).click()
    await pressCheck(window)
    await expect(window.getByRole('textbox', { name: 'Host', exact: true })).toBeFocused()
  }),
  { name: 'running', primary: 'Check the directory', enter: ({ window }) => untilCancelled(window) },
  state('cancelled', 'Check the directory', async (window) => {
    await using running = await untilCancelled(window)
    await running[Symbol.asyncDispose]()
    await expect(window.getByRole('heading', { name: /^Cancelled after/ })).toBeVisible()
  }),
  state('ladder-healthy', 'Check the directory', async (window) => {
    await startPractice(window)
    await checkTheDirectory(window)
    await line(rung(window, 'People are found, all of them')).click()
  }),
  state('ladder-failed', 'Check the directory', failedLadder),
  state('help', 'Check the directory', async (window) => {
    await failedLadder(window)
    await window.getByRole('button', { name: 'Open help' }).first().click()
    await expect(window.getByRole('button', { name: 'Close help' })).toBeVisible()
  }),
  state('suggestions', 'Check the directory', async (window) => {
    await startPractice(window, { flavour: 'OpenLDAP' })
    await window.getByRole('textbox', { name: 'Base DN', exact: true }).fill('')
    await window.getByRole('button', { name: 'Suggest settings' }).click()
    await expect(window.getByRole('button', { name: /^Use it/ }).first()).toBeVisible()
  }),
  state('certificates-empty', undefined, async (window) => {
    await window.reload()
    await openScreen(window, 'Certificates')
  }),
  state('certificates', undefined, async (window) => {
    await openScreen(window, 'Certificates')
    await chooseCertificateFile(window, 'dc1.pem', await chainPem())
    await expect(window.getByRole('region', { name: 'Compare with another' })).toBeVisible()
    await window.getByRole('textbox', { name: 'Fingerprint you were given' }).fill('00'.repeat(32))
    await window.getByRole('button', { name: 'Compare', exact: true }).click()
    await expect(window.getByText('Not the same.')).toBeVisible()
  }),
  state('certificate-refused', undefined, async (window) => {
    await openScreen(window, 'Certificates')
    await chooseCertificateFile(window, 'notes.txt', 'no certificate in here')
    await expect(window.getByRole('main').getByRole('alert')).toContainText('What happened')
  }),
  ...siteStates,
  ...previewStates,
  ...samlStates,
  ...identityStates,
  ...methodStates,
  ...oauthStates,
  ...provisioningStates,
  // After all others: what was worked on stays.
  state('home-with-work', undefined, async (window) => {
    for (const host of ['127.0.0.1', 'localhost']) {
      await emptyForm(window)
      await fillDirectoryForm(window, { host, port: 1, username: 'cn=reader,dc=example', password: 'x', baseDn: 'dc=example' })
      await checkTheDirectory(window)
    }
    await openScreen(window, 'Home')
    await expect(window.getByRole('button', { name: /^Use these settings/ })).not.toHaveCount(0)
  })
]

export function stateCalled(name: StateName): State<StateName> {
  const found = states.find((each) => each.name === name)
  if (found === undefined) throw new TypeError(`There is no state ${name}`)
  return found
}

function state(name: StateName, primary: string | undefined, enter: (window: Page) => Promise<void>): State<StateName> {
  return {
    name,
    primary,
    async enter({ window }) {
      await closeHelp(window)
      await enter(window)
      return { [Symbol.asyncDispose]: () => Promise.resolve() }
    }
  }
}

async function closeHelp(window: Page): Promise<void> {
  const close = window.getByRole('button', { name: 'Close help' })
  if (await close.isVisible()) await close.click()
}

async function emptyForm(window: Page): Promise<void> {
  await openScreen(window, 'Directory')
  const leave = window.getByRole('button', { name: 'Leave practice' })
  if (await leave.isVisible()) await leave.click()
  const folded = window.getByRole('button', { name: /^Settings/, expanded: false })
  if (await folded.isVisible()) await folded.click()
  for (const name of ['Host', 'Port', 'User name', 'Password', 'Base DN']) {
    const box = window.getByRole('textbox', { name, exact: true })
    if ((await box.inputValue()) !== '') await box.fill('')
  }
  await window.getByRole('radio', { name: /^LDAPS/ }).check()
}

async function failedLadder(window: Page): Promise<void> {
  await startPractice(window, { fault: 'wrong-name' })
  await checkTheDirectory(window)
}

/** A check of a server that never answers; cancelled at the end. */
async function untilCancelled(window: Page): Promise<AsyncDisposable> {
  await closeHelp(window)
  await emptyForm(window)
  const server = await startAwkwardTcp({ kind: 'silent' })
  await fillDirectoryForm(window, {
    host: server.host,
    port: server.port,
    username: 'cn=reader,dc=corp,dc=example',
    password: 'never-sent',
    baseDn: 'dc=corp,dc=example'
  })
  await pressCheck(window)
  await expect(rungs(window).filter({ hasText: 'Running' })).toHaveCount(1)
  return {
    async [Symbol.asyncDispose]() {
      await pressCancelIfThere(window)
      await server.stop()
    }
  }
}

async function chooseCertificateFile(window: Page, name: string, text: string): Promise<void> {
  await window.getByRole('radio', { name: 'A file' }).check()
  await window.getByLabel('Choose a certificate file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
}

async function chainPem(): Promise<string> {
  const root = await makeAuthority({ commonName: 'Corp Root CA', organisation: 'Corp' })
  const issuing = await makeAuthority({ commonName: 'Corp Issuing CA', organisation: 'Corp', issuer: root })
  const server = await issueCertificate(issuing, { names: ['dc1.corp.example', 'ldap.corp.example'] })
  return server.certificatePem + issuing.certificatePem + root.certificatePem
}
