import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../../core/errors.ts'
import type { ProfilePort } from '../../core/ports/store.ts'
import type { LogPort } from '../../core/ports/surroundings.ts'
import type { StoredProfile } from '../../core/profile/profile.ts'
import type { Result } from '../../core/result.ts'
import { asWritten } from '../files/as-written.ts'
import { setAside } from '../files/set-aside.ts'
import { hasCode } from '../files/system-error.ts'
import { writeAtomicallySync } from '../files/write-atomically-sync.ts'
import { profileText } from '../profile/profile-text.ts'
import { readProfileText } from '../profile/read-profile-file.ts'
import { siteFileName } from './site-file-name.ts'

/**
 * One profile for each site in `profiles/` of the data folder, in the same form as an exported one. A file that cannot be understood is set
 * aside; one of a newer version is left alone, and saving over it is refused.
 */
export function createProfiles(dataFolder: string, log: LogPort): ProfilePort {
  const pathOf = (site: string): string => join(dataFolder, 'profiles', `${siteFileName(site)}.json`)

  return {
    read(site) {
      const path = pathOf(site)
      const stored = load(path)
      if (stored === undefined) return undefined
      if (stored.ok) return stored.value
      const { code, cause } = stored.error
      if (code === 'plan.profile.too-new') log.warn('the stored profile comes from a newer version and is not used', { path })
      else log.warn('the stored profile cannot be read and is set aside', { path: setAside(path), code, cause })
      return undefined
    },

    save(site, profile) {
      const path = pathOf(site)
      const text = profileText(profile)
      // What is on the disk can always be read again: a profile that could not is a fault of whoever made it.
      const again = readProfileText(text, path)
      if (!again.ok) throw new TypeError(again.error.cause)
      const stored = load(path)
      if (stored?.ok === false) {
        if (stored.error.code === 'plan.profile.too-new') return stored
        log.warn('the stored profile cannot be read and is set aside', { path: setAside(path), code: stored.error.code })
      }
      return asWritten(path, () => writeAtomicallySync(path, text))
    },

    forget: (site) => asWritten(pathOf(site), () => rmSync(pathOf(site), { force: true }))
  }
}

function load(path: string): Result<StoredProfile, Problem> | undefined {
  try {
    return readProfileText(readFileSync(path), path)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}
