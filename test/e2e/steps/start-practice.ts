import type { Page } from '@playwright/test'
import { practiceFaults, type PracticeFaultName } from '../../../src-main/practice/practice-faults.ts'
import { expect } from './expect.ts'
import { openScreen } from './open-screen.ts'

export interface PracticeToStart {
  /** Default: healthy. */
  readonly fault?: PracticeFaultName
  readonly flavour?: 'Active Directory' | 'OpenLDAP'
}

/** From wherever one is to the Directory screen, filled in for a practice directory. */
export async function startPractice(window: Page, { fault, flavour = 'Active Directory' }: PracticeToStart = {}): Promise<void> {
  await openScreen(window, 'Practice')
  await window.getByRole('radio', { name: flavour }).check()
  await window.getByRole('button', { name: fault === undefined ? 'Start healthy practice' : titleOf(fault) }).click()
  await expect(window.getByRole('heading', { level: 1, name: 'Directory' })).toBeFocused()
  await expect(
    window.getByText(fault === undefined ? 'A healthy practice directory' : 'A practice directory with this one fault')
  ).toBeVisible()
}

function titleOf(fault: PracticeFaultName): string {
  return practiceFaults.find(({ name }) => name === fault)?.title ?? fault
}
