import type { Who } from '../errors.ts'
import { type CatalogEntry, counted, entry, type Nothing } from './entry.ts'

/** One code of the table in `core/entra/aadsts`: the table has the sentences, since codes of one remedy still mean different things. */
export interface RefusedByMicrosoft {
  readonly code: number
  readonly meaning: string
  readonly remedy: string
}

interface OfProvider {
  readonly what: string
}

/** One entry for each remedy: Microsoft has hundreds of codes, and may change any of them. */
export const entraSignInProblems = {
  'entra.sign-in.reply-address': refused('Microsoft does not know the way back to Files.com', 'entra-administrator'),
  'entra.sign-in.application': refused('Microsoft does not find the application', 'entra-administrator'),
  'entra.sign-in.tenant': refused('The sign-in went to the wrong tenant or cloud', 'entra-administrator'),
  'entra.sign-in.not-assigned': refused('The person is not assigned to the application', 'entra-administrator'),
  'entra.sign-in.other-tenant': refused('The account belongs to another tenant', 'entra-administrator'),
  'entra.sign-in.account': refused('The account of the person cannot sign in', 'entra-administrator'),
  'entra.sign-in.policy': refused('A sign-in rule of Entra ID stands in between', 'entra-administrator'),
  'entra.sign-in.method-differs': refused('The person signed in by another method than demanded', 'files-com-support'),
  'entra.sign-in.start-again': refused('Microsoft cannot use this sign-in request', 'you'),
  'entra.sign-in.signed-request': refused('Entra ID demands signed requests', 'entra-administrator'),
  'entra.sign-in.empty-name-id': refused('The attribute that names the person is empty', 'entra-administrator'),
  'entra.sign-in.no-signing-key': refused('The application has no usable signing certificate', 'entra-administrator'),
  'entra.sign-in.client-secret': refused('Microsoft does not accept the client secret', 'entra-administrator'),
  'entra.sign-in.registration': refused('The app registration lacks a setting', 'entra-administrator'),
  'entra.sign-in.consent': refused('Nobody has consented for the application', 'entra-administrator'),
  'entra.sign-in.unknown-code': entry<{ code: number; address: string }>({
    title: 'This error code of Microsoft is not in our table',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ code, address }) =>
      `Microsoft answered AADSTS${String(code)}, for which this application has no advice. At ${address} Microsoft explains its codes.`,
    remedy: () =>
      'Look the code up there, and find the attempt in the sign-in log of Entra ID by its correlation id: it names the reason and, when there is one, the rule.'
  }),
  'entra.sign-in.no-code': entry<Nothing>({
    title: 'There is no error code of Microsoft in this text',
    who: 'you',
    origin: 'this-computer',
    cause: () => 'Messages of Entra ID carry a code such as AADSTS50105. In this text there is none, so nothing can be looked up.',
    remedy: () =>
      'Copy the whole page with the message, or its address. On Microsoft’s page, “Troubleshooting details” shows the code. A page of Files.com without such a code comes from Files.com: inspect the SAML response.'
  }),
  'entra.sign-in.refused-by-service': entry<OfProvider & { words: string; protocol: 'saml' | 'oauth' }>({
    title: 'Files.com refused the sign-in',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, words }) => `Microsoft’s answer reached Files.com, and Files.com did not let the person in through ${what}: ${words}.`,
    remedy: ({ protocol }) =>
      protocol === 'oauth'
        ? 'Look for the user name of the event among the users of the site. Whether the user principal name or the mail address arrives by OAuth is not documented: a user under the other one is not found. If the user is there, look at how they sign in.'
        : 'Inspect the SAML response of this sign-in: it shows who arrived, for whom and signed by which key. A user name that Files.com does not have, and a signing key that it does not know, are the usual reasons.'
  }),
  'entra.sign-in.provider-off': entry<OfProvider>({
    title: 'The provider is switched off in Files.com',
    who: 'you',
    origin: 'files-com',
    cause: ({ what }) => `Files.com says that ${what} is not enabled. Nobody can sign in with it, so there is nothing to prove.`,
    remedy: () =>
      'Switch it on by a plan or in the web form. Files.com switches a provider off by itself after many failures: find their reason first.'
  }),
  'entra.sign-in.not-seen': entry<OfProvider & { minutes: number }>({
    title: 'No sign-in has been seen',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, minutes }) =>
      `Within ${counted(minutes, 'minute', 'minutes')} Files.com wrote no sign-in through ${what} into its events. Nothing is proved by that: a refusal by Microsoft never reaches Files.com.`,
    remedy: () =>
      'Did Microsoft’s page show a code that begins with AADSTS? Have it explained here. Did the browser sign in by itself as somebody else? Use a private window. Then try again.'
  })
}

function refused(title: string, who: Who): CatalogEntry<RefusedByMicrosoft> {
  return entry({
    title,
    who,
    origin: 'microsoft',
    cause: ({ code, meaning }) => `Microsoft answered AADSTS${String(code)}: ${meaning}`,
    remedy: ({ remedy }) => remedy
  })
}
