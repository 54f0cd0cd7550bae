import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { askKeychain } from '../../support/keyring.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const KEYTAR = join('node_modules', 'keytar')

it('names the library that is missing, which keytar itself keeps to itself', async () => {
  // given a copy of the keychain whose native module needs a library that no computer has
  await using folder = await temporaryFolder()
  for (const part of ['package.json', KEYTAR, 'src-main/core', 'src-main/adapters/keychain', 'test/support/keychain-program.ts'])
    await cp(join(projectRoot, part), join(folder.path, part), { recursive: true })
  for (const place of [join('build', 'Release'), join('prebuilds', `linux-${process.arch}`)])
    await replaceInFile(join(folder.path, KEYTAR, place, 'keytar.node'), 'libsecret-1.so.0', 'libsecret-0.so.9')

  // when it is asked for a key
  const answers = await askKeychain(folder.path, 'no-bus', [['read', 'acme.files.com']], folder.path)

  // then it says so, and does not crash
  expect(answers).toEqual([
    {
      problem: 'service.keychain.unavailable',
      cause: expect.stringContaining('cannot be used: the library libsecret-0.so.9 is not installed.') as string
    }
  ])
})

it('says that its module is not installed', async () => {
  await using folder = await temporaryFolder()
  for (const part of ['package.json', 'src-main/core', 'src-main/adapters/keychain', 'test/support/keychain-program.ts'])
    await cp(join(projectRoot, part), join(folder.path, part), { recursive: true })

  const answers = await askKeychain(folder.path, 'no-bus', [['read', 'acme.files.com']], folder.path)

  expect(answers).toEqual([
    { problem: 'service.keychain.unavailable', cause: expect.stringContaining('its module (keytar) is not installed.') as string }
  ])
})

/** Same length, so that the rest of the file stays where it is. A file that is not there needs no change. */
async function replaceInFile(path: string, from: string, to: string): Promise<void> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  })
  if (bytes !== undefined) await writeFile(path, bytes.toString('latin1').replaceAll(from, to), 'latin1')
}
