import type { FactRow } from '../saml/saml-views.ts'
import type { EntraGuide, EntraStep } from '../saml/saml-views.ts'
import type { EntraCloud } from './entra-cloud.ts'
import { adminCenterUrl } from './admin-center-url.ts'
import { relayState, SERVICE_ENTITY_ID, SERVICE_REPLY_URL, UNIQUE_USER_IDENTIFIER } from './service-addresses.ts'

export interface SiteAddressLike {
  /** `acme.files.com` or the custom domain. */
  readonly host: string
  /** `acme`; empty when it is not known. */
  readonly subdomain: string
}

/** Stable: ticks and answers are kept by them. In the order of the portal. */
export const entraStepIds = [
  'create-application',
  'choose-saml',
  'basic-configuration',
  'claims',
  'signing-certificate',
  'people',
  'properties'
] as const

export type EntraStepId = (typeof entraStepIds)[number]

/** What whoever administers Entra ID has to do for this site, one step for each screen of the portal, with the names that it has today. */
export function entraGuide(site: SiteAddressLike, cloud: EntraCloud): EntraGuide {
  const subdomain = site.subdomain === '' ? siteOfHost(site.host).subdomain : site.subdomain
  return {
    kind: 'saml',
    site: site.host,
    purpose: `The people of your company shall sign in to the Files.com site ${site.host} with their Microsoft accounts, by SAML. It takes about a quarter of an hour.`,
    aboutSecrets: 'No password and no secret is asked for: please send none.',
    portalUrl: cloud.portalUrl,
    steps: [
      createApplication(cloud),
      chooseSaml(),
      basicConfiguration(subdomain),
      claims(),
      signingCertificate(cloud),
      people(),
      properties()
    ]
  }
}

/** As much as the host alone tells: of a custom domain the subdomain is not known. */
export function siteOfHost(host: string): SiteAddressLike {
  return { host, subdomain: /^([a-z0-9-]+)\.files\.com$/i.exec(host)?.[1]?.toLowerCase() ?? '' }
}

interface GuideStep extends EntraStep {
  readonly id: EntraStepId
}

const SINGLE_SIGN_ON = ['Enterprise applications', 'Files.com', 'Manage', 'Single sign-on'] as const

function createApplication(cloud: EntraCloud): GuideStep {
  return {
    id: 'create-application',
    title: 'Create the application',
    path: [
      'Microsoft Entra ID',
      'Manage',
      'Enterprise applications',
      'New application',
      'Create your own application',
      'Integrate any other application you don’t find in the gallery (Non-gallery)',
      'Create'
    ],
    instructions: [
      `Sign in to ${cloud.portalUrl} as a Cloud Application Administrator or Application Administrator of the tenant whose people shall use Files.com.`,
      `In the Entra admin center (${adminCenterUrl(cloud)}) the way is: Entra ID, Enterprise apps, New application. The screens after it are the same.`,
      'Enter the name, choose “Non-gallery”, and create. It takes up to a minute until the page of the application opens.'
    ],
    values: [row('Name of the application', 'Files.com', 'People see it in their list of applications; any name will do.')],
    bringBack: []
  }
}

function chooseSaml(): GuideStep {
  return {
    id: 'choose-saml',
    title: 'Choose SAML',
    path: [...SINGLE_SIGN_ON, 'SAML'],
    instructions: [
      'On the overview of the application, under “Getting Started”, click “Set up single sign on”, then the tile “SAML”.',
      'The page that opens has five numbered boxes; the next steps fill them.'
    ],
    values: [],
    bringBack: []
  }
}

function basicConfiguration(subdomain: string): GuideStep {
  const isKnown = subdomain !== ''
  return {
    id: 'basic-configuration',
    title: 'Fill in the basic SAML configuration',
    path: [...SINGLE_SIGN_ON, 'Basic SAML Configuration', 'Edit'],
    instructions: [
      'Paste the values as they are. Microsoft compares letter by letter: a final slash or a capital makes another address.',
      'Leave “Sign on URL” and “Logout Url” empty, and save.',
      ...(isKnown
        ? []
        : ['Relay State is SUBDOMAIN.files.com, with what stands before .files.com in the address that the site had at first.']),
      'Does the portal ask whether to test now? Answer no: Files.com does not know this application yet.'
    ],
    values: [
      row('Identifier (Entity ID)', SERVICE_ENTITY_ID, 'Names the service for which Microsoft issues the answer; the same for every site.'),
      row('Reply URL (Assertion Consumer Service URL)', SERVICE_REPLY_URL, 'Where the browser takes Microsoft’s answer.'),
      ...(isKnown ? [row('Relay State (Optional)', relayState(subdomain), 'Leads a sign-in that begins at Microsoft to this site.')] : [])
    ],
    bringBack: []
  }
}

function claims(): GuideStep {
  return {
    id: 'claims',
    title: 'Look at attributes and claims',
    path: [...SINGLE_SIGN_ON, 'Attributes & Claims', 'Edit'],
    instructions: [
      `“Unique User Identifier (Name ID)” must be ${UNIQUE_USER_IDENTIFIER}. A new application has it already: compare, and change nothing else.`,
      'What it says becomes the user name in Files.com. With user.mail, people whose mail differs arrive as somebody else and get a second account, and people without mail cannot sign in (AADSTS501241).',
      'Add a group claim only if groups shall come with the sign-in. Entra ID then sends object ids instead of names, and above 150 groups a link instead of the list. “Groups assigned to the application” keeps the list short.'
    ],
    values: [row('Unique User Identifier (Name ID)', UNIQUE_USER_IDENTIFIER, 'The attribute that names the person towards Files.com.')],
    bringBack: []
  }
}

function signingCertificate({ loginHost }: EntraCloud): GuideStep {
  return {
    id: 'signing-certificate',
    title: 'Copy the metadata address',
    path: [...SINGLE_SIGN_ON, 'SAML Certificates', 'Token signing certificate'],
    instructions: [
      'Copy “App Federation Metadata Url” with the button beside it. It is all that Files.com needs for the recommended way.',
      'Only if Files.com shall hold a document: “Federation Metadata XML”, Download. Only if it shall hold a fingerprint: “Certificate (Base64)”, Download.',
      'Do not use the “Thumbprint” of this box: it is a SHA-1 value, and Files.com wants SHA-256. This application computes it from the certificate.',
      'Leave “Require verification certificates” off: Files.com is not known to sign its requests.'
    ],
    values: [],
    bringBack: [
      `App Federation Metadata Url: begins with https://${loginHost}/ and ends with ?appid= and the number of the application`,
      'If wanted: the file of Federation Metadata XML, or of Certificate (Base64)',
      'Directory (tenant) ID, from the overview of Microsoft Entra ID',
      'Application ID, from the overview of the application'
    ]
  }
}

function people(): GuideStep {
  return {
    id: 'people',
    title: 'Assign people',
    path: ['Enterprise applications', 'Files.com', 'Manage', 'Users and groups', 'Add user/group'],
    instructions: [
      'Assign one person for the first test, then the people or groups who shall use Files.com.',
      'Only direct members of an assigned group count: members of a group inside of it are refused (AADSTS50105). Assigning groups needs a licence of Entra ID P1 or better.',
      'Leave at least one site administrator of Files.com with a password of Files.com: it is the way in when Microsoft or this set-up fails.'
    ],
    values: [],
    bringBack: ['User name of the person for the first test']
  }
}

function properties(): GuideStep {
  return {
    id: 'properties',
    title: 'Check the properties',
    path: ['Enterprise applications', 'Files.com', 'Manage', 'Properties'],
    instructions: [
      '“Assignment required?” No lets everybody of the tenant in, guests too, as far as Files.com has or makes a user for them. Yes is the safer choice.',
      '“Visible to users?” decides only whether it is listed among people’s applications. Save.'
    ],
    values: [
      row('Enabled for users to sign-in?', 'Yes', 'No switches the application off for everybody.'),
      row('Assignment required?', 'Yes', 'Only assigned people get in.')
    ],
    bringBack: []
  }
}

function row(label: string, value: string, explain: string): FactRow {
  return { label, value, copy: value, explain }
}
