/** What a keychain says when it fails, in words that name the cause. Anything unknown is passed on as it is. */
export function keychainReason(message: string, platform: NodeJS.Platform): string {
  const library = MISSING_LIBRARY.exec(message)?.[1]
  if (library !== undefined) return `the library ${library} is not installed`
  const known = platform === 'linux' ? LINUX.find(({ pattern }) => pattern.test(message)) : undefined
  return known?.reason ?? message.trim().replace(/\.$/, '')
}

/** As glibc and musl say it. */
const MISSING_LIBRARY =
  /(?:^|[\s:])(?:Error loading shared library )?([\w+-]+\.so(?:\.\d+)*): (?:cannot open shared object file|No such file or directory)/

/** Words of libsecret, GLib and GNOME Keyring, as measured with them (test/integration/keychain). */
const LINUX: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern: /autolaunch D-?Bus|^Could not connect: |DBUS_SESSION_BUS_ADDRESS/i,
    reason: 'this session has no message bus (D-Bus), as without a desktop'
  },
  {
    pattern: /org\.freedesktop\.secrets was not provided|ServiceUnknown/,
    reason: 'no keyring program runs in this session (no secret service on D-Bus)'
  },
  {
    pattern: /Object does not exist at path .*\/collection\//,
    reason: 'there is no keyring yet in which passwords are kept, and none was made'
  },
  { pattern: /locked collection|is locked/i, reason: 'it is locked, and was not unlocked' },
  { pattern: /prompt was dismissed|dismissed/i, reason: 'the question to unlock it was not answered' }
]
