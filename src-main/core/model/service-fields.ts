import type { ResourceKind } from '../plan/plan.ts'
import type { WantedFields } from '../profile/profile.ts'
import type { DirectoryForm } from './directory-form.ts'
import { type ChosenServerType, usualPort } from './directory-settings.ts'
import type { ServiceField } from './service-field.ts'
import { ldapConnectionFields, ldapServerCertificateField, siteDeprovisioningFields } from './service-fields-ldap.ts'
import { provisioningFields } from './service-fields-provisioning.ts'
import { oauthFields } from './service-fields-oauth.ts'
import { scimFields } from './service-fields-scim.ts'
import { identityFields, samlFields } from './service-fields-saml.ts'

/** The fields of a kind of resource that can be planned, in the order of the web form. No other field is ever sent. */
export function serviceFieldsOf(kind: ResourceKind): readonly ServiceField[] {
  return fieldsOfKind[kind]
}

/** `undefined` for a name that is none of the planned fields; names come from files, so an unknown one is no bug. */
export function serviceField(kind: ResourceKind, name: string): ServiceField | undefined {
  return fieldsOfKind[kind].find((field) => field.name === name)
}

/** `PATCH /site`: the site-wide LDAP settings. */
export const siteLdapFields: readonly ServiceField[] = [
  {
    name: 'ldap_enabled',
    label: 'LDAP integration',
    help: 'Whether people sign in with their directory password and the directory is read every hour.',
    group: 'connection',
    type: { kind: 'switch' },
    readBack: 'exact'
  },
  ...ldapConnectionFields.flatMap((field) => (field.name === 'ldap_secure' ? [field, ldapServerCertificateField] : [field])),
  ...siteDeprovisioningFields
]

/** One single sign-on provider: what it is, how it is told of the identity provider, its switch, the LDAP block and provisioning. */
export const strategyFields: readonly ServiceField[] = [
  ...identityFields,
  {
    name: 'label',
    label: 'Display name',
    help: 'What the button on the sign-in page says.',
    group: 'sign-in',
    type: { kind: 'text' },
    readBack: 'exact'
  },
  ...samlFields,
  ...oauthFields,
  {
    name: 'enabled',
    label: 'Enabled',
    help: 'Whether people can sign in by this provider. Files.com switches it off by itself after many failures.',
    group: 'sign-in',
    type: { kind: 'switch' },
    readBack: 'exact'
  },
  {
    name: 'display_on_login_page',
    label: 'Show on the sign-in page',
    help: 'Whether the sign-in page of the site shows a button for this provider.',
    group: 'sign-in',
    type: { kind: 'switch' },
    readBack: 'exact'
  },
  {
    name: 'ldap_provisioning_enabled',
    label: 'LDAP provisioning',
    help: 'Entra ID signs people in, and the directory says every hour who they are and in which groups. After repeated failures Files.com switches off this alone; people go on signing in.',
    group: 'connection',
    type: { kind: 'switch' },
    readBack: 'exact'
  },
  ...ldapConnectionFields,
  ...scimFields,
  ...provisioningFields
]

/** What one person is called, and how they sign in. */
export const userFields: readonly ServiceField[] = [
  {
    name: 'username',
    label: 'User name',
    help: 'The name by which this person signs in. Folders, permissions and groups belong to the person’s number and stay.',
    group: 'people',
    type: { kind: 'text' },
    readBack: 'exact'
  },
  {
    name: 'email',
    label: 'Email address',
    help: 'Where Files.com writes to this person.',
    group: 'people',
    type: { kind: 'text' },
    readBack: 'normalised'
  },
  {
    name: 'authentication_method',
    label: 'Authentication method',
    help: 'By what this person proves who they are.',
    group: 'sign-in',
    type: {
      kind: 'choice',
      choices: [
        { value: 'password', label: 'Password' },
        { value: 'sso', label: 'Single sign-on' },
        { value: 'password_and_ssh_key', label: 'Password and SSH key' },
        { value: 'email_signup', label: 'Sign-up by mail' },
        { value: 'password_with_imported_hash', label: 'Password, taken over as a hash' },
        { value: 'none', label: 'None: cannot sign in' }
      ],
      isOpen: false
    },
    readBack: 'exact'
  },
  {
    name: 'sso_strategy_id',
    label: 'Single sign-on provider',
    help: 'Number of the provider by which this person signs in.',
    group: 'sign-in',
    type: { kind: 'number' },
    readBack: 'exact'
  },
  {
    name: 'clear_2fa',
    label: 'Second factors',
    help: 'Removes the second factors when a person goes from password to single sign-on: the provider asks for its own.',
    group: 'sign-in',
    type: { kind: 'secret' },
    readBack: 'exact'
  }
]

/** What a group is called. */
export const groupFields: readonly ServiceField[] = [
  {
    name: 'name',
    label: 'Group name',
    help: 'What the group is called. Members and permissions belong to the group’s number and stay.',
    group: 'groups',
    type: { kind: 'text' },
    readBack: 'exact'
  }
]

/**
 * What Files.com is to be told about the directory that a person described here. An empty box is left out, so nothing is emptied unasked.
 * StartTLS is no choice there: it becomes LDAPS, and `directoryFormLosses` says so.
 */
export function directoryFormAsSiteLdap(form: DirectoryForm): WantedFields {
  const isSecure = form.security !== 'none'
  const typedPort = form.port.trim()
  const isPlainPort = typedPort === '389' || typedPort === '3268'
  const isLeftOpen = typedPort === '' || (form.security === 'starttls' && isPlainPort)
  return {
    ...texts({
      ldap_host: form.host,
      ldap_host_2: form.backupHost1,
      ldap_host_3: form.backupHost2,
      ldap_type: ldapType[form.serverType]
    }),
    ldap_port: isLeftOpen ? usualPort(isSecure ? 'ldaps' : 'none') : numberOrText(typedPort),
    ldap_secure: isSecure,
    ...texts({
      ldap_username_field: form.usernameField,
      ldap_username: form.username,
      ldap_base_dn: form.baseDn,
      ldap_domain: form.domain.trim().replace(/^@/, '')
    })
  }
}

/** What gets lost on the way from the form to Files.com, as sentences for an administrator. */
export function directoryFormLosses(form: DirectoryForm): readonly string[] {
  return [
    ...(form.security === 'starttls'
      ? ['Files.com speaks LDAPS or plain LDAP, not StartTLS: LDAPS is entered. The directory has to answer on that port, usually 636.']
      : []),
    ...(form.caPem.trim() === ''
      ? []
      : [
          'The certificate authority of the directory’s check counts on this computer only: Files.com goes by its own list, most likely the public ones.'
        ])
  ]
}

const ldapType: Readonly<Record<ChosenServerType, string>> = { 'active-directory': 'active_directory', openldap: 'open_ldap', auto: '' }

/** What is no number stays as it was typed, so that its field can say so. */
function numberOrText(typed: string): number | string {
  return /^\d+$/.test(typed) ? Number(typed) : typed
}

function texts(fields: Readonly<Record<string, string>>): WantedFields {
  return Object.fromEntries(
    Object.entries(fields)
      .map(([name, text]) => [name, text.trim()] as const)
      .filter(([, text]) => text !== '')
  )
}

const fieldsOfKind: Readonly<Record<ResourceKind, readonly ServiceField[]>> = {
  'site-ldap': siteLdapFields,
  'sso-strategy': strategyFields,
  user: userFields,
  group: groupFields
}
