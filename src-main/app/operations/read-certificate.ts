import { nameResolves } from '../../core/checks/ldap/name-resolves.ts'
import { portAccepts } from '../../core/checks/ldap/port-accepts.ts'
import { tlsProblem } from '../../core/checks/ldap/tls-opens.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { seen } from '../../core/evidence.ts'
import type { ChainFacts } from '../../core/model/certificate.ts'
import { type CertificateFileFailure, describeCertificateFileFailure } from '../../core/model/certificate-file-failure.ts'
import { DEFAULT_TIMEOUT_SECONDS, type DirectorySettings } from '../../core/model/directory-settings.ts'
import { parseServerAddress, type ServerAddress } from '../../core/model/server-address.ts'
import type { TlsNotOpened } from '../../core/model/tls-facts.ts'
import type { CertificatePort } from '../../core/ports/certificates.ts'
import { type CertificateView, chainView, serverTlsView } from '../../core/report/certificate-view.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { Secret } from '../../core/secret.ts'
import type { CertificateSource } from '../../contract/schemas.ts'
import { createHostProbes, type ProbePorts } from '../probes/create-host-probes.ts'

/** As the contract has it, with bytes from anywhere. */
export type CertificateToRead =
  Exclude<CertificateSource, { kind: 'file' }> | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }

export type CertificatePorts = ProbePorts & { readonly certificates: CertificatePort }

/** The certificates of a file, a pasted text or a server, ready to be shown. Trusts nothing it sees. Throws `Cancelled`. */
export async function readCertificate(
  ports: CertificatePorts,
  source: CertificateToRead,
  signal: CancelSignal,
  timeoutMs: number = DEFAULT_TIMEOUT_SECONDS * 1000
): Promise<Result<CertificateView, Problem>> {
  switch (source.kind) {
    case 'file':
      return readContent(ports, source.bytes, source.name)
    case 'text':
      return readContent(ports, source.text)
    case 'server': {
      const address = parseServerAddress(source.address, source.startTls ? 389 : 636)
      if (!address.ok) return fail(problem('app.invalid-input', { where: 'server', message: address.error }))
      return lookAtServer(ports, { ...address.value, startTls: source.startTls, serverName: source.serverName.trim(), timeoutMs }, signal)
    }
  }
}

/** How a file that gives no certificate is told, here and on the command line. */
export function certificateFileProblem(failure: CertificateFileFailure): Problem {
  return problem('certificate.file.unreadable', describeCertificateFileFailure(failure), [seen('Kind', failure.code)])
}

async function readContent(
  ports: CertificatePorts,
  content: Uint8Array | string,
  fileName?: string
): Promise<Result<CertificateView, Problem>> {
  const chains = await ports.certificates.read(content, fileName)
  if (!chains.ok) return fail(certificateFileProblem(chains.error))
  return succeed({ source: fileName ?? 'the pasted text', chains: await Promise.all(chains.value.map((chain) => shown(ports, chain))) })
}

interface ServerLook extends ServerAddress {
  readonly startTls: boolean
  /** Empty: the host itself. */
  readonly serverName: string
  readonly timeoutMs: number
}

async function lookAtServer(ports: CertificatePorts, server: ServerLook, signal: CancelSignal): Promise<Result<CertificateView, Problem>> {
  const { host, port, startTls, serverName, timeoutMs } = server
  const look = await ports.tls.look(
    { host, port, mode: startTls ? 'starttls' : 'tls', timeoutMs, ...(serverName === '' ? {} : { serverName }) },
    signal
  )
  if (look.kind === 'not-opened') return fail(await whyNotOpened(ports, server, look, signal))
  return succeed({
    source: `${host} port ${String(port)}, ${startTls ? 'StartTLS' : 'LDAPS'}`,
    chains: [await shown(ports, look.chain)],
    server: serverTlsView(look, serverName === '' ? host : serverName)
  })
}

async function shown(ports: CertificatePorts, chain: ChainFacts) {
  return chainView(chain, await ports.certificates.trust(chain), new Date(ports.clock.now()).toISOString())
}

/** Without a connection there is no TLS to blame: the first two rungs of the ladder say what is wrong. */
async function whyNotOpened(ports: CertificatePorts, server: ServerLook, look: TlsNotOpened, signal: CancelSignal): Promise<Problem> {
  const { host, port, timeoutMs } = server
  if (look.reason === 'no-connection') {
    const now = new Date(ports.clock.now()).toISOString()
    const input = { settings: lookingOnly(server), password: new Secret(''), ledger: {}, bindCheckId: '', now }
    const { probes, close } = createHostProbes(ports, input, signal)
    try {
      for (const check of [nameResolves, portAccepts]) {
        const verdict = await check.run(probes, signal)
        if (verdict.status === 'fail') return verdict.problem
      }
    } finally {
      close()
    }
  }
  return tlsProblem(look, host, port, timeoutMs)
}

function lookingOnly({ host, port, startTls, timeoutMs }: ServerLook): DirectorySettings {
  return {
    host,
    backupHosts: [],
    port,
    security: startTls ? 'starttls' : 'ldaps',
    serverType: 'auto',
    username: '',
    baseDn: '',
    usernameField: '',
    domain: '',
    allowCleartext: false,
    timeoutMs
  }
}
