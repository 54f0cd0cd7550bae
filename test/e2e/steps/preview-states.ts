import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startAwkwardTcp } from '../../support/awkward-tcp.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import { personLdif, startPreviewSlapd, suffix } from '../../support/preview-slapd.ts'
import { answerOpenDialog } from './answer-open-dialog.ts'
import { connectSite } from './connect-site.ts'
import { expect } from './expect.ts'
import { importProfile } from './import-profile.ts'
import { peopleGrid, personPanel } from './people-grid.ts'
import { outcomeTile, pressPreview, previewHeadline, previewTab, previewTheSync } from './preview-the-sync.ts'
import { startSite } from './start-site.ts'
import { fillDirectoryForm } from './fill-directory-form.ts'
import { openScreen } from './open-screen.ts'
import { pressCancelIfThere } from './press-cancel-if-there.ts'
import { startOver } from './start-over.ts'
import { startPractice } from './start-practice.ts'
import { startPracticeSite } from './start-practice-site.ts'
import type { Stage, State } from './state.ts'

export type PreviewStateName =
  | 'preview-empty'
  | 'preview-source'
  | 'preview-reading'
  | 'preview-failed'
  | 'preview'
  | 'preview-person'
  | 'preview-few'
  | 'preview-groups'
  | 'preview-compared'
  | 'preview-unsafe'
  | 'preview-assumptions'
  | 'preview-incomplete'

/** Everything about the preview that the window can show. */
export const previewStates: readonly State<PreviewStateName>[] = [
  preview('preview-empty', 'Preview the sync', async ({ window }) => {
    await openScreen(window, 'Preview')
    await pressPreview(window)
    await expect(window.getByRole('button', { name: 'Open Directory' })).toBeFocused()
  }),
  preview('preview-source', 'Preview the sync', async ({ window }) => {
    await startPracticeSite(window)
    await openScreen(window, 'Preview')
    await window.getByRole('radio', { name: 'An LDIF file' }).check()
    await window.getByRole('radio', { name: 'A JSON file of users' }).check()
    await window.getByRole('button', { name: /^Rules/ }).click()
    await window.getByRole('checkbox', { name: /^Direct members only/ }).click()
    await expect(window.getByText(/^Not as in the set-up/)).toBeVisible()
  }),
  {
    name: 'preview-reading',
    primary: undefined,
    async enter(stage) {
      const { window } = stage
      const server = await startAwkwardTcp({ kind: 'silent' })
      await openScreen(window, 'Directory')
      await fillDirectoryForm(window, {
        host: server.host,
        port: server.port,
        username: 'cn=reader,dc=corp,dc=example',
        password: 'never-sent',
        baseDn: 'dc=corp,dc=example'
      })
      await openScreen(window, 'Preview')
      await pressPreview(window)
      await expect(window.getByRole('heading', { name: /^Reading/ })).toBeFocused()
      return {
        async [Symbol.asyncDispose]() {
          await pressCancelIfThere(window)
          await server.stop()
          await startOver(stage)
        }
      }
    }
  },
  preview('preview-failed', 'Preview the sync', async ({ window }) => {
    await startPractice(window, { fault: 'wrong-name' })
    await openScreen(window, 'Preview')
    await pressPreview(window)
    await expect(window.getByRole('heading', { name: 'The preview could not be made' })).toBeFocused()
  }),
  preview('preview', 'Read again', ({ window }) => practicePreview(window)),
  preview('preview-person', 'Read again', async ({ window }) => {
    await practicePreview(window)
    await window.getByRole('textbox', { name: 'Why, or why not' }).fill('anna.smith@practice.example')
    await window.keyboard.press('Enter')
    await expect(window.getByText(/^Found by user name/)).toBeVisible()
  }),
  preview('preview-few', 'Read again', async ({ window }) => {
    await practicePreview(window)
    await typeRequired(window, '*nobody*, Nobody')
    await window.getByRole('button', { name: 'Apply these filters' }).click()
    await expect(window.getByRole('heading', { name: 'Nobody would come: why' })).toBeVisible()
    await expect(window.getByText('Other rules are being tried.')).toBeVisible()
  }),
  preview('preview-groups', 'Read again', async ({ window }) => {
    await practicePreview(window)
    await window.getByRole('tab', { name: /^Groups/ }).click()
    await expect(window.getByRole('button', { name: /^Show who is in/ }).first()).toBeVisible()
  }),
  {
    name: 'preview-compared',
    primary: 'Read again',
    async enter(stage) {
      const { window } = stage
      const { slapd, caPem, [Symbol.asyncDispose]: stop } = await startPreviewSlapd()
      await openScreen(window, 'Directory')
      await fillDirectoryForm(window, {
        ...{ host: slapd.host, port: slapd.ldapsPort ?? 0, username: slapd.readerDn, password: slapd.readerPassword },
        ...{ baseDn: slapd.suffix, usernameField: 'uid', caPem }
      })
      await openScreen(window, 'Preview')
      await previewTheSync(window)
      await slapd.add([personLdif('erik'), ...marriage].join('\n'))
      await window.getByRole('button', { name: 'Read again' }).click()
      await expect(previewHeadline(window)).toHaveText(/^5 people/)
      await previewTab(window, 'Compare').click()
      await expect(window.getByRole('row', { name: /erik/ })).toContainText('Is new in the directory.')
      return {
        async [Symbol.asyncDispose]() {
          await startOver(stage)
          await stop()
        }
      }
    }
  },
  {
    name: 'preview-unsafe',
    primary: 'Read again',
    async enter(stage) {
      const { window } = stage
      // People of the site are managed by its own LDAP sync, and three of them have left.
      const site = await startSite({ strategies: 'none' })
      await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
      await importProfile(window, site, {
        safety: { ...usualSafetyLimits, mostDisabled: 2, mustBeFound: ['it.helpdesk@practice.example'] }
      })
      await openScreen(window, 'Preview')
      await window.getByRole('textbox', { name: 'Password of the service account' }).fill(site.directory.password)
      await previewTheSync(window)
      await outcomeTile(window, 'update').click()
      await peopleGrid(window).getByRole('rowheader').first().click()
      await expect(personPanel(window).getByRole('heading', { name: 'How this comes about' })).toBeVisible()
      return {
        async [Symbol.asyncDispose]() {
          await startOver(stage)
          await site[Symbol.asyncDispose]()
        }
      }
    }
  },
  preview('preview-assumptions', 'Read again', async ({ window }) => {
    await practicePreview(window)
    await window.getByRole('tab', { name: /^Assumptions/ }).click()
    await expect(window.getByText('What this result rests on, and nobody has proved')).toBeVisible()
  }),
  preview('preview-incomplete', 'Read again', async ({ app, window }) => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'corp.ldif')
    await writeFile(path, cutLdif)
    await answerOpenDialog(app, path)
    await openScreen(window, 'Preview')
    await window.getByRole('radio', { name: 'An LDIF file' }).check()
    await window.getByRole('radio', { name: 'OpenLDAP' }).check()
    await window.getByRole('button', { name: 'Choose an LDIF file' }).click()
    await expect(window.getByText('corp.ldif')).toBeVisible()
    await pressPreview(window)
    await expect(window.getByRole('heading', { name: 'Incomplete: somebody is missing, and nobody knows who' })).toBeVisible()
  })
]

/** From anywhere: the healthy practice directory, compared with nothing. */
export async function practicePreview(window: Page): Promise<void> {
  await startPractice(window)
  await openScreen(window, 'Preview')
  await pressPreview(window)
  await expect(window.getByRole('tab', { name: /^People/ })).toBeVisible()
  await expect(window.locator('#preview-heading')).toBeFocused()
}

async function typeRequired(window: Page, groups: string): Promise<void> {
  await window.getByRole('button', { name: /^Filters/ }).click()
  await window.getByRole('textbox', { name: 'Only provision users in these groups' }).fill(groups)
}

const marriage = [
  `dn: uid=ben,ou=people,${suffix}`,
  'changetype: modify',
  'replace: mail',
  'mail: ben.married@corp.example',
  '-',
  'replace: displayName',
  'displayName: Ben Married'
]

/** Ends in the middle of a record. */
const cutLdif = `dn: dc=corp,dc=example
objectClass: dcObject
dc: corp

dn: uid=anna,dc=corp,dc=example
objectClass: inetOrgPerson
uid: anna
cn: Anna Example
sn: Example
mail: anna@corp.example

dn: uid=ben,dc=corp,dc=example
objectClass: inetOrgPerson
uid: be`

function preview(name: PreviewStateName, primary: State['primary'], enter: (stage: Stage) => Promise<void>): State<PreviewStateName> {
  return {
    name,
    primary,
    async enter(stage) {
      await enter(stage)
      return { [Symbol.asyncDispose]: () => startOver(stage) }
    }
  }
}
