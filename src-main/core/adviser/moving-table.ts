import type { MethodTable } from './adviser-views.ts'

/** What becomes different for people who signed in by LDAP, and in which order they are moved so that nobody is locked out. */
export const movingTable: MethodTable = {
  title: 'Moving from LDAP to Entra ID',
  columns: ['While sign-in is by LDAP', 'After the move'],
  rows: [
    {
      subject: 'Company password in the browser and in the desktop app',
      cells: ['Works', 'Works, on the page of Microsoft'],
      explain: 'Files.com.'
    },
    {
      subject: 'Company password by FTP, SFTP, WebDAV and the API',
      cells: ['Works', 'Ends. SFTP takes SSH keys, the API takes API keys; for FTP and WebDAV no such key is documented'],
      explain: 'Files.com.'
    },
    {
      subject: 'How accounts come and go',
      cells: ['Hourly, by the sync', 'By SCIM within about 40 minutes, which is advised; or LDAP provisioning goes on inside the provider'],
      explain: 'Files.com; Microsoft for the 40 minutes, where Files.com says immediately.'
    },
    {
      subject: 'Where changes are logged',
      cells: ['External Logs of Files.com', 'Provisioning logs of Entra ID, and the SCIM log of Files.com'],
      explain: 'Files.com.'
    },
    {
      subject: 'Second factor and rules of Entra ID',
      cells: ['Do not apply', 'Apply'],
      explain: 'Microsoft: they hold for sign-ins at Microsoft.'
    }
  ],
  notes: [
    'First: set SAML up beside LDAP. Both work at the same time; switch nothing off.',
    'Second: see on “Identity” whether everybody keeps the user name, and on “OAuth”, “Who is affected at your site”, who loses a password there, by name. It is the same with SAML. Give these people keys first.',
    'Third: one person. On “Set up”, “How people sign in”, give that user the new provider, and prove the sign-in on “SAML”.',
    'Then the others, in as many plans as you like; each can be undone. At least one site administrator stays on a password; every plan proves that.',
    'Last, when nobody signs in by LDAP any more, remove that provider at Files.com by hand. This application removes none.'
  ]
}
