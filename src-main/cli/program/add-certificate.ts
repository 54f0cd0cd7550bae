import { Argument } from '@commander-js/extra-typings'
import type { AddCommand } from './command-context.ts'

export const addCertificate: AddCommand = (program, { terminal, start }) => {
  program
    .command('certificate')
    .summary('show the certificates of a file or a server')
    .description('Shows certificates and how they depend on each other. Nothing that is seen is trusted; a server gets no password.')
    .addArgument(new Argument('<file-or-server>', 'a file, or HOST:PORT'))
    .option('--starttls', 'begin with a plain connection and StartTLS (usual port 389)')
    .option('--servername <name>', 'the name to ask the server for, when it differs from the host')
    .option('--json', 'print the result as one JSON document')
    .addHelpText('after', help)
    .action((source, options) =>
      start(async (signal) => {
        const { runCertificate } = await import('../commands/certificate.ts')
        return runCertificate(source, options, terminal, signal)
      })
    )
}

const help = `
Exit codes: 0 nothing is wrong with the certificate, 1 its dates, name, strength or chain are wrong,
2 it could not be read.

Examples:
  entra-setup certificate signing.cer
  entra-setup certificate dc1.corp.example:636
  entra-setup certificate 10.0.0.5:389 --starttls --servername dc1.corp.example`
