import type { AddCommand } from './command-context.ts'
import {
  approvalOption,
  digestOption,
  documentsOption,
  jsonOption,
  keyFileOption,
  keyHelp,
  keyStdinOption,
  ldapPasswordFileOption,
  ldapPasswordStdinOption,
  leaveRecordOption,
  overrideOption,
  profileOption,
  reasonOption,
  siteOption,
  yesOption
} from './shared-options.ts'

export const addApply: AddCommand = (program, { terminal, start }) => {
  program
    .command('apply')
    .summary('carry out a plan, and prove it by reading back')
    .description(
      'Plans again, and when the digest is still that of the plan you looked at, sends the changes one by one. Each is written into the journal before it is sent, and read back afterwards: success is said of what was read.'
    )
    .addOption(profileOption())
    .addOption(digestOption())
    .addOption(yesOption())
    .addOption(siteOption())
    .addOption(keyFileOption())
    .addOption(keyStdinOption())
    .addOption(ldapPasswordFileOption())
    .addOption(ldapPasswordStdinOption())
    .addOption(jsonOption())
    .option('--receipt <file>', 'write what was proved into a file; “undo” takes it')
    .addOption(overrideOption())
    .addOption(reasonOption())
    .addOption(approvalOption())
    .addOption(leaveRecordOption())
    .addOption(documentsOption())
    .addHelpText('after', help)
    .action((options) =>
      start(async (signal) => {
        const { runApply } = await import('../commands/apply.ts')
        return runApply(options, terminal, signal)
      })
    )
}

const help = `
Without --digest the plan is shown and nothing is sent.
${keyHelp}
The LDAP password comes from --ldap-password-file, --ldap-password-stdin, ENTRA_SETUP_LDAP_PASSWORD,
the keychain, or a question.

What the site takes in its web form only is handed to you with the exact values. A metadata document
among them is chosen there as a file: --documents writes it, readable by you only. Later
“entra-setup journal RUN --documents FOLDER” does the same.

Ctrl-C ends after the change that is on its way: it is finished and read back first.
Exit codes: 0 everything is proved; 10 changes are left (no digest given, or a hand-off waits);
1 unsafe, stale, stopped, different or not known; 2 could not run, nothing was sent; 130 cancelled.

Examples:
  entra-setup apply --profile acme.json
  entra-setup apply --profile acme.json --digest 5d41...1592 --receipt acme.receipt.json
  entra-setup apply --profile acme.json --digest 5d41...1592 --approval acme.approval.json --yes
  entra-setup apply --profile acme.json --digest 5d41...1592 \\
      --override acme.files.com --reason "the summer staff has left"
  entra-setup apply --profile acme.json --digest 5d41...1592 --documents .`
