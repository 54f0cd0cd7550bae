import { counted, entry, type Nothing } from './entry.ts'

interface AtHost {
  readonly host: string
}

/** What can go wrong between this computer and the Files.com site. The service's own words are in the evidence. */
export const serviceProblems = {
  'service.network.name-unknown': entry<AtHost>({
    title: 'There is no such site address',
    who: 'you',
    origin: 'this-computer',
    cause: ({ host }) => `The name ${host} does not resolve on this computer. No key was sent.`,
    remedy: () =>
      'Check the spelling: for acme.files.com type acme. With a custom domain, type it as in the browser. If the browser finds the site, a proxy resolves names for it: tell this application about the proxy in the settings of the system.'
  }),
  'service.network.unreachable': entry<AtHost & { text: string }>({
    title: 'The site cannot be reached',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, text }) => `No connection to ${host} came about: ${text}. No key was sent.`,
    remedy: () => 'Allow https (TCP 443) to the site from this computer, or set the proxy of the system, and try again.'
  }),
  'service.network.timeout': entry<AtHost & { timeoutMs: number }>({
    title: 'The site did not answer in time',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, timeoutMs }) => `${host} gave no answer within ${String(Math.round(timeoutMs / 1000))} s.`,
    remedy: () =>
      'Try again. If it stays silent, look for a firewall or proxy on the way; whether Files.com itself is up says its status page.'
  }),
  'service.network.reset': entry<AtHost>({
    title: 'The connection to the site broke',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host }) => `The connection to ${host} was closed before a whole answer had come.`,
    remedy: () => 'Try again. If it happens every time, a device on the way closes the connection: ask whoever runs the network.'
  }),
  'service.network.tls': entry<AtHost & { text: string }>({
    title: 'The certificate of the site is not trusted here',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, text }) => `The encrypted connection to ${host} was refused on this computer: ${text}. No key was sent.`,
    remedy: () =>
      'A device that opens encrypted connections signs with its own authority: its certificate must be in the certificate store of this computer. Otherwise the clock may be wrong, or somebody stands in between.'
  }),
  'service.answer.html-page': entry<AtHost & { text: string }>({
    title: 'A web page answered instead of Files.com',
    who: 'you',
    origin: 'this-computer',
    cause: ({ host, text }) => `${host} answered with a web page${text === '' ? '' : ` (“${text}”)`} where the service sends data.`,
    remedy: () =>
      'Check that the address is that of your Files.com site. If it is, a proxy or filter answers in its place: ask whoever runs the network.'
  }),
  'service.answer.captive-portal': entry<AtHost & { text: string }>({
    title: 'This network wants a sign-in first',
    who: 'you',
    origin: 'this-computer',
    cause: ({ host, text }) =>
      `The request to ${host} was led away to ${text}: the network itself asks for a sign-in before it lets anything through.`,
    remedy: () =>
      'Open any page in the browser, sign in to the network, and try again. Then change the API key if you had sent it over a network that you do not trust.'
  }),
  'service.answer.proxy': entry<AtHost & { text: string }>({
    title: 'A proxy refused the request',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, text }) => `A proxy between this computer and ${host} answered by itself: ${text}.`,
    remedy: () =>
      'Allow this computer to reach the site through the proxy. A proxy that wants a name and password gets them in the settings of the system.'
  }),
  'service.answer.redirect': entry<AtHost & { text: string }>({
    title: 'The site sends elsewhere',
    who: 'you',
    origin: 'files-com',
    cause: ({ host, text }) => `${host} answers that it is to be found at ${text}. The key was not sent there.`,
    remedy: () => 'If that is your site, connect with that address.'
  }),
  'service.answer.broken': entry<AtHost & { text: string }>({
    title: 'The answer of the site is cut or broken',
    who: 'network-administrator',
    origin: 'files-com',
    cause: ({ host, text }) => `${host} sent an answer that is no whole document: ${text}.`,
    remedy: () => 'Try again. If it happens every time, a device on the way changes or cuts answers.'
  }),
  'service.answer.wrong-shape': entry<AtHost & { text: string }>({
    title: 'The answer of the site is not what is documented',
    who: 'developers',
    origin: 'files-com',
    cause: ({ host, text }) => `${host} answered in a form that this application does not know: ${text}. Nothing was guessed.`,
    remedy: () =>
      'Check that the address is that of a Files.com site. If it is, look for a newer version of this application, or report it.'
  }),
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
  'service.busy.rate-limited': entry<{ host: string; tries: number }>({
    title: 'Files.com asks to slow down',
    who: 'you',
    origin: 'files-com',
    cause: ({ host, tries }) =>
      `${host} answered “too many requests”, ${tries === 1 ? 'and the request was not repeated' : `${String(tries)} times over, with pauses in between`}.`,
    remedy: () => 'Wait a minute and try again. Other programs with keys of this site count towards the same limit.'
  }),
  'service.busy.unavailable': entry<{ host: string; status: number }>({
    title: 'Files.com has a fault of its own',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, status }) => `${host} answered with an internal fault (HTTP ${String(status)}).`,
    remedy: () => 'Try again in a few minutes. If it stays, ask Files.com support.'
  }),
  'service.record.not-found': entry<{ what: string }>({
    title: 'What was asked for is not there',
    who: 'you',
    origin: 'files-com',
    cause: ({ what }) => `Files.com knows no ${what}: it was removed, or never existed on this site.`,
    remedy: () => 'Read the site again, and correct the profile.'
  }),
  'service.write.invalid': entry<{ what: string; details: string }>({
    title: 'Files.com does not accept these values',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, details }) => `Files.com refused the change of ${what}: ${details}. It was not done.`,
    remedy: () => 'Correct the values that it names, and plan again.'
  }),
  'service.write.not-taken': entry<{ what: string }>({
    title: 'Files.com takes this setting in its web form only',
    who: 'you',
    origin: 'files-com',
    cause: ({ what }) => `The interface of this site does not accept changes of ${what}. Nothing was changed.`,
    remedy: () => 'Enter the values in the web form; the hand-off shows each of them, and turns green when the site holds it.'
  }),
  'service.write.outcome-unknown': entry<{ what: string; text: string }>({
    title: 'Whether the change arrived is not known',
    who: 'you',
    origin: 'this-computer',
    cause: ({ what, text }) => `The change of ${what} was sent, and its answer was lost: ${text}. It was not sent again.`,
    remedy: () => 'Read the site again: what it holds then is the truth. For a password, set it once more.'
  }),
  'service.sync.switched-off': entry<{ what: string; when: string }>({
    title: 'Files.com has switched this off by itself',
    who: 'directory-administrator',
    origin: 'files-com',
    cause: ({ what, when }) => `${what} is off. The event of ${when} says that repeated failures were the reason.`,
    remedy: () =>
      'Find the reason with “Check the directory” and the last failure in the events, repair it, then switch it on again by a plan.'
  }),
  'service.sync.off-after-failure': entry<{ what: string; when: string }>({
    title: 'This is off, and its last sync failed',
    who: 'directory-administrator',
    origin: 'files-com',
    cause: ({ what, when }) =>
      `${what} is off. Its last event, of ${when}, is a failure: after many of them Files.com switches off by itself, but an administrator may have done it too.`,
    remedy: () =>
      'Read the failure in the evidence, and find its reason with “Check the directory”. Who switched it off may stand in the settings changes of the site. Then switch it on again by a plan.'
  }),
  'service.sync.not-seen': entry<{ what: string; minutes: number }>({
    title: 'No result of the sync has been seen',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, minutes }) =>
      `Files.com took the order to sync ${what}, and wrote no result into its events within ${counted(minutes, 'minute', 'minutes')}.`,
    remedy: () => 'Large directories take longer: look at the External Logs of the site later. Until then nothing is proved.'
  }),
  'service.sync.skipped': entry<{ what: string; isOff: boolean }>({
    title: 'The sync was skipped',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, isOff }) =>
      isOff
        ? `Files.com took the order to sync ${what} and did nothing: LDAP provisioning is switched off there.`
        : `Files.com took the order to sync ${what} and did nothing. Its event in the evidence may say why.`,
    remedy: () =>
      'Nothing was read and nobody was changed. If the sync shall run, switch LDAP provisioning of this provider on by a plan, and sync again.'
  }),
  'service.sync.failed': entry<{ what: string; status: string }>({
    title: 'The sync failed',
    who: 'directory-administrator',
    origin: 'files-com',
    cause: ({ what, status }) => `The sync of ${what} ended with “${status}”. The event in the evidence says what Files.com met.`,
    remedy: () =>
      'Check the directory from here. What works here and fails there is often the firewall: Files.com comes from its own addresses.'
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
