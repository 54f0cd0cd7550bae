/**
 * A program that looks at servers and prints what it sees, to be run by another runtime than the tests' own: see boringssl.test.ts.
 * The argument is a JSON list of `{ port, mode, authority }`; all hosts are called dc1.test.
 */
import { createTls } from '../../../src-main/adapters/tls/create-tls.ts'
import { openTransport } from '../../../src-main/adapters/transport/open-transport.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { TlsLook } from '../../../src-main/core/model/tls-facts.ts'
import { lookupOf } from './tls-server.ts'

export interface Assignment {
  readonly port: number
  readonly mode: 'tls' | 'starttls'
  readonly authority: string
}

export interface Sighting {
  readonly look: TlsLook
  /** What a verified connection to the same server by its address 127.0.0.1 came to, although its certificate names dc1.test. */
  readonly byAddress: string
}

const lookup = lookupOf('dc1.test')
const sightings: Sighting[] = []
for (const { port, mode, authority } of assignments()) {
  const ours = { pems: [authority], source: 'ours' }
  const tls = createTls({ lookup, systemRoots: ours, publicRoots: { pems: [], source: 'nobody' } })
  const look = await tls.look({ host: 'dc1.test', port, mode, timeoutMs: 5000 }, neverCancelled)
  const security = mode === 'tls' ? 'ldaps' : 'starttls'
  const transport = await openTransport(
    { host: '127.0.0.1', port, security, trust: 'verified', timeoutMs: 5000, authorities: [authority] },
    neverCancelled
  )
  if (transport.ok) transport.value.destroy()
  const byAddress = transport.ok ? 'open' : transport.error.kind === 'tls' ? transport.error.code : transport.error.kind
  sightings.push({ look, byAddress })
}
process.stdout.write(JSON.stringify(sightings))

/** Written by our own test a moment ago. */
function assignments(): readonly Assignment[] {
  return JSON.parse(process.argv[2] ?? '[]') as readonly Assignment[]
}
