import { Option } from '@commander-js/extra-typings'
import type { AddCommand } from './command-context.ts'
import { jsonOption, keyFileOption, keyHelp, keyStdinOption, siteOption } from './shared-options.ts'

export const addAdvise: AddCommand = (program, { terminal, start }) => {
  program
    .command('advise')
    .summary('which way of signing in and of making accounts suits')
    .description(
      'Recommends SAML, OAuth or LDAP, and SCIM, accounts at the first sign-in or LDAP provisioning, with reasons: from your answers, and from what a site shows. It only reads.'
    )
    .addOption(new Option('--profile <file>', 'read the site that this profile names'))
    .addOption(siteOption())
    .addOption(keyFileOption())
    .addOption(keyStdinOption())
    .option('--answers <file>', 'answers as a JSON object: the id of the question, and the value of the answer')
    .option('--questions', 'print the questions with their ids and answers, and nothing else')
    .option('--table', 'print the comparison of the methods, and nothing else')
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action((options) =>
      start(async (signal) => {
        const { runAdvise } = await import('../commands/advise.ts')
        return runAdvise(options, terminal, signal)
      })
    )
}

const help = `
Without --profile and --site no site is read. On a terminal the questions that matter are asked one by one,
unless --answers is given; otherwise the open ones are listed, and the advice holds as far as is known.
${keyHelp}
Exit codes: 0 advice given, 2 could not run, 3 something of the site could not be read.

Examples:
  entra-setup advise --questions
  entra-setup advise --site acme --answers answers.json
  entra-setup advise --profile acme.json --json
  entra-setup advise --table`
