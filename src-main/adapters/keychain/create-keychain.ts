import type * as keytarModule from 'keytar'
import { type Problem, problem } from '../../core/errors.ts'
import type { KeychainAccount, KeychainPort } from '../../core/ports/secrets.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { Secret } from '../../core/secret.ts'
import { keychainReason } from './keychain-reason.ts'
import { loadFailure } from './load-failure.ts'
import { isLockedAway } from './locked-away.ts'

type Keytar = Pick<typeof keytarModule, 'getPassword' | 'setPassword' | 'deletePassword'>

export interface KeychainOptions {
  /** Name under which people find the entries in their keychain. */
  readonly service?: string
}

/**
 * The keychain of the operating system: Credential Manager, Keychain, or a secret service. Nothing is loaded before it is used. Every failure is
 * `service.keychain.unavailable`. A prompt to unlock may stand on the screen as long as the person likes, so there is no deadline.
 */
export function createKeychain({ service = 'Entra Setup Assistant for Files.com' }: KeychainOptions = {}): KeychainPort {
  let loaded: Promise<Keytar> | undefined

  async function withKeytar<T>(work: (keytar: Keytar) => Promise<Result<T, Problem>>): Promise<Result<T, Problem>> {
    try {
      loaded ??= load()
      return await work(await loaded)
    } catch (error) {
      if (!(error instanceof Error)) throw error
      return unavailable(keychainReason(error.message, process.platform))
    }
  }

  return {
    read: (account) =>
      withKeytar(async (keytar) => {
        const text = await keytar.getPassword(service, accountName(account))
        if (text !== null) return succeed(new Secret(text))
        return (await isLockedAway(service, accountName(account))) ? unavailable(LOCKED) : succeed(undefined)
      }),

    write: (account, secret) =>
      withKeytar(async (keytar) => {
        const text = secret.reveal()
        const refusal = cannotBeKept(text, process.platform)
        if (refusal !== undefined) return unavailable(refusal)
        const name = accountName(account)
        await keytar.setPassword(service, name, text)
        // Some stores end at a byte, a length or a character set without saying so: half a key is worse than none.
        if ((await keytar.getPassword(service, name)) === text) return succeed(null)
        await keytar.deletePassword(service, name)
        return unavailable('it gave back something else than it was given to keep')
      }),

    remove: (account) =>
      withKeytar(async (keytar) => {
        const isRemoved = await keytar.deletePassword(service, accountName(account))
        return !isRemoved && (await isLockedAway(service, accountName(account))) ? unavailable(LOCKED) : succeed(null)
      })
  }
}

const LOCKED = 'it is locked, and was not unlocked'

/** `api-key@acme.files.com`, `scim-token-101@acme.files.com`: what people see in their keychain. */
function accountName(account: KeychainAccount): string {
  const { kind, site } = account
  return account.kind === 'scim-token' ? `${kind}-${String(account.strategyId)}@${site}` : `${kind}@${site}`
}

/** From node_modules and never bundled: it is a native module. Of its names Node sees only the default one. */
async function load(): Promise<Keytar> {
  try {
    return (await import('keytar')).default
  } catch (error) {
    throw await loadFailure(error)
  }
}

const MOST_BYTES_ON_WINDOWS = 2560

/** The reason, or `undefined`. */
function cannotBeKept(text: string, platform: NodeJS.Platform): string | undefined {
  if (text === '') return 'an empty password is not kept'
  // C strings end there, and what follows would be lost in silence.
  if (text.includes('\0')) return 'it cannot keep a password with a zero character'
  if (platform === 'win32' && Buffer.byteLength(text) > MOST_BYTES_ON_WINDOWS) return `Windows keeps at most ${MOST_BYTES_ON_WINDOWS} bytes`
  return undefined
}

function unavailable(reason: string): Result<never, Problem> {
  return fail(problem('service.keychain.unavailable', { reason }))
}
