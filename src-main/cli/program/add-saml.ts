import { Option } from '@commander-js/extra-typings'
import type { AddCommand } from './command-context.ts'
import { jsonOption } from './shared-options.ts'

const reportOption = () => new Option('--report <file>', 'also write the result as an HTML page, without the names of people')
const insistOption = () => new Option('--insist', 'also fetch from a host that is not known to be Microsoft’s')

export const addSaml: AddCommand = (program, { terminal, start, version }) => {
  const saml = program
    .command('saml')
    .summary('look into SAML metadata, responses and key roll-overs')
    .description('What Entra ID publishes and sends, checked without changing anything. Responses never leave this computer.')
    .helpCommand(false)

  saml
    .command('inspect')
    .summary('check metadata or a certificate of the identity provider')
    .description('Reads metadata from its address or a file, or a signing certificate, and says what is right and wrong with it.')
    .argument('<url-file>', 'an https address, a file, or - for standard input')
    .option('--tenant <id>', 'the tenant that it should be of')
    .option('--app-id <id>', 'the application that it should be of')
    .addOption(insistOption())
    .addOption(jsonOption())
    .addOption(reportOption())
    .addHelpText('after', inspectHelp)
    .action((document, options) =>
      start(async (signal) => {
        const { runSamlInspect } = await import('../commands/saml-inspect.ts')
        return runSamlInspect(document, options, version, terminal, signal)
      })
    )

  saml
    .command('response')
    .summary('take a SAML response apart')
    .description(
      'Checks a SAML response as Files.com would, and says which user name results. Only what a verified signature covers is taken for true.'
    )
    .argument('<file>', 'a file, or - for standard input: XML, base64, a form, a HAR file')
    .requiredOption('--config <url-file-fingerprint>', 'what it is judged against: metadata, a certificate, or a SHA-256 fingerprint')
    .option('--at <time>', 'judge the times as of this moment, for example 2026-11-21T10:30Z; default: now')
    .addOption(insistOption())
    .addOption(jsonOption())
    .addOption(reportOption())
    .addHelpText('after', responseHelp)
    .action((response, options) =>
      start(async (signal) => {
        const { runSamlResponse } = await import('../commands/saml-response.ts')
        return runSamlResponse(response, options, version, terminal, signal)
      })
    )

  saml
    .command('rollover')
    .summary('rehearse the change of the signing key')
    .description('Says when sign-in would break while the signing key changes, and in which order to do what.')
    .requiredOption('--old <file>', 'the key in use: metadata, a certificate, or an https address')
    .requiredOption('--new <file>', 'the key to come: the same')
    .addOption(
      new Option('--mode <mode>', 'how Files.com is told about the provider')
        .choices(['url', 'xml', 'fingerprint'] as const)
        .makeOptionMandatory()
    )
    .addOption(insistOption())
    .addOption(jsonOption())
    .addHelpText('after', rolloverHelp)
    .action((options) =>
      start(async (signal) => {
        const { runSamlRollover } = await import('../commands/saml-rollover.ts')
        return runSamlRollover(options, version, terminal, signal)
      })
    )
}

const inspectHelp = `
Exit codes: 0 nothing failed, 1 something is wrong, 2 could not run.

Examples:
  entra-setup saml inspect 'https://login.microsoftonline.com/TENANT/federationmetadata/2007-06/federationmetadata.xml?appid=APP'
  entra-setup saml inspect metadata.xml --tenant TENANT --app-id APP
  entra-setup saml inspect signing.cer --tenant TENANT`

const responseHelp = `
A response is a key to somebody's account for about an hour: nothing of it is sent or stored.
Exit codes: 0 it would be accepted, 1 it would not, 2 could not run.

Examples:
  entra-setup saml response response.txt --config metadata.xml
  entra-setup saml response sign-in.har --config signing.cer --at 2026-11-21T10:30Z
  pbpaste | entra-setup saml response - --config 3F:0A:...`

const rolloverHelp = `
Exit codes: 0 sign-in goes on in this mode when the steps are kept, 1 it breaks or a key is unfit,
2 could not run.

Example:
  entra-setup saml rollover --old active.cer --new next.cer --mode fingerprint`
