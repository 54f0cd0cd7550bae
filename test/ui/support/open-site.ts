import { screen } from '@testing-library/svelte'
import type { Workspace } from '../../../src-main/contract/schemas.ts'
import type { Answers } from './fake-bridge.ts'
import { openWindow, type OpenWindow } from './open-window.ts'
import { emptyWorkspace } from './samples.ts'
import { acme, acmeAnswers } from './site-samples.ts'

/** The window with Acme connected by its stored key; on the site screen. */
export async function openSite(answers: Answers = {}, workspace: Partial<Workspace> = {}): Promise<OpenWindow> {
  const opened = await openWindow({ ...acmeAnswers, ...answers }, { ...emptyWorkspace, site: acme.site, ...workspace })
  await opened.user.click(screen.getByRole('button', { name: /^Site:/ }))
  await opened.user.click(await screen.findByRole('button', { name: 'Connect again: Acme' }))
  await screen.findByRole('heading', { level: 1, name: 'Acme' })
  return opened
}

/** The form of Set up, with the profile of Acme in it. */
export async function openSetup(answers: Answers = {}, workspace: Partial<Workspace> = {}): Promise<OpenWindow> {
  const opened = await openSite(answers, workspace)
  await opened.user.click(screen.getByRole('button', { name: 'Set up this site' }))
  await screen.findByRole('textbox', { name: 'LDAP Host' })
  return opened
}

/** The plan of the engine, as it is shown. */
export async function openPlan(answers: Answers = {}): Promise<OpenWindow> {
  const opened = await openSetup(answers)
  await opened.user.click(screen.getByRole('button', { name: 'Show the plan' }))
  await screen.findByRole('button', { name: 'Plan again' })
  return opened
}
