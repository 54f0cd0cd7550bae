import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { decodeMessage } from '../../../src-main/adapters/ldap/server-message.ts'
import { MessageFrames } from '../../../src-main/adapters/ldap/message-frames.ts'
import { entryMessage, referenceMessage } from '../../support/stub-ldap-server.ts'

// If this ever fails, ldapts reads safely, and its client could be considered again (LdapConnection says why it is not).
it('reads at once what keeps the parser of ldapts busy for ever', () => {
  // given a search reference whose only text claims more bytes than the message has
  const broken = Buffer.from('30090201017304047f4142', 'hex')

  // when ldapts reads it, and one without the lie, each in a process of its own with a limit of time and memory
  const statuses = [referenceMessage(1, 'AB'), broken].map(statusOfLdaptsReading)

  // then only the good one ends well, and we call the other malformed
  expect(statuses[0]).toBe(0)
  expect(statuses[1]).not.toBe(0)
  expect(decodeMessage(broken)).toBeUndefined()
}, 30_000)

function statusOfLdaptsReading(bytes: Buffer): number | null {
  const script = `import { MessageParser } from 'ldapts'; new MessageParser().read(Buffer.from('${bytes.toString('hex')}', 'hex'), new Map())`
  const cwd = fileURLToPath(new URL('../../..', import.meta.url))
  return spawnSync(process.execPath, ['--max-old-space-size=64', '--input-type=module', '-e', script], { cwd, timeout: 10_000 }).status
}

it('takes thousands of messages from one chunk, each as deep on the stack as the first', () => {
  // given 100,000 small entries that arrive together
  const bytes = Buffer.concat(Array.from({ length: 100_000 }, () => entryMessage(1, '')))

  // when they are cut
  let messages = 0
  new MessageFrames().feed(bytes, () => {
    messages += 1
    return 'continue'
  })

  // then all are there
  expect(messages).toBe(100_000)
})
