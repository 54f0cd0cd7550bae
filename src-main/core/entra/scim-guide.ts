import type { EntraGuide, EntraStep, FactRow } from '../saml/saml-views.ts'
import type { EntraCloud } from './entra-cloud.ts'
import { adminCenterUrl } from './admin-center-url.ts'
import type { SiteAddressLike } from './entra-guide.ts'
import { SERVICE_SCIM_ENDPOINT } from './service-addresses.ts'

/** What whoever administers Entra ID has to do so that people and groups come by SCIM, one step for each screen of the portal. */
export function scimGuide(site: SiteAddressLike, cloud: EntraCloud): EntraGuide {
  return {
    kind: 'scim',
    site: site.host,
    purpose: `Microsoft Entra ID shall make, change and disable the users of the Files.com site ${site.host} by itself, by SCIM. It takes about twenty minutes, and the first people arrive within a cycle of about 40 minutes.`,
    aboutSecrets:
      'One secret comes up: the SCIM token of Files.com. Whoever has it can make and disable users of the site. Hand it over by a password manager or in person, never by mail or in a ticket, and paste it into the one field that asks for it.',
    portalUrl: cloud.portalUrl,
    steps: [openProvisioning(cloud), credentials(), users(), groups(), scope(), onDemand(), start()]
  }
}

const PROVISIONING = ['Enterprise applications', 'Files.com', 'Manage', 'Provisioning'] as const

function openProvisioning(cloud: EntraCloud): EntraStep {
  return {
    id: 'scim-open',
    title: 'Open provisioning of the application',
    path: ['Microsoft Entra ID', 'Manage', ...PROVISIONING, 'Get started'],
    instructions: [
      `Sign in to ${cloud.portalUrl} as a Cloud Application Administrator or Application Administrator, and open the application that people sign in with by SAML.`,
      `In the Entra admin center (${adminCenterUrl(cloud)}) the way is: Entra ID, Enterprise apps, Files.com, Provisioning. The screens after it are the same.`,
      'It must be an enterprise application. A registration that was made for OAuth has no provisioning, and Files.com takes SCIM beside SAML only.',
      'Set “Provisioning Mode” to “Automatic”. Newer screens ask for a new configuration instead of a mode; the fields are the same.'
    ],
    values: [row('Provisioning Mode', 'Automatic', 'Entra ID sends changes by itself, instead of somebody making the users by hand.')],
    bringBack: []
  }
}

function credentials(): EntraStep {
  return {
    id: 'scim-credentials',
    title: 'Enter address and token, and test',
    path: [...PROVISIONING, 'Admin Credentials'],
    instructions: [
      'Paste the address as it is: no final slash, no /v2, nothing behind it.',
      'Paste the token of Files.com into “Secret Token”, without the word Bearer and without spaces. Choose no user name and password: Entra ID does not support them for SCIM.',
      'Click “Test Connection”. Entra ID searches for a user that cannot exist and wants an empty list. Only when it says that it is authorised, save.',
      'Enter a mail address for failure notices below Settings, and tick the box that prevents accidental deletion, with a number of people that fits your company.'
    ],
    values: [
      row('Tenant URL', SERVICE_SCIM_ENDPOINT, 'Where Entra ID sends users and groups; the same for every site of Files.com.'),
      {
        label: 'Secret Token',
        value: 'the SCIM token of the provider at Files.com',
        explain: 'Proves to Files.com which site is meant. It ends after a year unless it is extended.'
      }
    ],
    bringBack: ['What “Test Connection” said, word by word when it was not successful']
  }
}

function users(): EntraStep {
  return {
    id: 'scim-users',
    title: 'Check the mapping of users',
    path: [...PROVISIONING, 'Mappings', 'Provision Microsoft Entra ID Users'],
    instructions: [
      'userPrincipalName must go to userName: it becomes the user name in Files.com, and has to be the value that SAML sends as Name ID.',
      'mail goes to emails[type eq "work"].value, givenName and surname to name.givenName and name.familyName: Files.com makes the full name of those two and does not use displayName.',
      'Other attributes may stay as they are: Files.com ignores them.',
      'Leave active on Switch([IsSoftDeleted]...): it is how people who leave are disabled.',
      'Matching precedence 1 belongs to userName, and to no other attribute. Save only when something had to be changed.'
    ],
    values: [
      row('userName', 'userPrincipalName', 'User name in Files.com.'),
      row('emails[type eq "work"].value', 'mail', 'Mail address in Files.com.'),
      row('name.givenName', 'givenName', 'First half of the full name.'),
      row('name.familyName', 'surname', 'Second half of the full name.')
    ],
    bringBack: ['The exported mappings, if somebody shall look over them: Show advanced options, Review your schema here, Download']
  }
}

function groups(): EntraStep {
  return {
    id: 'scim-groups',
    title: 'Decide about groups',
    path: [...PROVISIONING, 'Mappings', 'Provision Microsoft Entra ID Groups'],
    instructions: [
      'With “Enabled: Yes” assigned groups come with their names, displayName to displayName, and members are put in afterwards.',
      'Two groups of one name end in one: names have to be unique.',
      'The users come without their groups. So filters by group at Files.com cannot work with SCIM; choose by assigning here.'
    ],
    values: [row('displayName', 'displayName', 'Name of the group in Files.com.')],
    bringBack: []
  }
}

function scope(): EntraStep {
  return {
    id: 'scim-scope',
    title: 'Provision only who is assigned',
    path: [...PROVISIONING, 'Settings', 'Scope'],
    instructions: [
      'Choose “Sync only assigned users and groups”. With the other choice everybody of the tenant is made a user of Files.com.',
      'Members of a group inside an assigned group are not followed: assign the inner group itself.',
      'Whoever loses the assignment is disabled at Files.com in one of the next cycles.'
    ],
    values: [row('Scope', 'Sync only assigned users and groups', 'Who is sent at all.')],
    bringBack: []
  }
}

function onDemand(): EntraStep {
  return {
    id: 'scim-on-demand',
    title: 'Provision one person first',
    path: [...PROVISIONING, 'Provision on demand'],
    instructions: [
      'Choose one assigned person and provision. Entra ID shows five steps with what it sent.',
      'Look at the user in Files.com: user name, mail, full name. This application finds the same requests in the log of the site and explains them.',
      'Let that person sign in once. Only if the sign-in reaches this user, and makes no second one, go on.'
    ],
    values: [],
    bringBack: ['User name of the person, and what the five steps said when one failed']
  }
}

function start(): EntraStep {
  return {
    id: 'scim-start',
    title: 'Switch provisioning on',
    path: [...PROVISIONING, 'Overview', 'Start provisioning'],
    instructions: [
      'The first cycle goes through everybody who is assigned and may take long. After it there is one about every 40 minutes; the time cannot be changed.',
      '“Provisioning logs”, in the same menu, say for each person what was sent, what was left out and why. They are kept for a limited time.',
      'When too much fails, Entra ID goes into quarantine: it tries once a day, and stops after four weeks. The overview says so.',
      'Somebody’s user name changes? Change user name and mail together, to the same value, then choose “Provision on demand” for that person with the new name.',
      'Write the end of the token into your calendar. Files.com sends a mail to its site administrators before, not to you. Extending it at Files.com changes nothing here; a reset has to be entered here at once.'
    ],
    values: [],
    bringBack: ['When provisioning was started']
  }
}

function row(label: string, value: string, explain: string): FactRow {
  return { label, value, copy: value, explain }
}
