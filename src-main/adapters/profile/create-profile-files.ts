import type { ProfileFilePort } from '../../core/ports/store.ts'
import { profileText } from './profile-text.ts'
import { readProfileFile } from './read-profile-file.ts'

/** Profiles that come from a person and go to one. */
export function createProfileFiles(): ProfileFilePort {
  return { read: readProfileFile, text: profileText }
}
