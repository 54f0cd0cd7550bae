import type { ServiceField } from './service-field.ts'

/** The LDAP connection, in the order of the web form: the same block on the site and on a single sign-on provider. */
export const ldapConnectionFields: readonly ServiceField[] = [
  {
    name: 'ldap_host',
    label: 'LDAP Host',
    help: 'Full name of the directory server, as it stands on the server’s certificate.',
    group: 'connection',
    type: { kind: 'text' },
    readBack: 'normalised'
  },
  {
    name: 'ldap_host_2',
    label: 'LDAP Backup Host',
    help: 'Asked when the first host cannot be reached. Empty when there is none.',
    group: 'connection',
    type: { kind: 'text' },
    readBack: 'normalised'
  },
  {
    name: 'ldap_host_3',
    label: 'LDAP Backup Host 2',
    help: 'Asked when neither of the others can be reached. Empty when there is none.',
    group: 'connection',
    type: { kind: 'text' },
    readBack: 'normalised'
  },
  {
    name: 'ldap_type',
    label: 'LDAP Server Type',
    help: 'The kind of directory.',
    group: 'connection',
    type: {
      kind: 'choice',
      choices: [
        { value: 'active_directory', label: 'Active Directory' },
        { value: 'open_ldap', label: 'OpenLDAP' }
      ],
      isOpen: false
    },
    readBack: 'exact'
  },
  {
    name: 'ldap_port',
    label: 'LDAP Port',
    help: 'LDAPS usually answers on 636, plain LDAP on 389.',
    group: 'connection',
    type: { kind: 'number' },
    readBack: 'exact'
  },
  {
    name: 'ldap_secure',
    label: 'Secure Connection',
    help: 'LDAPS: everything between Files.com and the directory is encrypted.',
    group: 'connection',
    type: { kind: 'switch' },
    readBack: 'exact'
  },
  {
    name: 'ldap_username_field',
    label: 'LDAP Username Field',
    help: 'The attribute that holds a person’s user name: sAMAccountName unless your organization needs another.',
    group: 'people',
    type: {
      kind: 'choice',
      choices: [
        { value: 'sAMAccountName', label: 'sAMAccountName' },
        { value: 'userPrincipalName', label: 'userPrincipalName' }
      ],
      isOpen: true
    },
    readBack: 'exact'
  },
  {
    name: 'ldap_username',
    label: 'LDAP Username',
    help: 'The service account by which Files.com reads the directory.',
    group: 'connection',
    type: { kind: 'text' },
    readBack: 'exact'
  },
  {
    name: 'ldap_password',
    label: 'LDAP Password',
    help: 'Password of the service account. Files.com never shows it again.',
    group: 'connection',
    type: { kind: 'secret' },
    readBack: 'exact'
  },
  {
    name: 'ldap_base_dn',
    label: 'Distinguished Name · Base Search Path',
    help: 'Where in the directory the search for people and groups starts, for example OU=Staff,DC=corp,DC=example.',
    group: 'people',
    type: { kind: 'text' },
    readBack: 'normalised'
  },
  {
    name: 'ldap_domain',
    label: 'LDAP Domain',
    help: 'Appended to user names after “@”: corp.example makes anna@corp.example.',
    group: 'people',
    type: { kind: 'text' },
    readBack: 'normalised'
  }
]

/** In the newest contract of the service only; older sites do not show it. */
export const ldapServerCertificateField: ServiceField = {
  name: 'ldap_server_certificate',
  label: 'Server certificate',
  help: 'Whether Files.com checks that the directory’s certificate is trusted and names the host.',
  group: 'connection',
  type: {
    kind: 'choice',
    choices: [
      { value: 'require_match', label: 'Must be trusted and name the host' },
      { value: 'allow_any', label: 'Any certificate is taken' }
    ],
    isOpen: false
  },
  readBack: 'exact'
}

/** What the site-wide sync does with people and groups, and which it looks at. */
export const siteDeprovisioningFields: readonly ServiceField[] = [
  {
    name: 'ldap_user_include_groups',
    label: 'Only provision users in these groups',
    help: 'Group names separated by commas or lines; * stands for any characters. Empty: everybody below the base.',
    group: 'groups',
    type: { kind: 'list' },
    readBack: 'normalised'
  },
  {
    name: 'ldap_group_inclusion',
    label: 'Only provision these groups',
    help: 'Group names separated by commas or lines; * stands for any characters. Empty: every group.',
    group: 'groups',
    type: { kind: 'list' },
    readBack: 'normalised'
  },
  {
    name: 'ldap_group_exclusion',
    label: 'Exclude these groups from provisioning',
    help: 'Group names separated by commas or lines; * stands for any characters.',
    group: 'groups',
    type: { kind: 'list' },
    readBack: 'normalised'
  },
  {
    name: 'ldap_user_action',
    label: 'Sync users',
    help: 'Whether the service syncs users from the directory, in its own words. Only “disabled” is documented, not even for users that leave: take a value that your site shows.',
    group: 'deprovisioning',
    type: { kind: 'choice', choices: [{ value: 'disabled', label: 'Disabled' }], isOpen: true },
    readBack: 'exact'
  },
  {
    name: 'ldap_group_action',
    label: 'Sync groups',
    help: 'Whether the service syncs groups from the directory, in its own words. Only “disabled” is documented: take a value that your site shows.',
    group: 'deprovisioning',
    type: { kind: 'choice', choices: [{ value: 'disabled', label: 'Disabled' }], isOpen: true },
    readBack: 'exact'
  }
]
