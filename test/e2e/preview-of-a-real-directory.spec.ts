import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import type { z } from 'zod'
import { previewDocumentSchema } from '../../src-main/contract/preview-document-schema.ts'
import { issueCertificate, makeAuthority } from '../../src-main/practice/make-certificates.ts'
import { generateDirectory } from '../bench/directory-generator.ts'
import { createRandom } from '../bench/seeded-random.ts'
import { type HoldingRelay, startHoldingRelay } from '../support/holding-relay.ts'
import { entry, line } from '../support/odd-ldif.ts'
import { oddNames, spelled } from '../support/odd-names.ts'
import { type SlapdServer, startSlapd } from '../support/slapd.ts'
import { answerOpenDialog } from './steps/answer-open-dialog.ts'
import { expect } from './steps/expect.ts'
import { fillDirectoryForm } from './steps/fill-directory-form.ts'
import { openScreen } from './steps/open-screen.ts'
import { peopleGrid, personPanel, rowsInGrid } from './steps/people-grid.ts'
import { outcomeTile, pressPreview, previewHeadline, previewTab, previewTheSync, untilPreviewed } from './steps/preview-the-sync.ts'
import { runBuiltCommandLine } from './steps/run-built-command-line.ts'
import { shareWindow } from './steps/share-window.ts'

/** A company of some hundred people in an OpenLDAP server, by LDAPS, with names of every script, and what happens to it while it is read. */
// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()
const suffix = 'dc=corp,dc=example,dc=test'
const suffixSteps = ['corp', 'example', 'test'].map((value) => [{ type: 'dc', value }])
const people = 300
let slapd: SlapdServer
let relay: HoldingRelay
let told: z.output<typeof previewDocumentSchema>
const { ldif, siteUsers, counts } = companyAsLdif()

test.beforeAll(async () => {
  const authority = await makeAuthority({ commonName: 'Corp CA' })
  const certificate = await issueCertificate(authority, { names: ['127.0.0.1'] })
  slapd = await startSlapd({ suffix, ldif, certificate })
  relay = await startHoldingRelay({ host: slapd.host, port: slapd.ldapsPort ?? 0 })
  const { window, app } = shared
  await writeFile(file('users.json'), JSON.stringify(siteUsers))
  await writeFile(file('corp.ldif'), `${entry([`dn: ${suffix}`, 'objectClass: dcObject', 'dc: corp'])}\n${ldif}\n`)
  await writeFile(file('ca.pem'), authority.certificatePem)
  await openScreen(window, 'Directory')
  await fillDirectoryForm(window, {
    host: relay.host,
    port: relay.port,
    username: slapd.readerDn,
    password: slapd.readerPassword,
    baseDn: suffix,
    usernameField: 'uid',
    caPem: authority.certificatePem
  })
  await answerOpenDialog(app, file('users.json'))
  await openScreen(window, 'Preview')
  await window.getByRole('radio', { name: 'A JSON file of users' }).check()
  await window.getByRole('button', { name: 'Choose a JSON file' }).click()
  await expect(window.getByText('users.json')).toBeVisible()
})
test.afterAll(async () => {
  await relay[Symbol.asyncDispose]()
  await slapd.stop()
})

function file(name: string): string {
  return join(shared.launched.userDataFolder, name)
}

test('cancelled in the middle it lets go of the directory, keeps nothing, and can be begun again', async () => {
  const { window } = shared
  relay.holdAfter(30_000)
  await pressPreview(window)
  await relay.untilHeld()
  await expect(window.getByRole('heading', { name: /^Reading/ })).toBeFocused()
  await expect(window.getByRole('navigation').getByText('reading')).toBeVisible()
  await window.getByRole('main').getByRole('button', { name: 'Cancel' }).click()

  await expect(previewHeadline(window)).toHaveText('The preview was cancelled')
  await relay.untilAllClosed()
  expect(relay.openCount()).toBe(0)
  await expect(window.getByRole('navigation').getByText('reading')).toHaveCount(0)
  await expect(window.getByText('None is kept on this computer yet')).toBeVisible()
})

test('read to its end it has the people and memberships that were made, and the numbers of the command line', async () => {
  const { window } = shared
  relay.holdAfter(Infinity)
  const [headline, { stdout }] = await Promise.all([
    previewTheSync(window),
    runBuiltCommandLine(
      [
        ...['preview', '--host', slapd.host, '--port', String(slapd.ldapsPort), '--username', slapd.readerDn, '--base-dn', suffix],
        ...['--username-field', 'uid', '--ca-file', file('ca.pem'), '--users', file('users.json'), '--no-keep', '--json']
      ],
      { ENTRA_SETUP_USER_DATA: file('of-the-command-line'), ENTRA_SETUP_LDAP_PASSWORD: slapd.readerPassword }
    )
  ])
  told = previewDocumentSchema.parse(JSON.parse(stdout))

  expect(headline).toBe(told.headline)
  expect(told.summary.people).toBe(people + oddNames.length)
  expect(told.summary.counts).toMatchObject({ create: counts.created + oddNames.length, disable: counts.gone })
  expect(told.summary.reasons['fields-differ']).toBe(counts.changed)
  expect(told.summary.groups.total).toBe(counts.groups)
  for (const outcome of ['create', 'update', 'disable', 'delete', 'unchanged', 'left-out'] as const)
    await expect(outcomeTile(window, outcome)).toHaveText(new RegExp(`^\\s*${String(told.summary.counts[outcome])}\\s`))
  await expect(window.getByText('kept on this computer for comparison')).toBeVisible()
})

test('names of every script stand in the table as they are', async () => {
  const { window } = shared
  await window.getByRole('searchbox', { name: 'Search people' }).fill('odd-')
  await expect.poll(() => rowsInGrid(window)).toBe(oddNames.length)
  await expect(peopleGrid(window).getByRole('rowheader', { name: 'odd-0', exact: true })).toBeVisible()
  const shown = new Map<string, string>()
  for (let presses = 0; shown.size < oddNames.length && presses < 10; presses += 1) {
    for (const row of await peopleGrid(window).locator('[role=row][aria-rowindex]').all()) {
      const [username, name] = [row.locator('[aria-colindex="2"] .text'), row.locator('[aria-colindex="3"] .text')]
      if ((await username.count()) === 1) shown.set((await username.textContent()) ?? '', (await name.textContent()) ?? '')
    }
    await peopleGrid(window).evaluate((grid) => grid.scrollBy({ top: grid.clientHeight - 80 }))
  }

  expect([...shown].toSorted()).toEqual(oddNames.map((name, index) => [`odd-${String(index)}`, name]).toSorted())
  await window.getByRole('searchbox', { name: 'Search people' }).fill('')
})

test('the same company from an LDIF file gives the same numbers', async () => {
  const { app, window } = shared
  await window.getByRole('button', { name: 'Choose another source' }).click()
  await answerOpenDialog(app, file('corp.ldif'))
  await window.getByRole('radio', { name: 'An LDIF file' }).check()
  await window.getByRole('radio', { name: 'OpenLDAP' }).check()
  await window.getByRole('button', { name: 'Choose an LDIF file' }).click()
  await expect(window.getByText('corp.ldif')).toBeVisible()

  expect(await previewTheSync(window)).toBe(told.headline)
  await expect(previewTab(window, 'Groups')).toHaveText(new RegExp(`^Groups\\s*${String(told.summary.groups.total)}$`))
})

test('edits in the directory are named by the comparison', async () => {
  const { window } = shared
  await window.getByRole('button', { name: 'Choose another source' }).click()
  await window.getByRole('radio', { name: 'The settings on the Directory screen' }).check()
  const [first, second] = told.rows.filter(({ outcome, reason }) => outcome === 'unchanged' && reason === 'same')
  const uidOf = (dn = ''): string => /^uid=([^,]+)/.exec(dn)?.[1] ?? ''
  await slapd.add(
    [
      entry([`dn: ${first?.dn ?? ''}`, 'changetype: modify', 'replace: mail', 'mail: married@corp.example.test']),
      entry([`dn: ${second?.dn ?? ''}`, 'changetype: delete'])
    ].join('\n')
  )
  await previewTheSync(window)
  await previewTab(window, 'Compare').click()

  const changed = window.getByRole('region', { name: 'What changed' }).getByRole('row')
  await expect(changed).toHaveCount(3)
  await expect(changed.filter({ hasText: new RegExp(uidOf(first?.dn), 'i') })).toContainText(
    `mail in the directory: “${first?.mail ?? ''}” became “married@corp.example.test”.`
  )
  await expect(changed.filter({ hasText: new RegExp(uidOf(second?.dn), 'i') })).toContainText('Is not found in the directory any more')
  await changed
    .filter({ hasText: 'married@corp.example.test' })
    .getByRole('button', { name: /^Show every step of/ })
    .click()
  await expect(personPanel(window)).toContainText('married@corp.example.test')
  await personPanel(window).getByRole('button', { name: 'Close the side panel' }).click()
})

test('a directory that is killed in the middle of a page is incomplete, and nothing about it is green', async () => {
  const { window } = shared
  await previewTab(window, 'People').click()
  relay.holdAfter(60_000)
  await window.getByRole('button', { name: 'Read again' }).click()
  await relay.untilHeld()
  await slapd.stop()
  await untilPreviewed(window)

  await expect(previewHeadline(window)).toHaveText(/^Incomplete/)
  await expect(window.getByRole('region', { name: /^Incomplete/ })).toContainText(
    /were not read to the end.*no plan may rest on this preview/s
  )
  const safety = window.getByRole('region', { name: 'Safety' })
  await expect(safety).toContainText('Not safe')
  await expect(safety).toContainText('No plan can override this.')
  await expect(window.getByText('Within the limits')).toHaveCount(0)
  await expect(window.getByText('kept on this computer for comparison')).toBeVisible()
  await relay.untilAllClosed()
})

test('what was read before can be looked at without the directory', async () => {
  const { window } = shared
  await window.getByRole('button', { name: 'Choose another source' }).click()
  await window.getByRole('radio', { name: 'An earlier preview' }).check()
  const runs = window.getByRole('combobox', { name: 'Earlier preview' })
  await expect(runs.getByRole('option').filter({ hasText: /, incomplete\s*$/ })).toHaveCount(1)
  await runs.selectOption({ index: 2 })

  expect(await previewTheSync(window)).toBe(told.headline)
})

/** The generated people, and one for each odd name, whose entry is named by it too. */
function companyAsLdif() {
  const pieces: string[] = []
  const generated = generateDirectory({ users: people, groups: 40, suffix }, (text) => pieces.push(text))
  const random = createRandom(9)
  const odd = oddNames.map((name, index) =>
    entry([
      line('dn', spelled([[{ type: 'cn', value: name }], [{ type: 'ou', value: 'people' }], ...suffixSteps], random)),
      'objectClass: inetOrgPerson',
      `uid: odd-${String(index)}`,
      line('cn', name),
      line('displayName', name),
      'sn: Odd',
      `mail: odd-${String(index)}@corp.example.test`
    ])
  )
  // The first piece is what every slapd of ours has already.
  return { ...generated, ldif: [...pieces.slice(1), ...odd].join('\n') }
}
