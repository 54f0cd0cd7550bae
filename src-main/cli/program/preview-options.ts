import { Option } from '@commander-js/extra-typings'
import type { Command } from '@commander-js/extra-typings'
import { collected } from './command-context.ts'
import {
  allowCleartextOption,
  backupHostOption,
  baseDnOption,
  caFileOption,
  domainOption,
  hostOption,
  keyFileOption,
  keyStdinOption,
  ldapPasswordFileOption,
  ldapPasswordStdinOption,
  passwordFileOption,
  passwordStdinOption,
  portOption,
  securityOption,
  siteOption,
  timeoutOption,
  typeOption,
  usernameFieldOption,
  usernameOption
} from './shared-options.ts'

/** A command that reads a directory and the users of a site: which ones. */
export function addSourcesCommand(program: Command, name: string) {
  return (
    program
      .command(name)
      .optionsGroup('Directory:')
      .option('--profile <file>', 'the directory and the rules that a profile names')
      .option('--strategy <id>', 'whose sync is meant: the id of a single sign-on provider, or “site”')
      .option('--ldif <file>', 'an export of the directory instead of the directory itself')
      .option('--run <run>', 'a recorded run: its id, the beginning of it, or “last”')
      .addOption(hostOption())
      .addOption(backupHostOption())
      .addOption(portOption())
      .addOption(securityOption())
      .addOption(typeOption())
      .addOption(usernameOption())
      .addOption(ldapPasswordFileOption())
      .addOption(ldapPasswordStdinOption())
      // As “check” calls them.
      .addOption(passwordFileOption().hideHelp())
      .addOption(passwordStdinOption().hideHelp())
      .addOption(baseDnOption())
      .addOption(caFileOption())
      .addOption(allowCleartextOption())
      .addOption(timeoutOption())
      .optionsGroup('Site:')
      .addOption(siteOption())
      .option('--users <file>', 'its users from a JSON file, as GET /users answers, instead of the site itself')
      .option('--no-site', 'compare with no site: everybody counts as new')
      .addOption(keyFileOption())
      .addOption(keyStdinOption())
      .optionsGroup('Rules, over those of the profile:')
      .addOption(usernameFieldOption())
      .addOption(domainOption())
  )
}

/** A command about what the sync would do: whose directory, which site, by which rules. The same for “preview” and “explain”. */
export function addPreviewCommand(program: Command, name: string) {
  return addSourcesCommand(program, name)
    .option('--required-groups <list>', '“Only provision users in these groups”: names with *, separated by commas')
    .option('--include-groups <list>', '“Only provision these groups”')
    .option('--exclude-groups <list>', '“Exclude these groups from provisioning”')
    .addOption(
      new Option('--direct-members-only', 'only direct members are in a group: the cautious reading, and the usual one').conflicts(
        'nestedMembers'
      )
    )
    .option('--nested-members', 'members of groups inside a group are in it as well')
    .addOption(
      new Option('--when-gone <what>', 'what becomes of users whom the directory does not give any more').choices([
        'nothing',
        'disable',
        'delete'
      ] as const)
    )
    .option('--no-new-users', 'the sync is told not to create users')
    .option('--no-groups', 'the sync is told not to take groups over')
    .optionsGroup('Limits, over those of the profile:')
    .addOption(
      new Option(
        '--limit-disable <limit>',
        'most people who may be disabled or removed: a number, or a percentage; may be given twice'
      ).argParser(collected)
    )
    .option('--limit-shrink <percent>', 'the directory may hold this much less than at the last good run: 30%')
    .addOption(new Option('--protect <name>', 'may never be disabled or removed; may be repeated').argParser(collected))
    .addOption(new Option('--must-find <name>', 'the directory must always hold this user name; may be repeated').argParser(collected))
    .optionsGroup('Result:')
}

export const previewSourcesHelp = `
The directory is the one that the profile names, the one that the options name (as “check” takes
them), an LDIF file, a recorded run, or, with --site alone, the one that the site is set up with.
A profile is laid over what its site holds now; with --ldif its rules are tried on that file.
Say what is compared: --site (the profile names one), --users FILE, or --no-site.

The API key comes from --api-key-file, --api-key-stdin, FILES_API_KEY or the keychain, the LDAP
password from --ldap-password-file, --ldap-password-stdin, ENTRA_SETUP_LDAP_PASSWORD or the
keychain; on a terminal both are asked for. Directory and site are only read.`
