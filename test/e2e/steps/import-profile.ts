import type { Page } from '@playwright/test'
import { profileText } from '../../../src-main/adapters/profile/profile-text.ts'
import { practiceProfile } from '../../../src-main/cli/practice-profile.ts'
import type { Profile } from '../../../src-main/core/profile/profile.ts'
import { expect } from './expect.ts'
import { openScreen } from './open-screen.ts'
import type { TestSite } from './start-site.ts'

/** What is wanted of the connected site, from a file: LDAP by its directory, and the password set, unless something else is said. */
export async function importProfile(window: Page, { directory, service }: TestSite, changes: Partial<Profile> = {}): Promise<void> {
  await openScreen(window, 'Set up')
  const text = profileText({ ...practiceProfile(directory, service.origin), ...changes })
  await window
    .getByLabel('Import a profile')
    .setInputFiles({ name: 'profile.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await expect(window.getByText('profile.json is in the form now, and saved.')).toBeVisible()
}

/** The service account's password, for planning and applying. Where no password is asked for, the box is hidden in its group. */
export async function typeLdapPassword(window: Page, password: string): Promise<void> {
  await window.getByRole('textbox', { name: 'Password of the service account' }).fill(password)
}
