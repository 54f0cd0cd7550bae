import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type Locator } from '@playwright/test'
import { runCommand } from '../../scripts/run-command.mjs'
import { type Authority, issueCertificate, type MadeCertificate, makeAuthority } from '../../src-main/practice/make-certificates.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../src-main/practice/start-practice-directory.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expect } from './steps/expect.ts'
import { openScreen } from './steps/open-screen.ts'
import { emptyClipboard, readClipboard } from './steps/read-clipboard.ts'
import { readProblem } from './steps/read-problem.ts'
import { shareWindow } from './steps/share-window.ts'

// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()
let root: Authority
let intermediate: Authority
let server: MadeCertificate
let renewed: MadeCertificate
let fingerprint = ''

test.beforeAll(async () => {
  root = await makeAuthority({ commonName: 'Corp Root CA' })
  intermediate = await makeAuthority({ commonName: 'Corp Issuing CA', issuer: root })
  const names = ['dc1.corp.example', 'ldap.corp.example']
  server = await issueCertificate(intermediate, { names })
  renewed = await issueCertificate(intermediate, { names })
  fingerprint = await opensslFingerprint(server.certificatePem)
})

test('a file with a chain is drawn from the server up to its root, whatever its order', async () => {
  const { window } = shared
  await openScreen(window, 'Certificates')
  await chooseFile('chain.pem', root.certificatePem + server.certificatePem + intermediate.certificatePem)

  await expect(window.getByRole('heading', { level: 2, name: 'chain.pem' })).toBeVisible()
  await expect(cards()).toHaveText([
    /^\s*dc1\.corp\.example\s+Server certificate/,
    /^\s*Corp Issuing CA\s+Intermediate authority/,
    /^\s*Corp Root CA\s+Root authority/
  ])
  await expect(chain().getByText('signed by', { exact: true })).toHaveCount(2)
  await expect(chain().getByRole('listitem').filter({ hasText: 'Public authorities:' })).toContainText('Corp Root CA')
  await expect(cards().first()).toHaveAttribute('aria-expanded', 'true')
  await expect(chain()).toContainText('ldap.corp.example')
})

test('its fingerprint is what openssl prints, in every notation, and is copied', async () => {
  const { app, window } = shared
  await expect(chain().getByText(`sha256 Fingerprint=${fingerprint}`)).toBeVisible()
  await expect(chain().getByText(fingerprint, { exact: true })).toBeVisible()
  await expect(chain().getByText(fingerprint.replaceAll(':', '').toLowerCase(), { exact: true })).toBeVisible()

  await emptyClipboard(app)
  await window.getByRole('button', { name: 'Copy fingerprint: With colons' }).click()
  await expect.poll(() => readClipboard(app)).toBe(fingerprint)
})

test('the same fingerprint in another notation is the same certificate', async () => {
  await compareWith(fingerprint.replaceAll(':', ' ').toLowerCase())

  await expect(comparison().getByRole('status')).toContainText('The same.')
})

test('a fingerprint with one digit changed is not', async () => {
  const digit = fingerprint.endsWith('0') ? '1' : '0'
  await compareWith(fingerprint.slice(0, -1) + digit)

  await expect(comparison().getByRole('status')).toContainText('Not the same.')
})

test('a SHA-1 thumbprint, as Windows shows it, is refused with the reason', async () => {
  await compareWith('a9 0f 1c 5b 3e 77 42 8d 96 00 11 22 33 44 55 66 77 88 99 aa')

  const refusal = await readProblem(comparison().getByRole('alert'))
  expect(refusal.code).toBe('certificate.fingerprint.sha1')
  expect(refusal.whatHappened).toContain('SHA-1')
})

test('a second file that is the renewed certificate is named so, with what differs', async () => {
  const { window } = shared
  await comparison()
    .getByLabel('Compare with a file')
    .setInputFiles({ name: 'renewed.cer', mimeType: 'application/x-x509-ca-cert', buffer: Buffer.from(renewed.certificateDer) })

  await expect(comparison().getByRole('status').filter({ hasText: 'Not the same.' })).toContainText('renewal')
  const other = new RegExp((await opensslFingerprint(renewed.certificatePem)).replaceAll(':', ':?'), 'i')
  await expect(window.getByRole('row', { name: 'SHA-256 fingerprint' })).toContainText(other)
  await expect(window.getByRole('row', { name: 'Serial number' })).toHaveCount(1)
})

test('the chain is shown afresh for the same certificate without its authorities, pasted', async () => {
  const { window } = shared
  await window.getByRole('radio', { name: 'Pasted text' }).check()
  await window.getByRole('button', { name: 'Read the text' }).click()
  await expect(window.getByRole('textbox', { name: 'Certificate as text' })).toHaveAccessibleDescription(/^Paste a certificate first/)

  // As it comes out of a mail: without the BEGIN and END lines.
  const body = server.certificatePem.split('\n').filter((text) => !text.startsWith('-----'))
  await window.getByRole('textbox', { name: 'Certificate as text' }).fill(body.join('\n'))
  await window.getByRole('button', { name: 'Read the text' }).click()

  await expect(cards()).toHaveText([/^\s*dc1\.corp\.example/])
  await expect(chain().getByText(fingerprint, { exact: true })).toBeVisible()
})

test('a private key is refused, and not shown', async () => {
  const { window } = shared
  await window.getByRole('radio', { name: 'A file' }).check()
  await chooseFile('server.key', server.keyPem)

  const refusal = await readProblem(window.getByRole('main').getByRole('alert'))
  expect(refusal.whatHappened).toContain('private key, not a certificate')
  expect(refusal.whatToDo).toContain('Do not send it to anyone')
  const secretLine = server.keyPem.split('\n')[1] ?? ''
  expect(secretLine).toHaveLength(64)
  expect(await window.content()).not.toContain(secretLine.slice(0, 20))
  await expect(cards()).toHaveCount(0)
})

test.describe('from a server', () => {
  let directory: PracticeDirectory
  test.beforeAll(async () => {
    directory = await startPracticeDirectory({ flavour: 'openldap' })
  })
  test.afterAll(() => directory.close())

  test('the chain is shown with the connection, the versions and the name', async () => {
    const { window } = shared
    await window.getByRole('radio', { name: 'A server' }).check()
    await window.getByRole('textbox', { name: 'Server and port' }).fill(`${directory.host}:${String(directory.ldapsPort)}`)
    await window.getByRole('textbox', { name: 'Server and port' }).press('Enter')

    await expect(cards().first()).toContainText(directory.serverName)
    await expect(window.getByText(`The certificate is for ${directory.host}.`)).toBeVisible()
    await expect(window.getByText(/TLS ?v?1\.3 accepted/)).toBeVisible()
  })

  test('the same by StartTLS, asked for by a name that is not on it', async () => {
    const { window } = shared
    await window.getByRole('textbox', { name: 'Server and port' }).fill(`${directory.host}:${String(directory.ldapPort)}`)
    await window.getByRole('textbox', { name: 'Name to ask for' }).fill('other.example')
    await window.getByRole('checkbox', { name: /StartTLS/ }).check()
    await window.getByRole('button', { name: 'Look at the server' }).click()

    await expect(window.getByText(/The certificate is not for other\.example: it is for .*ldap\.practice\.example/)).toBeVisible()
  })

  test('a server that is not there is named with what to do', async () => {
    const { window } = shared
    const { ldapsPort } = directory
    await directory.close()
    await window.getByRole('textbox', { name: 'Server and port' }).fill(`127.0.0.1:${String(ldapsPort)}`)
    await window.getByRole('checkbox', { name: /StartTLS/ }).uncheck()
    await window.getByRole('button', { name: 'Look at the server' }).click()

    const refusal = await readProblem(window.getByRole('main').getByRole('alert'))
    expect(refusal.code).toBe('ldap.tcp.refused')
  })
})

function chain(): Locator {
  return shared.window.getByRole('region', { name: 'Chain', exact: true })
}

/** The certificates of the chain, by the button that opens each. */
function cards(): Locator {
  return chain()
    .getByRole('article')
    .getByRole('button', { name: /(?:certificate|authority)\b/ })
}

function comparison(): Locator {
  return shared.window.getByRole('region', { name: 'Compare with another' })
}

async function compareWith(text: string): Promise<void> {
  await comparison().getByRole('textbox', { name: 'Fingerprint you were given' }).fill(text)
  await comparison().getByRole('button', { name: 'Compare', exact: true }).click()
}

async function chooseFile(name: string, text: string): Promise<void> {
  await shared.window
    .getByLabel('Choose a certificate file')
    .setInputFiles({ name, mimeType: 'application/x-pem-file', buffer: Buffer.from(text) })
}

/** As `AA:BB:...`. */
async function opensslFingerprint(pem: string): Promise<string> {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'certificate.pem')
  await writeFile(file, pem)
  const { stdout } = await runCommand('openssl', ['x509', '-in', file, '-noout', '-sha256', '-fingerprint'])
  return stdout.trim().replace(/^.*=/, '')
}
