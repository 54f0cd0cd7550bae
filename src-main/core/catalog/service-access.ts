import { counted, entry, type Nothing } from './entry.ts'

interface AtHost {
  readonly host: string
}

/** The site, the key, what the key may do, and where it is kept. */
export const serviceAccessProblems = {
  'service.site.not-found': entry<AtHost>({
    title: 'There is no Files.com site of this name',
    who: 'you',
    origin: 'files-com',
    cause: ({ host }) => `Files.com answers, but knows no site ${host}.`,
    remedy: () => 'Type only the first part of the address: for acme.files.com type acme. A site that was renamed has a new address.'
  }),
  'service.site.not-in-use': entry<AtHost & { text: string }>({
    title: 'The site is not in use',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, text }) => `Files.com says that ${host} is not available: ${text}.`,
    remedy: () => 'Settle the account of the site (trial, payment, removal) with Files.com, and connect again.'
  }),
  'service.key.refused': entry<AtHost>({
    title: 'Files.com does not accept the API key',
    who: 'you',
    origin: 'files-com',
    cause: ({ host }) =>
      `${host} refused the API key. Files.com does not say why: it may be mistyped, deleted, expired, or belong to another site.`,
    remedy: () =>
      'Compare the key with the one on the page “API keys” of this very site, look at its expiry there, or make a new one as a site administrator. A key is shown only once, when it is made.'
  }),
  'service.key.malformed': entry<{ text: string }>({
    title: 'This is no API key',
    who: 'you',
    origin: 'this-computer',
    cause: ({ text }) => `What was given as the API key cannot be one${text === '' ? '' : `: ${text}`}. Nothing was sent.`,
    remedy: () =>
      'Copy the key once more. Blanks, line breaks and letters with accents usually come from a copy out of a document or a mail. A key file holds the key and nothing else.'
  }),
  'service.key.expired': entry<{ name: string; expired: string }>({
    title: 'The API key has expired',
    who: 'you',
    origin: 'files-com',
    cause: ({ name, expired }) => `The key “${name}” ended on ${expired}.`,
    remedy: () => 'Make a new key as a site administrator on the page “API keys” of the site, and connect with it.'
  }),
  'service.key.ends-soon': entry<{ name: string; expires: string; days: number }>({
    title: 'The API key ends soon',
    who: 'you',
    origin: 'files-com',
    cause: ({ name, expires, days }) => `The key “${name}” ends on ${expires}, in ${counted(days, 'day', 'days')}.`,
    remedy: () => 'Make a new key before that day, and connect with it.'
  }),
  'service.key.other-site': entry<{ host: string; other: string }>({
    title: 'The key opened another site',
    who: 'you',
    origin: 'files-com',
    cause: ({ host, other }) =>
      `You asked for ${host}, and the service answered for the site ${other}: the key belongs there. Nothing was changed.`,
    remedy: () => 'Enter the address of the site that the key belongs to, or make a key on the site that you mean.'
  }),
  'service.key.not-site-admin': entry<{ who: string }>({
    title: 'The key belongs to somebody who is no site administrator',
    who: 'you',
    origin: 'files-com',
    cause: ({ who }) => `This key belongs to ${who}, who is not a site administrator. Nothing was changed.`,
    remedy: () => 'Ask a site administrator for a key, or have the user made one.'
  }),
  'service.key.read-only-admin': entry<{ who: string }>({
    title: 'The key may look, but not change',
    who: 'you',
    origin: 'files-com',
    cause: ({ who }) =>
      `The key belongs to ${who}, a read-only site administrator. Everything can be checked and planned with it, and nothing applied.`,
    remedy: () => 'To apply, connect with a key of a full site administrator.'
  }),
  'service.key.workspace-admin': entry<{ who: string; workspace: string }>({
    title: 'The key reaches one workspace only',
    who: 'you',
    origin: 'files-com',
    cause: ({ who, workspace }) =>
      `The key of ${who} is bound to workspace ${workspace}. Sign-in and directory settings belong to the whole site.`,
    remedy: () => 'Ask an administrator of the whole site for a key without a workspace.'
  }),
  'service.key.limited': entry<{ permissions: string }>({
    title: 'The key is made for something else',
    who: 'you',
    origin: 'files-com',
    cause: ({ permissions }) =>
      `The permissions of this key (“${permissions}”) do not reach the settings of the site. Nothing was changed.`,
    remedy: () => 'Make a key with full permissions as a site administrator, and connect with it.'
  }),
  'service.key.disabled': entry<AtHost>({
    title: 'The API key is switched off',
    who: 'you',
    origin: 'files-com',
    cause: ({ host }) => `${host} knows this key, and says that it is disabled.`,
    remedy: () => 'Switch it on again on the page “API keys”, or make a new one.'
  }),
  'service.access.two-factor-wanted': entry<{ action: string }>({
    title: 'Files.com wants a fresh second factor',
    who: 'you',
    origin: 'files-com',
    cause: ({ action }) => `To ${action}, Files.com wants the second factor to be shown again. It was not done.`,
    remedy: () =>
      'Sign in to Files.com in the browser, confirm with the second factor, and repeat. If it asks every time, use a key of the whole site.'
  }),
  'service.access.address-not-allowed': entry<AtHost>({
    title: 'The site does not let this address in',
    who: 'you',
    origin: 'files-com',
    cause: ({ host }) =>
      `${host} knows the key and lets it in nowhere. Most often the site allows certain IP addresses only, and this computer comes from another.`,
    remedy: () =>
      'Work from an allowed network, or add the public address of this computer to the allowed addresses of the site or of the user.'
  }),
  'service.access.not-allowed': entry<{ action: string; type: string }>({
    title: 'Files.com does not allow this with this key',
    who: 'you',
    origin: 'files-com',
    cause: ({ action, type }) => `Files.com refused to ${action} (${type}). It was not done.`,
    remedy: () =>
      'Connect with a key of a full site administrator. If it is one, the evidence holds the words of Files.com: ask its support.'
  }),
  'service.access.locked-out': entry<{ who: string }>({
    title: 'The user of the key is locked out',
    who: 'you',
    origin: 'files-com',
    cause: ({ who }) => `Files.com has locked ${who} out, and the key with it.`,
    remedy: () => 'Another site administrator can unlock the user; otherwise wait until the lock ends.'
  }),
  'service.keychain.unavailable': entry<{ reason: string }>({
    title: 'The keychain of this computer cannot be used',
    who: 'you',
    origin: 'this-computer',
    cause: ({ reason }) =>
      `The operating system’s store for passwords cannot be used: ${reason}. The key is kept in memory until the application is closed.`,
    remedy: () =>
      'Unlock or install the keychain (on Linux: a secret service such as GNOME Keyring, and libsecret) if the key shall be kept; otherwise type it each time.'
  }),
  'service.key.missing': entry<AtHost>({
    title: 'There is no API key for this site',
    who: 'you',
    origin: 'this-computer',
    cause: ({ host }) => `No key for ${host} is kept on this computer, and none was given.`,
    remedy: () => 'Connect with a key. On the command line it comes from --api-key-file, --api-key-stdin or FILES_API_KEY.'
  }),
  'service.site.not-connected': entry<Nothing>({
    title: 'No site is connected',
    who: 'you',
    origin: 'this-computer',
    cause: () => 'This needs a connected Files.com site.',
    remedy: () => 'Connect a site first, or try it with the practice site.'
  })
}
