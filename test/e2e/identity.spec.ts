import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { profileText } from '../../src-main/adapters/profile/profile-text.ts'
import { practiceProfile } from '../../src-main/cli/practice-profile.ts'
import { identityClasses, type IdentityRow, type IdentityView } from '../../src-main/core/identity/identity-views.ts'
import { AZURE_SAML_ID } from '../../src-main/practice/service/seed-site.ts'
import { applyPlan } from './steps/apply-plan.ts'
import { connectSite } from './steps/connect-site.ts'
import { expect } from './steps/expect.ts'
import { filesWith } from './steps/files-with.ts'
import { askAbout, chooseEntraExport, chooseWays, classTile, compareNames, pressAsk } from './steps/identity-screen.ts'
import { renameAtSite } from './steps/identity-states.ts'
import { importProfile } from './steps/import-profile.ts'
import { openScreen } from './steps/open-screen.ts'
import { peopleGrid, personPanel, rowsInGrid } from './steps/people-grid.ts'
import { runBuiltCommandLine } from './steps/run-built-command-line.ts'
import { shareWindow } from './steps/share-window.ts'
import { headline } from './steps/show-plan.ts'
import { startSite, type TestSite } from './steps/start-site.ts'

/** Who would be called what: every number in the window is the one of the command line, and one person’s repair is a plan. */
// Each test goes on where the one before it stopped.
test.describe.configure({ mode: 'serial' })
const shared = shareWindow()
const formerName = 'anna.miller@practice.example'
const newName = 'anna.smith@practice.example'
let site: TestSite
let profile = ''
let renamed = 0

test.beforeAll(async () => {
  site = await startSite()
  renamed = renameAtSite(site, newName, formerName)
  const { window, launched } = shared
  profile = join(launched.userDataFolder, 'wanted.json')
  const wanted = practiceProfile(site.directory, site.service.origin)
  // The settings name the directory, and switch nothing on.
  const { ldap_enabled: _on, ldap_password: _set, ...siteLdap } = wanted.siteLdap ?? {}
  await writeFile(profile, profileText({ ...wanted, siteLdap }))
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
  await importProfile(window, site, { siteLdap })
})
test.afterAll(() => site[Symbol.asyncDispose]())

interface Told {
  readonly identity: IdentityView
  readonly rows: readonly IdentityRow[]
}

/** The document of the command line, for the same people and users. */
async function toldByCommandLine(...args: readonly string[]): Promise<Told> {
  const ways = ['--ways', 'saml,scim', '--provider', String(AZURE_SAML_ID)]
  const { stdout } = await runBuiltCommandLine(['identity', '--profile', profile, ...ways, ...args, '--json'], {
    ENTRA_SETUP_USER_DATA: join(shared.launched.userDataFolder, 'of-the-command-line'),
    ENTRA_SETUP_LDAP_PASSWORD: site.directory.password,
    FILES_API_KEY: site.service.keys.siteAdmin
  })
  return JSON.parse(stdout) as Told
}

/** Everything that the result shows as a number. */
async function expectNumbersOf({ identity, rows }: Told): Promise<void> {
  const { window } = shared
  await expect(window.locator('#identity-heading')).toHaveText(identity.headline)
  for (const { class: name, count } of identity.classes) {
    if (count > 0 || name === 'same') await expect(classTile(window, name)).toHaveText(new RegExp(`^\\s*${count.toLocaleString('en')}\\s`))
    else await expect(classTile(window, name)).toHaveCount(0)
  }
  expect(identityClasses.reduce((sum, name) => sum + (identity.classes.find((each) => each.class === name)?.count ?? 0), 0)).toBe(
    rows.length
  )
  expect(await rowsInGrid(window)).toBe(rows.length)
  const fold = window.getByRole('button', { name: /^Each way in/ })
  if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click()
  for (const { title, doubled, failing } of identity.ways.filter(({ way }) => way !== 'ldap')) {
    const cells = window.getByRole('region', { name: 'The ways in numbers' }).getByRole('row', { name: new RegExp(`^${title}`) })
    await expect(cells.getByRole('cell').nth(2)).toHaveText(String(doubled))
    await expect(cells.getByRole('cell').nth(4)).toHaveText(String(failing))
  }
  await expect(window.getByText(identity.recommendation)).toBeVisible()
}

test('the directory of the set-up and the users of the site give the numbers of the command line', async () => {
  const { window } = shared
  await openScreen(window, 'Identity')
  await expect(window.getByRole('radio', { name: /^The directory of the set-up/ })).toBeChecked()
  await window.getByRole('textbox', { name: 'Password of the service account' }).fill(site.directory.password)
  await chooseWays(window, ['SAML sign-in', 'SCIM provisioning'])
  await compareNames(window)

  const told = await toldByCommandLine()
  await expectNumbersOf(told)
  expect(told.identity.classes.find((each) => each.class === 'same')?.count).toBeGreaterThan(30)
})

test('a tile shows only its class, with the safe order of repair, and a search finds one person with every name', async () => {
  const { window } = shared
  const count = Number((await classTile(window, 'orphan').innerText()).split('\n')[0])
  await classTile(window, 'orphan').click()
  await expect(peopleGrid(window)).toHaveAttribute('aria-rowcount', String(count + 1))
  await expect(window.getByText('The safe order of repair:')).toBeVisible()
  await classTile(window, 'orphan').click()

  await window.keyboard.press('/')
  await window.keyboard.type(newName)
  await expect(peopleGrid(window)).toHaveAttribute('aria-rowcount', '2')
  await window.keyboard.press('ArrowDown')
  await window.keyboard.press('Enter')
  await expect(personPanel(window).getByRole('heading', { level: 2 })).toBeFocused()
  await expect(personPanel(window).getByRole('region', { name: 'How each name comes about' })).toContainText(newName)
  await window.keyboard.press('Escape')
  await expect(peopleGrid(window).locator(':focus')).toHaveCount(1)
})

test('an export of Entra ID gives the numbers of the command line, and other rules read nothing again', async () => {
  const { window, launched } = shared
  const path = join(launched.userDataFolder, 'users.csv')
  const people = [...site.service.state.users.values()]
    .map((user) => (user.id === renamed ? { ...user, username: newName } : user))
    .filter(({ username }) => username.endsWith('@practice.example'))
    .slice(0, 40)
  const lines = people.map(
    ({ username, name }, place) => `${username},${place % 4 === 1 ? `mail.${username}` : username},"${(name ?? '').replaceAll('"', '""')}"`
  )
  await writeFile(
    path,
    ['userPrincipalName,mail,displayName', ...lines, 'zoe_x.example#EXT#@practice.example,zoe@x.example,Zoe'].join('\n')
  )
  await window.getByRole('button', { name: 'Choose another source' }).click()
  await chooseEntraExport(shared, path)
  await compareNames(window)
  await expectNumbersOf(await toldByCommandLine('--entra-users', path))

  const before = site.service.requests.length
  await window.getByRole('button', { name: /^What names people/ }).click()
  await window
    .getByRole('group', { name: 'What names people when they sign in?' })
    .getByRole('radio', { name: /^The mail/ })
    .check()
  await window.getByRole('button', { name: 'Judge by these rules' }).click()
  await expect(window.getByText('The numbers follow these rules.')).toBeVisible()
  expect(site.service.requests.length).toBe(before)
  await expectNumbersOf(await toldByCommandLine('--entra-users', path, '--name-id', 'mail'))
})

test('a person who was renamed is found out, renamed by a plan, and found well again', async () => {
  const { window } = shared
  await openScreen(window, 'Identity')
  await window.getByRole('tab', { name: 'One person' }).click()
  await window.getByRole('textbox', { name: 'Password of the service account' }).fill(site.directory.password)
  const found = await askAbout(window, formerName)
  expect(found).toContain('the user name was changed elsewhere')
  await expect(window.getByRole('region', { name: 'Likely causes' })).toContainText(newName)
  await expect(window.getByRole('region', { name: 'Likely causes' })).toContainText('trace.name.changed')

  await window.getByRole('button', { name: 'Put into the plan' }).first().click()
  await expect(headline(window)).toBeFocused()
  expect(site.writes()).toEqual([])
  await applyPlan(window)

  expect(site.service.state.users.get(renamed)).toMatchObject({ username: newName, email: newName })
  await openScreen(window, 'Identity')
  await expect(window.getByText(/^A plan was applied to this site/)).toBeVisible()
  await window.getByRole('textbox', { name: 'Whom is it about?' }).fill(newName)
  await pressAsk(window)
  await expect(window.getByRole('region', { name: 'Likely causes' })).not.toContainText('trace.name.changed')
})

test('no password was written down', async () => {
  expect(await filesWith(shared.launched.userDataFolder, [site.directory.password, ...site.keys])).toEqual([])
})
