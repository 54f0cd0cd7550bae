import type { MethodTable } from './adviser-views.ts'
import { movingTable } from './moving-table.ts'

/** The comparison of Files.com, newer page first, with what Microsoft says where both disagree. */
export const methodTables: readonly MethodTable[] = [
  {
    title: 'Ways to sign in',
    columns: ['SAML', 'OAuth', 'LDAP'],
    rows: [
      row('Company password in the browser', ['Yes', 'Yes', 'Yes'], 'Files.com.'),
      row('Company password in the desktop app', ['Yes', 'Yes', 'Yes'], 'Files.com.'),
      row(
        'Company password by FTP, SFTP, WebDAV, API and in the mobile app',
        ['No', 'No', 'Yes'],
        'Files.com. With SAML and OAuth, SFTP takes SSH keys and the API takes API keys; for the others no key is documented.'
      ),
      row(
        'Who makes accounts by itself',
        [
          'Entra ID by SCIM, the first sign-in (JIT), or a directory by LDAP provisioning',
          'The first sign-in (JIT), or a directory by LDAP provisioning; never SCIM',
          'Files.com, from the directory'
        ],
        'Files.com: SCIM works with SAML only. The older page knows no LDAP provisioning beside Entra ID; the newer one holds.'
      ),
      row(
        'Who filters people and groups',
        [
          'Entra ID, by assignment to the application; filters of Files.com with LDAP provisioning only',
          'Entra ID, by assignment to the application; filters of Files.com with LDAP provisioning only',
          'Files.com, by its group filters'
        ],
        'Files.com: Entra ID sends people without their groups, so a filter has nothing to look at.'
      ),
      row(
        'How soon changes arrive',
        [
          'With SCIM up to about 40 minutes, or at once by “Provision on demand”; with LDAP hourly',
          'With LDAP hourly; else at a sign-in',
          'Hourly'
        ],
        'Microsoft says 40 minutes for SCIM; the older page of Files.com says real time.'
      ),
      row(
        'Where changes are logged',
        [
          'Provisioning logs of Entra ID, and the SCIM log of Files.com',
          'External Logs of Files.com for LDAP; sign-ins in its SSO events',
          'External Logs of Files.com'
        ],
        'Files.com. Entra ID keeps its logs for a limited time.'
      ),
      row(
        'What is made in Entra ID',
        [
          'An enterprise application',
          'An app registration with a client secret',
          'Nothing, with a directory of your own; else Entra Domain Services with secure LDAP'
        ],
        'Files.com, and Microsoft for Domain Services: Entra ID itself does not speak LDAP.'
      ),
      row(
        'What ends one day',
        [
          'The signing certificate (three years), the SCIM token (one year)',
          'The client secret (chosen in Entra ID)',
          'The LDAPS certificate, the password of the service account'
        ],
        'Microsoft for certificate and secret, Files.com for the token.'
      ),
      row(
        'Several tenants at one site',
        ['Yes, a provider for each', 'Yes, a provider for each', 'One directory for the site'],
        'Files.com: more than one Entra ID tenant or application can be connected.'
      ),
      row(
        'Rules of Entra ID at sign-in (second factor, Conditional Access)',
        ['Apply', 'Apply', 'Do not apply'],
        'Microsoft: they hold for sign-ins at Microsoft; a password shown to a directory passes by them.'
      )
    ],
    notes: [
      'Whoever does not know is advised to take SAML, by Files.com.',
      'Whatever the way, at least one site administrator stays on a password of Files.com, so that nobody is locked out.'
    ]
  },
  {
    title: 'Ways to make accounts',
    columns: ['SCIM', 'At the first sign-in (JIT)', 'LDAP provisioning'],
    rows: [
      row('Goes with', ['SAML', 'SAML and OAuth', 'SAML, OAuth and LDAP'], 'Files.com: SCIM does not work with OAuth.'),
      row(
        'Where it is set up',
        ['At the provider, and in Entra ID', 'At the provider', 'At the provider of Entra ID itself; no LDAP integration beside it'],
        'Files.com, newer page.'
      ),
      row(
        'Account exists',
        ['Before the first sign-in', 'From the first sign-in on', 'Before the first sign-in'],
        'Files.com. Nothing can be shared with somebody who has no account yet.'
      ),
      row(
        'Account is named by',
        [
          'User principal name; the mail goes into the mail field',
          'What the sign-in sends (NameID)',
          'An attribute of the directory with a domain behind it'
        ],
        'Files.com, newer page. The older one puts the user name of Entra ID into the mail field.'
      ),
      row('Full name', ['First and last name, else the user name', 'Not documented', 'Not documented'], 'Files.com.'),
      row(
        'Groups',
        ['By their names, in a round of their own', 'By their ids', 'By their names in the directory'],
        'Files.com. Entra ID can send names of some groups at a sign-in; that Files.com takes them is not confirmed.'
      ),
      row(
        'Groups inside groups',
        ['Not followed', 'As the sign-in sends them, 150 at most', 'Not documented'],
        'Microsoft: above 150 groups a SAML response has a link in their place.'
      ),
      row(
        'Group filters of Files.com',
        ['Do nothing', 'Do nothing', 'Work, with wildcards'],
        'Files.com: filters are judged when the person arrives, and the groups come later or not at all.'
      ),
      row(
        'Who decides who comes',
        ['Assignment in Entra ID', 'Everybody whom Entra ID lets sign in', 'The directory and the filters'],
        'Without “Assignment required” Entra ID lets everybody of the tenant sign in.'
      ),
      row(
        'Changes arrive',
        [
          'Within about 40 minutes, or by “Provision on demand”',
          'At the next sign-in, as far as is documented',
          'Hourly, or by a sync that is started by hand'
        ],
        'Microsoft for SCIM; the older page of Files.com says real time.'
      ),
      row(
        'Who leaves',
        ['Is disabled by itself', 'Stays until somebody disables the account', 'Is disabled or deleted by the sync, as set'],
        'That nothing happens with JIT follows from how it works: nobody tells Files.com.'
      ),
      row(
        'Mail unlike the UPN',
        [
          'Second accounts when sign-in goes by the mail',
          'One account, named by the sign-in',
          'Works, when the attribute is chosen to fit'
        ],
        'Files.com recommends LDAP provisioning where the two cannot be made the same.'
      ),
      row(
        'What is needed',
        ['Entra ID P1, an enterprise application, a token', 'Nothing', 'A directory that Files.com reaches over LDAPS'],
        'Microsoft for the licence: have it confirmed for your tenant.'
      ),
      row(
        'What ends it by itself',
        [
          'The token after a year, after a mail to the site administrators; quarantine after many failures',
          'Nothing',
          'Files.com switches the sync off after repeated failures; sign-in by Entra ID goes on'
        ],
        'Files.com for the token and the sync. Microsoft: in quarantine it tries once a day, and stops after four weeks.'
      ),
      row(
        'Credentials',
        ['A token', 'None', 'A service account'],
        'The older page of Files.com also knows user name and password for SCIM, the newer one the token only; Microsoft lists them as not supported. Where a provider still has them, they can be rehearsed here, and changed to a token.'
      )
    ],
    notes: [
      'The two pages of Files.com differ; where they do, the newer one holds here.',
      'Number of methods: the older page knows SCIM and JIT, the newer one LDAP provisioning beside Entra ID as well.',
      'Time of changes: the older page calls SCIM immediate. Entra ID works in rounds of about 40 minutes, which cannot be set.',
      'Mapping: the older page puts the user name into the mail field; the newer one puts the UPN into the user name and the mail into the mail field. The SCIM log shows what really arrives.',
      'Switched off by itself: the description of the interface says that a provider can be switched off after many failures, the newer page that failures of LDAP provisioning end that part only, while people go on signing in. Both are looked for here.',
      'Group ids at a sign-in: the pages call them a limitation of Entra ID. Microsoft documents ways to send names for groups that come from a directory, or that are assigned to the application; nested groups are left out then, and Files.com has not confirmed that it takes them.',
      'User names by LDAP: a domain is put behind the attribute. Behind userPrincipalName, which has one, it might stand twice.'
    ]
  },
  movingTable
]

function row(subject: string, cells: readonly string[], explain: string): MethodTable['rows'][number] {
  return { subject, cells, explain }
}
