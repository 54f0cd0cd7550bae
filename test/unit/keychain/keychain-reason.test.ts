import { describe, expect, it } from 'vitest'
import { keychainReason } from '../../../src-main/adapters/keychain/keychain-reason.ts'

describe('the reason why the keychain cannot be used', () => {
  it('names the missing library, as glibc and musl report it', () => {
    const reasons = [
      'libsecret-1.so.0: cannot open shared object file: No such file or directory',
      'Error loading shared library libsecret-1.so.0: No such file or directory (needed by /x/keytar.node)'
    ].map((message) => keychainReason(message, 'linux'))

    expect(reasons).toEqual(Array(2).fill('the library libsecret-1.so.0 is not installed'))
  })

  it('is in plain words for what Linux says', () => {
    const reasons = [
      'Cannot autolaunch D-Bus without X11 $DISPLAY',
      'Could not connect: No such file or directory',
      'The name org.freedesktop.secrets was not provided by any .service files',
      'Object does not exist at path “/org/freedesktop/secrets/collection/login”',
      'Cannot create an item in a locked collection'
    ].map((message) => keychainReason(message, 'linux'))

    expect(reasons).toEqual([
      'this session has no message bus (D-Bus), as without a desktop',
      'this session has no message bus (D-Bus), as without a desktop',
      'no keyring program runs in this session (no secret service on D-Bus)',
      'there is no keyring yet in which passwords are kept, and none was made',
      'it is locked, and was not unlocked'
    ])
  })

  it('is otherwise what the system says, without its full stop', () => {
    expect(keychainReason('The stub received bad data.\r\n', 'win32')).toBe('The stub received bad data')
    expect(keychainReason('User interaction is not allowed.', 'darwin')).toBe('User interaction is not allowed')
  })
})
