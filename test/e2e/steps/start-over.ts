import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from './expect.ts'
import { siteSwitcher } from './open-site.ts'
import type { Stage } from './state.ts'

/** The window as on the first day, without starting the application again: what it remembers of sites, runs and forms is gone. */
export async function startOver({ window, userDataFolder }: Stage): Promise<void> {
  // A page that is left writes down at once what it was about to.
  await window.reload()
  await expect(siteSwitcher(window)).toBeVisible()
  for (const name of ['workspace.json', 'sites.json', 'profiles', 'journal'])
    await rm(join(userDataFolder, name), { recursive: true, force: true })
  await window.reload()
  await expect(siteSwitcher(window)).toHaveText(/No site yet/)
}
