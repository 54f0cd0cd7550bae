import type { KeychainAccount, KeychainPort } from '../../src-main/core/ports/secrets.ts'
import { succeed } from '../../src-main/core/result.ts'
import type { Secret } from '../../src-main/core/secret.ts'

/** A keychain that always works and forgets everything with the test. The real one is tested in test/integration/keychain. */
export function memoryKeychain(): KeychainPort {
  const secrets = new Map<string, Secret>()
  const nameOf = (account: KeychainAccount): string =>
    `${account.kind}${account.kind === 'scim-token' ? `-${String(account.strategyId)}` : ''}@${account.site}`
  return {
    read: (account) => Promise.resolve(succeed(secrets.get(nameOf(account)))),
    write: (account, secret) => {
      secrets.set(nameOf(account), secret)
      return Promise.resolve(succeed(null))
    },
    remove: (account) => {
      secrets.delete(nameOf(account))
      return Promise.resolve(succeed(null))
    }
  }
}
