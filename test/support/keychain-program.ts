// A program of its own, since a session bus is known to a process from its start: carries out the steps given as JSON and prints the answers.
import { createKeychain } from '../../src-main/adapters/keychain/create-keychain.ts'
import { Secret } from '../../src-main/core/secret.ts'

export type KeychainStep = readonly ['read', string] | readonly ['write', string, string] | readonly ['remove', string]

/** What the step found: the text, `done`, `nothing`, or the cause of the problem. */
export type KeychainAnswer = { readonly text: string } | { readonly problem: string; readonly cause: string } | 'done' | 'nothing'

const steps = JSON.parse(process.argv[2] ?? '[]') as readonly KeychainStep[]
const keychain = createKeychain()
const answers: KeychainAnswer[] = []
for (const step of steps) answers.push(await answerTo(step))
process.stdout.write(JSON.stringify(answers))

async function answerTo(step: KeychainStep): Promise<KeychainAnswer> {
  const account = { kind: 'api-key', site: step[1] } as const
  const result =
    step[0] === 'read'
      ? await keychain.read(account)
      : step[0] === 'write'
        ? await keychain.write(account, new Secret(step[2]))
        : await keychain.remove(account)
  if (!result.ok) return { problem: result.error.code, cause: result.error.cause }
  if (result.value === null) return 'done'
  return result.value === undefined ? 'nothing' : { text: result.value.reveal() }
}
