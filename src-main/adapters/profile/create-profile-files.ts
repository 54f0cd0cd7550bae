import type { ProfileFilePort } from '../../core/ports.ts'
import { succeed } from '../../core/result.ts'
import { profileText } from './profile-text.ts'
import { readProfileText } from './read-profile-file.ts'

/** Profiles that come from a person and go to one. */
export function createProfileFiles(): ProfileFilePort {
  return {
    read: (content, fileName) => {
      const profile = readProfileText(content, fileName)
      return profile.ok ? succeed({ profile: profile.value, notes: [] }) : profile
    },
    text: profileText
  }
}
