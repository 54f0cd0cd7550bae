import { Option } from '@commander-js/extra-typings'
import { collected } from './command-context.ts'

/** Options that several commands share, with the same words everywhere. */
export const siteOption = () => new Option('--site <site>', 'subdomain, address or custom domain of the Files.com site')
export const profileOption = () => new Option('--profile <file>', 'what the site shall look like').makeOptionMandatory()
export const keyFileOption = () => new Option('--api-key-file <file>', 'read the API key from a file')
export const keyStdinOption = () => new Option('--api-key-stdin', 'read the API key from standard input')
export const ldapPasswordFileOption = () => new Option('--ldap-password-file <file>', 'read the LDAP password from a file')
export const ldapPasswordStdinOption = () => new Option('--ldap-password-stdin', 'read the LDAP password from standard input')
export const jsonOption = () => new Option('--json', 'print the result as one JSON document')
export const digestOption = () =>
  new Option('--digest <digest>', 'the plan that was looked at; without it the plan is shown, and nothing sent')
export const yesOption = () => new Option('--yes', 'do not ask on a terminal')
export const overrideOption = () => new Option('--override <site>', 'go on although the plan is unsafe: the name of the site, in full')
export const reasonOption = () => new Option('--reason <text>', 'why; recorded in journal and receipt')
export const approvalOption = () => new Option('--approval <file>', 'what a second person made with “approve”')
export const documentsOption = () =>
  new Option('--documents <folder>', 'write documents that the web form takes as files (metadata XML) into this folder')
export const leaveRecordOption = () => new Option('--leave-record', 'also leave a change record in the External Logs of the site')

/** The way to a directory and what is read there: the fields of Files.com’s LDAP form. */
export const hostOption = () => new Option('--host <name>', 'the directory server')
export const backupHostOption = () =>
  new Option('--backup-host <name>', 'a further server of the same directory; at most two').argParser(collected)
export const portOption = () => new Option('--port <number>', 'default: 636 for ldaps, 389 otherwise')
export const securityOption = () =>
  new Option('--security <how>', 'how the connection is encrypted').choices(['ldaps', 'starttls', 'none'] as const)
export const typeOption = () => new Option('--type <type>', 'kind of directory').choices(['auto', 'active-directory', 'openldap'] as const)
export const usernameOption = () => new Option('--username <name>', 'the service account that reads the directory')
export const passwordFileOption = () => new Option('--password-file <file>', 'read its password from a file')
export const passwordStdinOption = () => new Option('--password-stdin', 'read its password from standard input')
export const baseDnOption = () => new Option('--base-dn <dn>', 'where the search for people and groups starts')
export const usernameFieldOption = () => new Option('--username-field <attribute>', 'default: sAMAccountName, for openldap uid')
export const domainOption = () => new Option('--domain <domain>', 'suffix that Files.com appends to user names')
export const caFileOption = () => new Option('--ca-file <file>', 'certificates to trust in addition, PEM or DER')
export const allowCleartextOption = () => new Option('--allow-cleartext', 'with --security none: send the password readable on the network')
export const timeoutOption = () => new Option('--timeout <seconds>', 'deadline of each network step')

/** Where a key comes from, for the help of every command that needs one. */
export const keyHelp = `The API key comes from --api-key-file, --api-key-stdin, the environment variable FILES_API_KEY
or the keychain of this computer; on a terminal it is asked for. It is never taken as an argument.`

export const ldapPasswordHelp = `The LDAP password comes from --ldap-password-file, --ldap-password-stdin, ENTRA_SETUP_LDAP_PASSWORD
or the keychain; on a terminal it is asked for when the plan can use it. With it the directory
is read, to tell beforehand who would lose access.`
