import type { ServiceField, ServiceFieldType } from './service-field.ts'

/** What a single sign-on provider makes of people and groups. Labels of the group filters are those of the web form; the others are ours. */
export const provisioningFields: readonly ServiceField[] = [
  field(
    'provision_users',
    'Create users',
    'people',
    { kind: 'switch' },
    'People who are new at the provider get an account by themselves.'
  ),
  field('provision_groups', 'Create groups', 'groups', { kind: 'switch' }, 'Groups and memberships are taken over from the provider.'),
  field(
    'deprovision_users',
    'Remove users that leave',
    'deprovisioning',
    { kind: 'switch' },
    'People who are gone at the provider lose their access.'
  ),
  field(
    'deprovision_groups',
    'Remove memberships that end',
    'deprovisioning',
    { kind: 'switch' },
    'Who leaves a group at the provider leaves it on the site.'
  ),
  field(
    'deprovision_behavior',
    'How users are removed',
    'deprovisioning',
    { kind: 'choice', choices: [{ value: 'disable', label: 'Disable' }], isOpen: true },
    'What happens to the account of somebody who is gone. Only some values are documented: take one that your site shows.'
  ),
  list(
    'provision_group_required',
    'Only provision users in these groups',
    'Group names separated by commas or lines; * stands for any characters. Empty: everybody.'
  ),
  list(
    'provision_group_inclusion',
    'Only provision these groups',
    'Group names separated by commas; * stands for any characters. Empty: every group.'
  ),
  list(
    'provision_group_exclusion',
    'Exclude these groups from provisioning',
    'Group names separated by commas; * stands for any characters.'
  ),
  list('provision_group_default', 'Groups for everybody', 'Groups that every provisioned user joins.'),
  list(
    'provision_email_signup_groups',
    'Groups of people who sign up by mail',
    'Members get an account by mail instead of single sign-on.'
  ),
  list('provision_site_admin_groups', 'Groups of site administrators', 'Members become full administrators of the site.'),
  list(
    'provision_readonly_site_admin_groups',
    'Groups of read-only site administrators',
    'Members may look at everything and change nothing.'
  ),
  list('provision_group_admin_groups', 'Groups of group administrators', 'Members administer the groups that they are in.'),
  permission('provision_attachments_permission', 'May send attachments'),
  permission('provision_ftp_permission', 'May use FTP'),
  permission('provision_sftp_permission', 'May use SFTP'),
  permission('provision_dav_permission', 'May use WebDAV'),
  field(
    'provision_require_2fa',
    'Second factor of new users',
    'permissions',
    {
      kind: 'choice',
      choices: [
        { value: 'use_system_setting', label: 'As the site says' },
        { value: 'always_require', label: 'Always' },
        { value: 'never_require', label: 'Never' }
      ],
      isOpen: false
    },
    'Whether provisioned users need a second factor at Files.com.'
  ),
  field(
    'provision_filesystem_layout',
    'Folders of new users',
    'permissions',
    {
      kind: 'choice',
      choices: [
        { value: 'site_root', label: 'Root of the site' },
        { value: 'user_root', label: 'Folder of their own' },
        { value: 'partner_root', label: 'Folder of the partner' },
        { value: 'integration_centric', label: 'By integration' },
        { value: 'workspace_root', label: 'Root of the workspace' }
      ],
      isOpen: false
    },
    'Where provisioned users begin.'
  ),
  field('provision_company', 'Company of new users', 'permissions', { kind: 'text' }, 'Entered as company of provisioned users.'),
  field('provision_time_zone', 'Time zone of new users', 'permissions', { kind: 'text' }, 'As the web form lists it.')
]

function field(name: string, label: string, group: ServiceField['group'], type: ServiceFieldType, help: string): ServiceField {
  return { name, label, help, group, type, readBack: 'exact' }
}

function list(name: string, label: string, help: string): ServiceField {
  return { name, label, help, group: 'groups', type: { kind: 'list' }, readBack: 'normalised' }
}

function permission(name: string, label: string): ServiceField {
  return field(name, label, 'permissions', { kind: 'switch' }, 'Holds for users that are made by provisioning.')
}
