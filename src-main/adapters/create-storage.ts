import type { LogPort } from '../core/ports/surroundings.ts'
import type { Redactor } from '../core/redact.ts'
import { createJournal } from './journal/create-journal.ts'
import { acquireSiteLock, siteLockedSince } from './journal/site-lock.ts'
import { createKeychain } from './keychain/create-keychain.ts'
import { createPreviewRuns } from './preview/preview-runs.ts'
import { createProfileFiles } from './profile/create-profile-files.ts'
import { createProfiles } from './store/create-profiles.ts'
import { createSiteMemory } from './store/create-site-memory.ts'

/** What is kept between two starts, in one folder that window and command line share, and in the keychain. Nothing is read or written yet. */
export function createStorage(folder: string, log: LogPort, redactor: Redactor) {
  return {
    keychain: createKeychain(),
    memory: createSiteMemory(folder, log),
    profiles: createProfiles(folder, log),
    profileFiles: createProfileFiles(),
    previewRuns: createPreviewRuns({ dataFolder: folder, log, redactText: redactor.redactText }),
    journal: createJournal({ dataFolder: folder, redactText: redactor.redactText }),
    lock: (site: string) => acquireSiteLock(folder, site),
    lockedSince: (site: string) => siteLockedSince(folder, site)
  }
}
