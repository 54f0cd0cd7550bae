import { Argument, Command, Option } from '@commander-js/extra-typings'
import packageJson from '../../package.json' with { type: 'json' }
import type { ExitCode } from './exit-codes.ts'
import { withoutQuotedValues } from './refused-options.ts'
import type { Terminal } from './terminal.ts'

type Run = (signal: AbortSignal) => Promise<ExitCode>

/** All commands with their options and help. What a command does is loaded when it runs: `fingerprint` must not pay for LDAP. */
export function createProgram(terminal: Terminal, start: (run: Run) => Promise<void>): Command {
  const program = new Command('entra-setup')
    .description('Finds out why a directory or a certificate does not work, and says who must do what.')
    .version(packageJson.version, '--version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ helpWidth: terminal.out.style.width, showGlobalOptions: false })
    .configureOutput({
      writeOut: (text) => terminal.out.document(text),
      writeErr: (text) => terminal.err.document(text),
      outputError: (text, write) => write(withoutQuotedValues(text).replace(/^error:/, 'Error:')),
      getOutHelpWidth: () => terminal.out.style.width,
      getErrHelpWidth: () => terminal.err.style.width
    })
    .showHelpAfterError('Add --help to see what is possible.')
    .addHelpText('after', programHelp)
  addCheck(program, terminal, start)
  addCertificate(program, terminal, start)
  addFingerprint(program, terminal, start)
  addPractice(program, terminal, start)
  return program
}

type Start = (run: Run) => Promise<void>

function addCheck(program: Command, terminal: Terminal, start: Start): void {
  program
    .command('check')
    .summary('check a directory, rung by rung')
    .description(
      'Checks whether a directory can be reached, trusted, signed in to and read, and names the cause of every failure. It only reads.'
    )
    .option('--host <name>', 'the directory server')
    .option('--backup-host <name>', 'a further server of the same directory; at most two', collected)
    .option('--port <number>', 'default: 636 for ldaps, 389 otherwise')
    .addOption(
      new Option('--security <how>', 'how the connection is encrypted')
        .choices(['ldaps', 'starttls', 'none'] as const)
        .default('ldaps' as const)
    )
    .addOption(
      new Option('--type <type>', 'kind of directory').choices(['auto', 'active-directory', 'openldap'] as const).default('auto' as const)
    )
    .option('--username <name>', 'the service account that reads the directory')
    .option('--password-file <file>', 'read its password from a file')
    .option('--password-stdin', 'read its password from standard input')
    .option('--base-dn <dn>', 'where the search for people and groups starts')
    .option('--username-field <attribute>', 'default: sAMAccountName, for openldap uid')
    .option('--domain <domain>', 'suffix that Files.com appends to user names')
    .option('--ca-file <file>', 'certificates to trust in addition, PEM or DER')
    .option('--allow-cleartext', 'with --security none: send the password readable on the network')
    .option('--person <name>', 'also explain one real person; with a password, try it once')
    .option('--person-password-file <file>', 'read that password from a file')
    .option('--timeout <seconds>', 'deadline of each network step', '10')
    .option('--json', 'print the result as one JSON document')
    .option('--report <file>', 'also write the result as an HTML page')
    .addHelpText('after', checkHelp)
    .action((options) =>
      start(async (signal) => {
        const { runCheck } = await import('./commands/check.ts')
        return runCheck(options, packageJson.version, terminal, signal)
      })
    )
}

function addCertificate(program: Command, terminal: Terminal, start: Start): void {
  program
    .command('certificate')
    .summary('show the certificates of a file or a server')
    .description('Shows certificates and how they depend on each other. Nothing that is seen is trusted; a server gets no password.')
    .addArgument(new Argument('<file-or-server>', 'a file, or HOST:PORT'))
    .option('--starttls', 'begin with a plain connection and StartTLS (usual port 389)')
    .option('--servername <name>', 'the name to ask the server for, when it differs from the host')
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', certificateHelp)
    .action((source, options) =>
      start(async (signal) => {
        const { runCertificate } = await import('./commands/certificate.ts')
        return runCertificate(source, options, terminal, signal)
      })
    )
}

function addFingerprint(program: Command, terminal: Terminal, start: Start): void {
  program
    .command('fingerprint')
    .summary('print the SHA-256 fingerprint of a certificate file')
    .description('Prints exactly what “openssl x509 -in FILE -noout -sha256 -fingerprint” prints, also for .cer, .der and .p7b files.')
    .argument('<file>', 'the certificate file; - is standard input')
    .addHelpText('after', fingerprintHelp)
    .action((file) =>
      start(async () => {
        const { runFingerprint } = await import('./commands/fingerprint.ts')
        return runFingerprint(file, terminal)
      })
    )
}

function addPractice(program: Command, terminal: Terminal, start: Start): void {
  program
    .command('practice')
    .summary('try everything with a made-up company')
    .description(
      'Starts a directory of a made-up company inside this program and checks it, healthy and with faults you choose. Nothing leaves this computer.'
    )
    .option('--once', 'run one ladder and end: exit code 0 when it shows what it should')
    .option('--fault <name>', 'switch a fault on; may be repeated', collected)
    .option('--list', 'list the faults')
    .addHelpText('after', practiceHelp)
    .action((options) =>
      start(async (signal) => {
        const { runPractice } = await import('./commands/practice.ts')
        return runPractice(options, terminal, signal)
      })
    )
}

function collected(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value]
}

const programHelp = `
Examples:
  entra-setup practice
  entra-setup check --host dc1.corp.example --username reader@corp.example \\
      --base-dn DC=corp,DC=example
  entra-setup certificate dc1.corp.example:636
  entra-setup fingerprint signing.cer

“entra-setup COMMAND --help” explains a command.
Exit codes: 0 no check failed, 1 a check failed, 2 bad usage or could not run, 130 cancelled.`

const checkHelp = `
The password comes from --password-file, --password-stdin or the environment variable
ENTRA_SETUP_LDAP_PASSWORD; without them it is asked for. The person's password comes from
--person-password-file or ENTRA_SETUP_PERSON_PASSWORD. Neither is ever taken as an argument.

Results go to standard output, progress to standard error.

Examples:
  entra-setup check --host dc1.corp.example --username reader@corp.example \\
      --base-dn DC=corp,DC=example --password-file reader.password
  entra-setup check --host ldap.corp.example --security starttls --type openldap \\
      --username cn=reader,dc=corp,dc=example --base-dn dc=corp,dc=example --json > result.json`

const certificateHelp = `
Exit code 1 says that something is wrong with the certificate: its dates, its name, its strength or its chain.

Examples:
  entra-setup certificate signing.cer
  entra-setup certificate dc1.corp.example:636
  entra-setup certificate 10.0.0.5:389 --starttls --servername dc1.corp.example`

const fingerprintHelp = `
Examples:
  entra-setup fingerprint signing.cer
  cat chain.p7b | entra-setup fingerprint -`

const practiceHelp = `
Without options it asks what to try; without a terminal it gives a guided tour.

Examples:
  entra-setup practice
  entra-setup practice --list
  entra-setup practice --once --fault expired-certificate`
