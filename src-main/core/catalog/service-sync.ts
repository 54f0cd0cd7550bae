import { counted, entry } from './entry.ts'

/** What the events of the site say about its own syncs. */
export const serviceSyncProblems = {
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
  })
}
