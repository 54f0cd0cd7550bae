import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@playwright/test'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { usualSafetyLimits } from '../../src-main/core/profile/profile.ts'
import { answerSaveDialog } from './steps/answer-save-dialog.ts'
import { applyButton, applyPlan } from './steps/apply-plan.ts'
import { connectSite } from './steps/connect-site.ts'
import { runCommandLine } from './steps/run-command-line.ts'
import { expect } from './steps/expect.ts'
import { importProfile } from './steps/import-profile.ts'
import { readProblem } from './steps/read-problem.ts'
import { shareWindow } from './steps/share-window.ts'
import { showPlan } from './steps/show-plan.ts'
import { startSite } from './steps/start-site.ts'

const shared = shareWindow()

test('a plan that a second person approved on the command line, and no other, is applied in the window', async () => {
  const { app, window } = shared
  await using site = await startSite()
  await using folder = await temporaryFolder()
  const planFile = join(folder.path, 'plan.json')
  const approvalFile = join(folder.path, 'approval.json')

  // given a plan that needs an approval
  await connectSite(window, { address: site.service.origin, key: site.service.keys.siteAdmin })
  await importProfile(window, site, {
    siteLdap: { ldap_host: 'dc1.practice.example' },
    safety: { ...usualSafetyLimits, needsApproval: true }
  })
  const digest = await showPlan(window)
  await expect(applyButton(window)).toBeDisabled()
  await expect(applyButton(window)).toHaveAccessibleDescription('The profile asks for the approval of a second person.')
  await answerSaveDialog(app, planFile)
  await window.getByRole('button', { name: 'Save the plan for a second person' }).click()
  await expect(window.getByText(`Saved to ${planFile}.`)).toBeVisible()

  // when whoever made it approves it, then it is no approval
  const approve = (key: string) =>
    runCommandLine(['approve', planFile, '--digest', digest, '--out', approvalFile, '--site', site.service.origin, '--yes'], {
      FILES_API_KEY: key,
      ENTRA_SETUP_USER_DATA: join(folder.path, 'bob')
    })
  expect(await approve(site.service.keys.siteAdmin)).toMatchObject({ code: 0 })
  await window.getByLabel('Choose the approval file').setInputFiles(approvalFile)
  await applyButton(window).click()
  await expect(window.getByText('Not applied', { exact: true })).toBeVisible()
  expect(await readProblem(window.getByRole('main').getByRole('alert').filter({ hasText: 'What happened' }))).toMatchObject({
    code: 'plan.approval-wrong',
    whatHappened: expect.stringContaining('alice.admin cannot both approve and apply')
  })
  expect(site.writes()).toEqual([])

  // and when Bob does, it is
  await approveAsBob()
  await window.getByRole('list', { name: 'Steps' }).getByRole('button', { name: /Plan/ }).click()
  await window.getByLabel('Choose the approval file').setInputFiles(approvalFile)
  await expect(window.getByRole('button', { name: 'Remove the approval' })).toBeFocused()
  await applyPlan(window)
  await expect(window.getByText(/^bob\.admin, /)).toBeVisible()
  expect(site.writes()).toEqual(['PATCH /site'])
  expect(site.service.state.site.ldap_host).toBe('dc1.practice.example')

  async function approveAsBob(): Promise<void> {
    expect(await approve(site.keyOfBob())).toMatchObject({ code: 0 })
    expect(await readFile(approvalFile, 'utf8')).toContain('bob.admin')
  }
})
