import type { AddCommand } from './command-context.ts'

export const addFingerprint: AddCommand = (program, { terminal, start }) => {
  program
    .command('fingerprint')
    .summary('print the SHA-256 fingerprint of a certificate file')
    .description('Prints exactly what “openssl x509 -in FILE -noout -sha256 -fingerprint” prints, also for .cer, .der and .p7b files.')
    .argument('<file>', 'the certificate file; - is standard input')
    .addHelpText('after', help)
    .action((file) =>
      start(async () => {
        const { runFingerprint } = await import('../commands/fingerprint.ts')
        return runFingerprint(file, terminal)
      })
    )
}

const help = `
Exit codes: 0 printed, 2 the file holds no certificate or could not be read.

Examples:
  entra-setup fingerprint signing.cer
  cat chain.p7b | entra-setup fingerprint -`
