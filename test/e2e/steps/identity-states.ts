import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { connectSite } from './connect-site.ts'
import { expect } from './expect.ts'
import { askAbout, chooseEntraExport, chooseWays, classTile, compareNames } from './identity-screen.ts'
import { importProfile } from './import-profile.ts'
import { openScreen } from './open-screen.ts'
import { peopleGrid, personPanel } from './people-grid.ts'
import { startOver } from './start-over.ts'
import { startPractice } from './start-practice.ts'
import { startPracticeSite } from './start-practice-site.ts'
import { startSite } from './start-site.ts'
import type { Stage, State } from './state.ts'

export type IdentityStateName =
  | 'identity-empty'
  | 'identity-source'
  | 'identity'
  | 'identity-class'
  | 'identity-person-panel'
  | 'identity-failed'
  | 'person-without-site'
  | 'person-with-errors'
  | 'person-renamed'
  | 'person-healthy'

/** Everything about names, and about one person, that the window can show. */
export const identityStates: readonly State<IdentityStateName>[] = [
  state('identity-empty', 'Compare the names', async ({ window }) => {
    await openScreen(window, 'Identity')
    await window.getByRole('main').getByRole('button', { name: 'Compare the names' }).click()
    await expect(window.getByRole('button', { name: 'Open Directory' })).toBeFocused()
  }),
  state('identity-source', 'Compare the names', async ({ window }) => {
    await startPracticeSite(window)
    await openScreen(window, 'Identity')
    await window.getByRole('radio', { name: /^Users that Entra ID exported/ }).check()
    await window.getByRole('button', { name: /^What names people/ }).click()
    await window.getByRole('checkbox', { name: /^SCIM provisioning/ }).check()
    await window.getByRole('checkbox', { name: /^LDAP provisioning/ }).check()
    await window.getByRole('button', { name: 'Explain: user principal name' }).click()
  }),
  state('identity', 'Read again', ({ window }) => practiceNames(window)),
  state('identity-class', 'Read again', async ({ window }) => {
    await practiceNames(window)
    await classTile(window, 'orphan').click()
    await expect(window.getByText('The safe order of repair:')).toBeVisible()
    await window.getByRole('button', { name: /^Each way in/ }).click()
  }),
  state('identity-person-panel', 'Read again', async ({ window }) => {
    await practiceNames(window)
    await peopleGrid(window).getByRole('rowheader').first().click()
    await expect(personPanel(window).getByRole('heading', { level: 2 })).toBeVisible()
    await peopleGrid(window).evaluate((grid) => grid.scrollIntoView({ block: 'center' }))
  }),
  {
    name: 'identity-failed',
    primary: 'Compare the names',
    async enter(stage) {
      const { window } = stage
      const folder = await temporaryFolder()
      const path = join(folder.path, 'benutzer.csv')
      await writeFile(path, 'Benutzerprinzipalname;E-Mail\nanna@corp.example;anna@corp.example\n')
      await openScreen(window, 'Identity')
      await chooseEntraExport(stage, path)
      await window.getByRole('main').getByRole('button', { name: 'Compare the names' }).click()
      await expect(window.getByRole('heading', { name: 'The names could not be compared' })).toBeFocused()
      return {
        async [Symbol.asyncDispose]() {
          await startOver(stage)
          await folder[Symbol.asyncDispose]()
        }
      }
    }
  },
  state('person-without-site', 'Connect a site', async ({ window }) => {
    await openScreen(window, 'Identity')
    await window.getByRole('tab', { name: 'One person' }).click()
  }),
  state('person-with-errors', 'Find out what is wrong', async ({ window }) => {
    await startPracticeSite(window)
    await openScreen(window, 'Identity')
    await window.getByRole('tab', { name: 'One person' }).click()
    await window.getByRole('main').getByRole('button', { name: 'Find out what is wrong' }).click()
    await expect(window.getByRole('textbox', { name: 'Whom is it about?' })).toBeFocused()
  }),
  {
    name: 'person-renamed',
    primary: 'Look again',
    async enter(stage) {
      const { window } = stage
      const site = await startSite()
      renameAtSite(site, 'anna.smith@practice.example', 'anna.miller@practice.example')
      await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
      await importProfile(window, site)
      await openScreen(window, 'Identity')
      await window.getByRole('tab', { name: 'One person' }).click()
      await window.getByRole('textbox', { name: 'Password of the service account' }).fill(site.directory.password)
      await askAbout(window, 'anna.miller@practice.example')
      return {
        async [Symbol.asyncDispose]() {
          await startOver(stage)
          await site[Symbol.asyncDispose]()
        }
      }
    }
  },
  state('person-healthy', 'Look again', async ({ window }) => {
    await startPracticeSite(window)
    await askAbout(window, 'sean.oconnor@practice.example')
  })
]

/** As when somebody was renamed in the directory, and the name of the account was forgotten; the mail is the new one already. */
export function renameAtSite({ service }: Awaited<ReturnType<typeof startSite>>, username: string, formerName: string): number {
  const user = [...service.state.users.values()].find((each) => each.username === username)
  if (user === undefined) throw new TypeError(`The practice site has no ${username}`)
  service.state.users.set(user.id, { ...user, username: formerName })
  return user.id
}

async function practiceNames(window: Stage['window']): Promise<void> {
  await startPractice(window)
  await startPracticeSite(window)
  await openScreen(window, 'Identity')
  await window.getByRole('radio', { name: /^The settings on the Directory screen/ }).check()
  await chooseWays(window, ['SAML sign-in', 'SCIM provisioning'])
  await compareNames(window)
}

function state(name: IdentityStateName, primary: State['primary'], enter: (stage: Stage) => Promise<void>): State<IdentityStateName> {
  return {
    name,
    primary,
    async enter(stage) {
      await enter(stage)
      return { [Symbol.asyncDispose]: () => startOver(stage) }
    }
  }
}
