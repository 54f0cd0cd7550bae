import { type DirectoryForm, emptyDirectoryForm } from '../core/model/directory-form.ts'
import type { PracticeFault } from './practice-faults.ts'
import type { PracticeDirectory } from './start-practice-directory.ts'

/** Nothing here is far away: a fault that is about waiting should not take a coffee break. */
export const PRACTICE_TIMEOUT_SECONDS = 2

/** The form that reaches a practice directory the way its fault shows. */
export function practiceForm(directory: PracticeDirectory, fault: PracticeFault | undefined): DirectoryForm {
  const security = fault?.security ?? 'ldaps'
  return {
    ...emptyDirectoryForm,
    host: directory.host,
    port: String(security === 'ldaps' ? directory.ldapsPort : directory.ldapPort),
    security,
    serverType: directory.flavour,
    username: directory.username,
    baseDn: directory.baseDn,
    usernameField: directory.usernameField,
    domain: directory.domain,
    caFileName: 'practice authority',
    caPem: directory.caPem,
    // The password stays inside this process.
    allowCleartext: security === 'none'
  }
}
