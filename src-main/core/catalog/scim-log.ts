import { counted, entry } from './entry.ts'

/** Failures of one cause in the SCIM log, with what the service said last. */
export interface ScimFailures {
  readonly count: number
  /** As the service put it; empty: it said nothing. */
  readonly words: string
}

/** What the SCIM log of the site tells: requests that failed, by their cause, and a log that has fallen silent. */
export const scimLogProblems = {
  'scim-log.token-refused': entry<ScimFailures & { token: string }>({
    title: 'Files.com refused the token of Entra ID',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ count, words, token }) =>
      `${counted(count, 'request was', 'requests were')} answered with 401${said(words)}. Either the token has ended, or it was reset in Files.com after it had been copied to Entra ID, or another one was entered there. ${token}`,
    remedy: () =>
      'If the token has ended, extend it in Files.com: Entra ID then needs nothing new. If it was reset, enter the new token in Entra ID under Provisioning, press “Test Connection”, save, and restart provisioning when it is in quarantine.'
  }),
  'scim-log.password-refused': entry<ScimFailures>({
    title: 'Files.com refused user name and password of Entra ID',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ count, words }) =>
      `${counted(count, 'request was', 'requests were')} answered with 401${said(words)}. SCIM is set to a user name and a password here, which Entra ID does not support: what it sends is a token, or an old pair that no longer counts.`,
    remedy: () =>
      'Change the authentication of SCIM to “Token” at Files.com, by a plan or in the web form. Then enter the new token in Entra ID under Provisioning, press “Test Connection”, save, and restart provisioning when it is in quarantine.'
  }),
  'scim-log.not-allowed': entry<ScimFailures>({
    title: 'Files.com does not allow what Entra ID asked for',
    who: 'you',
    origin: 'files-com',
    cause: ({ count, words }) =>
      `${counted(count, 'request was', 'requests were')} answered with 403${said(words)}. The token was accepted, and the action was not.`,
    remedy: () =>
      'Look at the request in the log: whom and what it is about. A user that is no longer looked after by the provider, or an address that the site does not allow, are what to look for first. Files.com does not document the reasons; with the time of the request its support can tell.'
  }),
  'scim-log.search-not-found': entry<ScimFailures>({
    title: 'A search was answered with 404',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ count, words }) =>
      `${counted(count, 'search', 'searches')} for people or groups ended with 404${said(words)}. When nobody is found, the right answer is 200 with an empty list; for Entra ID a 404 is a reason for quarantine.`,
    remedy: () =>
      'Usually the address in Entra ID is a little off: it is https://app.files.com/api/scim, without /v2 and without a slash at the end. Correct it under Provisioning, press “Test Connection”, and save.'
  }),
  'scim-log.record-gone': entry<ScimFailures>({
    title: 'Entra ID asks for a record that Files.com no longer has',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ count, words }) =>
      `${counted(count, 'request', 'requests')} for one user or group by its number ended with 404${said(words)}. Entra ID remembers a number that is gone: the account was deleted in Files.com, or made anew.`,
    remedy: () =>
      'Use “Provision on demand” for the person in Entra ID: it looks for the account by its name again. When it finds none, it makes a new one, so look first whether the person has an account under another name.'
  }),
  'scim-log.name-taken': entry<ScimFailures>({
    title: 'The name is taken already',
    who: 'you',
    origin: 'files-com',
    cause: ({ count, words }) =>
      `${counted(count, 'request was', 'requests were')} answered with 409${said(words)}. Entra ID found nobody by the attribute it matches by, wanted to make the account, and Files.com has one of this name or mail already.`,
    remedy: () =>
      'Compare the account that is there with the person: the user name in Files.com has to equal the attribute that Entra ID matches by, usually the user principal name. Rename the account by a plan, then use “Provision on demand”. Do not delete it: files and permissions hang on it.'
  }),
  'scim-log.bad-search': entry<ScimFailures>({
    title: 'Files.com did not understand a search',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ count, words }) =>
      `${counted(count, 'search was', 'searches were')} answered with 400${said(words)}. Special characters in the value that Entra ID matches by do this, and so does matching by an attribute that the service cannot search.`,
    remedy: () =>
      'In Entra ID, look at the attribute mappings: match by userName, fed by userPrincipalName, and by nothing else. When it is one person only, look at that person’s value for characters beyond letters, digits, dot, dash and @.'
  }),
  'scim-log.bad-request': entry<ScimFailures>({
    title: 'Files.com did not take what was sent',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ count, words }) =>
      `${counted(count, 'request was', 'requests were')} answered with 400${said(words)}. An attribute that Files.com needs is missing or has a value that it does not take. Entra ID leaves out what is empty for a person.`,
    remedy: () =>
      'Look at the request in the log for what is missing: userName and mail above all. Fill it in for the person in Entra ID, then use “Provision on demand”. If it concerns everybody, correct the attribute mapping.'
  }),
  'scim-log.too-many': entry<ScimFailures>({
    title: 'Entra ID asked more often than it may',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ count, words }) =>
      `${counted(count, 'request was', 'requests were')} answered with 429${said(words)}. Entra ID repeats such requests in its next cycles, so people arrive late but are not lost.`,
    remedy: () =>
      'Wait two or three cycles of 40 minutes. When it goes on, ask Files.com support with the times: Entra ID expects a service to take 25 requests a second, and its speed cannot be set.'
  }),
  'scim-log.service-error': entry<ScimFailures & { status: number }>({
    title: 'Files.com could not handle a request',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ count, words, status }) =>
      `${counted(count, 'request was', 'requests were')} answered with ${String(status)}${said(words)}: a failure inside the service. Entra ID repeats them in its next cycles.`,
    remedy: () =>
      'When it happened once and later requests succeeded, nothing is to be done. When it comes back for the same person or group, send the times, the request and the answer to Files.com support.'
  }),
  'scim-log.other-failure': entry<ScimFailures & { status: number }>({
    title: 'A request failed with an unusual status',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ count, words, status }) =>
      `${counted(count, 'request was', 'requests were')} answered with ${String(status)}${said(words)}. What that means for Files.com is not documented.`,
    remedy: () =>
      'Compare the address in Entra ID with https://app.files.com/api/scim: a redirect means that another address was entered. If it is right, send the entry to Files.com support.'
  }),
  'scim-log.silent': entry<{ minutes: number; last: string; pause: string }>({
    title: 'Entra ID has fallen silent',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ minutes, last, pause }) =>
      `SCIM is switched on, and the newest request is of ${last}: ${durationText(minutes)} ago, more than three cycles of about 40 minutes. Nothing failed; nothing came. Entra ID stops asking when provisioning is stopped there or in quarantine, where it tries once a day.${pause}`,
    remedy: () =>
      'In Entra ID open the enterprise application, Provisioning: is it on, and does it say “quarantine”? Read its reason there and restart it. Whether Entra ID asks in a cycle without any change is not documented: “Provision on demand” for one person shows at once whether the way is open. The clock of this computer is compared with that of Files.com: see that it is right.'
  }),
  'scim-log.clock-behind': entry<{ minutes: number; isMeasured: boolean }>({
    title: 'The clock of this computer is behind',
    who: 'you',
    origin: 'this-computer',
    cause: ({ minutes, isMeasured }) =>
      isMeasured
        ? `By the time that Files.com sends with its answers, the clock of this computer is ${durationText(minutes)} behind. The log is judged by the clock of Files.com; ends of certificates and keys elsewhere are judged by this one.`
        : `The newest request in the log is ${durationText(minutes)} ahead of the clock of this computer, so whether Entra ID has fallen silent cannot be judged here.`,
    remedy: () => 'Set date, time and time zone of this computer, by itself from the network if possible, and read the log again.'
  }),
  'scim-log.never-heard': entry<{ days: number }>({
    title: 'Entra ID has not asked for anything',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ days }) =>
      `SCIM is switched on, and its log of the ${days === 1 ? 'last day' : `last ${String(days)} days`} holds not one request.`,
    remedy: () =>
      'In Entra ID open the enterprise application, Provisioning: mode “Automatic”, tenant URL https://app.files.com/api/scim, the token, “Test Connection”. The test alone leaves an entry here. Then start provisioning.'
  }),
  'scim-log.token-ended': entry<{ ended: string }>({
    title: 'The SCIM token has ended',
    who: 'you',
    origin: 'files-com',
    cause: ({ ended }) =>
      `Files.com says that the token of the provider ended on ${ended}. From then on every request of Entra ID is refused.`,
    remedy: () =>
      'Extend the token in Files.com, under the provider, rather than resetting it: then Entra ID can go on with the one it has. Afterwards restart provisioning in Entra ID if it is in quarantine.'
  }),
  'scim-log.quarantine': entry<{ failures: number; requests: number; sign: string }>({
    title: 'Quarantine in Entra ID is possible',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ failures, requests, sign }) =>
      `Of the last ${counted(requests, 'request', 'requests')} ${String(failures)} failed: ${sign}. Entra ID puts an application into quarantine when its connection is of no use, or when more than 40 % fail, from 5,000 failures on. Then it tries once a day only, and gives up after four weeks.`,
    remedy: () =>
      'Repair the cause that stands first in the list. Then open Provisioning in Entra ID: where it says “quarantine”, choose “Restart provisioning”, which ends it. The page also names the reason that Entra ID saw.'
  }),
  'scim-log.not-on': entry<{ site: string }>({
    title: 'SCIM is not switched on at this site',
    who: 'you',
    origin: 'files-com',
    cause: ({ site }) => `No single sign-on provider of ${site} has SCIM switched on, so Entra ID cannot ask for anybody.`,
    remedy: () => 'Switch SCIM on for the SAML provider first. Providers by OAuth cannot have it.'
  }),
  'scim-log.follow.not-seen': entry<{ person: string; minutes: number }>({
    title: 'No request for this person has come',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ person, minutes }) =>
      `Within ${counted(minutes, 'minute', 'minutes')} the SCIM log got no request that names ${person}. Either “Provision on demand” has not been pressed, or Entra ID ended before it asked Files.com: its page shows at which of the steps.`,
    remedy: () =>
      'Look at the result on the page of Entra ID: is the person in scope, that is assigned to the application? Does the connection test succeed? Was the person searched by another name than the one typed here? Then try again.'
  }),
  'scim-log.follow.only-looked': entry<{ person: string }>({
    title: 'Entra ID looked for the person and did nothing more',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ person }) =>
      `Entra ID asked whether ${person} exists, was told that nobody of that name does, and sent no request to make the account.`,
    remedy: () =>
      'Open the steps on the page “Provision on demand”: “Determine if user is in scope” and “Perform action” say why. Usual reasons: the person is not assigned, a scoping filter leaves them out, or creating is switched off in the mappings.'
  })
}

function said(words: string): string {
  return words === '' ? '' : ` and the words “${words}”`
}

/** `50 minutes`, `3 hours`, `2 days`. */
export function durationText(minutes: number): string {
  if (minutes < 120) return counted(minutes, 'minute', 'minutes')
  const hours = Math.round(minutes / 60)
  return hours < 48 ? counted(hours, 'hour', 'hours') : counted(Math.round(hours / 24), 'day', 'days')
}
