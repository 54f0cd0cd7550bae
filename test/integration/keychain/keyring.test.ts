import { describe, expect, it } from 'vitest'
import { askKeychain } from '../../support/keyring.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const ACCOUNT = 'acme.files.com'

describe('the keychain, with a keyring that is open', () => {
  it('keeps, gives back and removes a key', async () => {
    await using home = await temporaryFolder()

    const answers = await askKeychain(home.path, 'unlocked', [
      ['read', ACCOUNT],
      ['write', ACCOUNT, 'first'],
      ['write', ACCOUNT, 'second'],
      ['write', '127.0.0.1:8080', 'another site'],
      ['read', ACCOUNT],
      ['remove', ACCOUNT],
      ['read', ACCOUNT],
      ['remove', ACCOUNT]
    ])

    expect(answers).toEqual(['nothing', 'done', 'done', 'done', { text: 'second' }, 'done', 'nothing', 'done'])
  })

  it('still has it in the next session, whatever characters and length it has', async () => {
    await using home = await temporaryFolder()
    const texts = ['pässwörd €𝄞 ', ' "quotes" \\ and\nlines ', 'x'.repeat(2000)]

    const kept = await askKeychain(
      home.path,
      'unlocked',
      texts.map((text, index) => ['write', `site${index}`, text])
    )
    const read = await askKeychain(
      home.path,
      'unlocked',
      texts.map((_, index) => ['read', `site${index}`])
    )

    expect(kept).toEqual(texts.map(() => 'done'))
    expect(read).toEqual(texts.map((text) => ({ text })))
  })

  it('refuses what it could not give back unchanged, and leaves no half of it', async () => {
    await using home = await temporaryFolder()

    const answers = await askKeychain(home.path, 'unlocked', [
      ['write', ACCOUNT, ''],
      ['write', ACCOUNT, 'before\0after'],
      ['write', ACCOUNT, 'half of a pair: \ud800'],
      ['read', ACCOUNT]
    ])

    expect(answers).toEqual([
      unavailable('an empty password is not kept'),
      unavailable('it cannot keep a password with a zero character'),
      unavailable('it gave back something else than it was given to keep'),
      'nothing'
    ])
  })
})

describe('the keychain that cannot be used', () => {
  it('says that it is locked instead of “there is no key”, and does not claim to have removed one', async () => {
    await using home = await temporaryFolder()
    await askKeychain(home.path, 'unlocked', [['write', ACCOUNT, 'kept']])

    const whileLocked = await askKeychain(home.path, 'locked', [
      ['read', ACCOUNT],
      ['remove', ACCOUNT],
      ['write', ACCOUNT, 'other'],
      ['read', 'never-kept.files.com']
    ])
    const afterwards = await askKeychain(home.path, 'unlocked', [['read', ACCOUNT]])

    const locked = unavailable('it is locked, and was not unlocked')
    expect(whileLocked).toEqual([locked, locked, locked, 'nothing'])
    expect(afterwards).toEqual([{ text: 'kept' }])
  })

  it('says that there is no keyring yet', async () => {
    await using home = await temporaryFolder()

    const answers = await askKeychain(home.path, 'locked', [
      ['read', ACCOUNT],
      ['write', ACCOUNT, 'key']
    ])

    expect(answers).toEqual(['nothing', unavailable('there is no keyring yet in which passwords are kept, and none was made')])
  })

  it('says that no keyring program runs', async () => {
    await using home = await temporaryFolder()

    const answers = await askKeychain(home.path, 'no-program', [
      ['read', ACCOUNT],
      ['write', ACCOUNT, 'key'],
      ['remove', ACCOUNT]
    ])

    expect(answers).toEqual(Array(3).fill(unavailable('no keyring program runs in this session (no secret service on D-Bus)')))
  })

  it('says that there is no message bus', async () => {
    await using home = await temporaryFolder()

    const answers = await askKeychain(home.path, 'no-bus', [
      ['read', ACCOUNT],
      ['write', ACCOUNT, 'key'],
      ['remove', ACCOUNT]
    ])

    expect(answers).toEqual(Array(3).fill(unavailable('this session has no message bus (D-Bus), as without a desktop')))
  })
})

function unavailable(reason: string) {
  return { problem: 'service.keychain.unavailable', cause: expect.stringContaining(`cannot be used: ${reason}.`) as string }
}
