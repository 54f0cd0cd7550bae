import type { EntraGuide, EntraStep, FactRow } from '../saml/saml-views.ts'
import { adminCenterUrl } from './admin-center-url.ts'
import type { EntraCloud } from './entra-cloud.ts'
import type { SiteAddressLike } from './entra-guide.ts'
import { SERVICE_OAUTH_REDIRECT_URI } from './service-addresses.ts'

/** Stable, and none of them a step of another guide: ticks and answers are kept by them. In the order of the portal. */
export const oauthStepIds = ['register-application', 'check-redirect', 'copy-ids', 'client-secret', 'assign-to-registration'] as const

export type OauthStepId = (typeof oauthStepIds)[number]

/** What whoever administers Entra ID has to do for OAuth, one step for each screen of the portal, with the names that it has today. */
export function oauthGuide(site: SiteAddressLike, cloud: EntraCloud): EntraGuide {
  return {
    kind: 'oauth',
    site: site.host,
    purpose: `The people of your company shall sign in to the Files.com site ${site.host} with their Microsoft accounts, by OAuth. It takes about ten minutes.`,
    aboutSecrets:
      'One client secret comes up. Hand it on in the way your company uses for passwords, never by mail or chat, and not together with the ids.',
    portalUrl: cloud.portalUrl,
    steps: [registerApplication(cloud), checkRedirect(), copyIds(), clientSecret(), assign()]
  }
}

interface GuideStep extends EntraStep {
  readonly id: OauthStepId
}

const REGISTRATION = ['Microsoft Entra ID', 'Manage', 'App registrations', 'All applications', 'Files.com', 'Manage'] as const

function registerApplication(cloud: EntraCloud): GuideStep {
  return {
    id: 'register-application',
    title: 'Register the application',
    path: ['Microsoft Entra ID', 'Manage', 'App registrations', 'New registration'],
    instructions: [
      `Sign in to ${cloud.portalUrl} as an Application Developer, Application Administrator or Cloud Application Administrator of the tenant whose people shall use Files.com.`,
      `In the Entra admin center (${adminCenterUrl(cloud)}) the way is: Entra ID, App registrations, New registration. The screens after it are the same.`,
      'Choose the account type for one tenant. With another type, accounts of other companies could ask for a sign-in too.',
      'Under “Redirect URI (optional)” choose the platform Web, and paste the address as it is: Microsoft compares letter by letter, the part after the question mark included. Then click Register.'
    ],
    values: [
      row('Name', 'Files.com', 'People see it when they sign in; any name will do.'),
      row(
        'Supported account types',
        'Accounts in this organizational directory only',
        'One tenant; the newer portal calls it “Single tenant only”.'
      ),
      row('Redirect URI, platform', 'Web', 'Not “Single-page application” and not “Public client”: those know no client secret.'),
      row('Redirect URI', SERVICE_OAUTH_REDIRECT_URI, 'Where the browser takes Microsoft’s answer; the same for every site.')
    ],
    bringBack: []
  }
}

function checkRedirect(): GuideStep {
  return {
    id: 'check-redirect',
    title: 'Look at the redirect address once more',
    path: [...REGISTRATION, 'Authentication'],
    instructions: [
      'Under the platform Web there must be exactly this one address. A final slash, a missing ?provider=azure or another platform is the most frequent reason for AADSTS50011.',
      '“Implicit grant and hybrid flows”: leave both ticks away. “Allow public client flows”: No.'
    ],
    values: [row('Redirect URI (Web)', SERVICE_OAUTH_REDIRECT_URI, 'Compare letter by letter.')],
    bringBack: []
  }
}

function copyIds(): GuideStep {
  return {
    id: 'copy-ids',
    title: 'Copy the two ids',
    path: ['Microsoft Entra ID', 'Manage', 'App registrations', 'All applications', 'Files.com', 'Overview'],
    instructions: [
      'Copy with the button beside each value; both look alike, and swapping them is easy.',
      'Do not take “Object ID”: it is a third number, and Files.com has no use for it.'
    ],
    values: [],
    bringBack: ['Application (client) ID', 'Directory (tenant) ID']
  }
}

const SECRET = 'The Value of the client secret, by a safe way'

function clientSecret(): GuideStep {
  return {
    id: 'client-secret',
    title: 'Make a client secret',
    path: [...REGISTRATION, 'Certificates & secrets', 'Client secrets', 'New client secret'],
    instructions: [
      'Enter a description such as “Files.com”, choose when it expires (at most 24 months), and click Add.',
      'Copy the column “Value” at once: it is shown only now. The column “Secret ID” is only the number of the secret, and does not open anything.',
      'Note the date in the column “Expires”. On that day nobody can sign in any more unless a new secret was entered in Files.com before; the old one cannot be extended.',
      'A second secret may exist beside the first. For a change: make the new one, enter it in Files.com, see one sign-in succeed, then delete the old one.'
    ],
    values: [],
    bringBack: [SECRET, 'The date in the column “Expires”'],
    apart: [SECRET]
  }
}

function assign(): GuideStep {
  return {
    id: 'assign-to-registration',
    title: 'Decide who may sign in',
    path: ['Microsoft Entra ID', 'Manage', 'Enterprise applications', 'Files.com', 'Manage', 'Properties'],
    instructions: [
      'The registration has a second page, under Enterprise applications: who may use it is decided there.',
      '“Assignment required?” No lets everybody of the tenant sign in at Microsoft, guests too, as far as Files.com has or makes a user for them. Yes is the safer choice; then assign people or groups under “Users and groups”.',
      'Only direct members of an assigned group count: members of a group inside of it are refused (AADSTS50105). Assigning groups needs a licence of Entra ID P1 or better.',
      'Where people may not consent to applications themselves, an administrator has to consent once (API permissions, “Grant admin consent”). Which permissions Files.com asks for is not documented; the first sign-in shows them.',
      'Leave at least one site administrator of Files.com with a password of Files.com: it is the way in when Microsoft or this set-up fails.'
    ],
    values: [
      row('Enabled for users to sign-in?', 'Yes', 'No switches the application off for everybody.'),
      row('Assignment required?', 'Yes', 'Only assigned people get in.')
    ],
    bringBack: ['User name of the person for the first test']
  }
}

function row(label: string, value: string, explain: string): FactRow {
  return { label, value, copy: value, explain }
}
