import { projectRoot } from '../../scripts/project-paths.mjs'
import { runCommand } from '../../scripts/run-command.mjs'
import { compare, type Comparison, timed } from './compare.ts'

const BUNDLE = '/etc/ssl/certs/ca-certificates.crt'

/** All certificates of the system's bundle in one process of ours; the reference is one openssl process, which reads the first only. */
export function fingerprintBench(pairs: number): Promise<Comparison> {
  return compare(
    {
      name: 'fingerprints of the system’s whole CA bundle / one openssl process on its first certificate',
      ours: () => timed(() => succeed(process.execPath, ['out/main/cli.js', 'fingerprint', BUNDLE])),
      reference: () => timed(() => succeed('openssl', ['x509', '-in', BUNDLE, '-noout', '-sha256', '-fingerprint']))
    },
    pairs
  )
}

async function succeed(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await runCommand(command, args, { cwd: projectRoot })
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}:\n${output.slice(-2000)}`)
}
