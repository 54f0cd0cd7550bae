import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PracticeDirectory } from '../../src-main/practice/start-practice-directory.ts'

/** The arguments that check a practice directory, with its password and authority in files of `folder`. */
export async function practiceArguments(directory: PracticeDirectory, folder: string): Promise<readonly string[]> {
  const passwordFile = join(folder, 'password')
  const caFile = join(folder, 'authority.pem')
  await writeFile(passwordFile, `${directory.password}\n`, { mode: 0o600 })
  await writeFile(caFile, directory.caPem)
  return [
    'check',
    '--host',
    directory.host,
    '--port',
    String(directory.ldapsPort),
    '--type',
    directory.flavour,
    '--username',
    directory.username,
    '--password-file',
    passwordFile,
    '--base-dn',
    directory.baseDn,
    '--username-field',
    directory.usernameField,
    '--domain',
    directory.domain,
    '--ca-file',
    caFile
  ]
}
