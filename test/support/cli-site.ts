import { randomUUID } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { practiceProfile } from '../../src-main/cli/practice-profile.ts'
import { profileText } from '../../src-main/adapters/profile/profile-text.ts'
import type { Profile } from '../../src-main/core/profile/profile.ts'
import {
  type PracticeService,
  type PracticeServiceOptions,
  startPracticeService
} from '../../src-main/practice/service/start-practice-service.ts'
import type { PracticeDirectory } from '../../src-main/practice/start-practice-directory.ts'
import { type CliRun, runCliHere } from './run-cli.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A practice site of its own for one test of the command line, with a folder for everything that is kept or written. */
export interface CliSite extends AsyncDisposable {
  readonly service: PracticeService
  /** `127.0.0.1:PORT`. */
  readonly host: string
  readonly folder: string
  /** The data folder, no keychain, and the key of a full administrator; the LDAP password is not in it. */
  readonly env: Readonly<Record<string, string>>
  /** A path inside the folder. */
  file(name: string): string
  /** Writes a profile; without changes it switches on LDAP with the practice directory. */
  profile(changes?: Partial<Profile>): Promise<string>
  /** Runs a command inside this process. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CliRun>
  /** The digest of the plan that a command shows without `--digest`. */
  digest(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>
  /** The text of every file that was written, of the data folder too. */
  everythingWritten(): Promise<string>
  /** The environment of Bob, a second administrator, with a key of his own. */
  asBob(): Readonly<Record<string, string>>
  /** Methods and paths of the requests so far that could change something. */
  writes(): readonly string[]
}

export async function startCliSite(directory: PracticeDirectory, options: PracticeServiceOptions = {}): Promise<CliSite> {
  Object.assign(process.env, noKeychain)
  const folder = await temporaryFolder()
  const service = await startPracticeService({ caPem: directory.caPem, ...options })
  const env = {
    ...noKeychain,
    ENTRA_SETUP_USER_DATA: join(folder.path, 'data'),
    FILES_API_KEY: service.keys.siteAdmin
  }
  const file = (name: string) => join(folder.path, name)
  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) => runCliHere(args, { env: { ...env, ...more } })
  return {
    service,
    host: new URL(service.origin).host,
    folder: folder.path,
    env,
    file,
    async profile(changes = {}) {
      const path = file('profile.json')
      await writeFile(path, profileText({ ...practiceProfile(directory, service.origin), ...changes }))
      return path
    },
    run,
    async digest(args, more) {
      const { code, stdout, stderr } = await run([...args, '--json'], more)
      const document = JSON.parse(stdout === '' ? '{}' : stdout) as { readonly plan?: { readonly digest: string } }
      if (document.plan === undefined) throw new Error(`No plan, but exit code ${String(code)}: ${stdout}${stderr}`)
      return document.plan.digest
    },
    async everythingWritten() {
      const entries = await readdir(folder.path, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile())
      return (await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')))).join('\n')
    },
    asBob() {
      const bob = [...service.state.users.values()].find(({ username }) => username === 'bob.admin')
      const [alices] = service.state.apiKeys
      if (bob === undefined || alices === undefined) throw new TypeError('The practice site has no Bob, or no key')
      const key = `bob-${randomUUID()}`
      service.state.apiKeys.push({ ...alices, id: service.state.newId(), userId: bob.id, name: 'Key of Bob', key })
      return { FILES_API_KEY: key }
    },
    writes: () => service.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`),
    async [Symbol.asyncDispose]() {
      await service.close()
      await folder[Symbol.asyncDispose]()
    }
  }
}

/** A process of a test must never open the keychain of whoever runs it. */
export const noKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' } as const
