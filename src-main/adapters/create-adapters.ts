import { randomUUID } from 'node:crypto'
import { createRedactor } from '../core/redact.ts'
import { systemClock } from './clock/system-clock.ts'
import { wait } from './clock/wait.ts'
import { createBulkDirectory } from './ldap/bulk/create-bulk-directory.ts'
import { createDirectory } from './ldap/create-directory.ts'
import { createNetwork } from './network/create-network.ts'
import { sha256Hex } from './store/sha256-hex.ts'
import { createTls } from './tls/create-tls.ts'
import { createCertificates } from './x509/create-certificates.ts'

/** All adapters that need no shell, for window and command line alike. Opens nothing and reads nothing by itself. */
export function createAdapters() {
  return {
    network: createNetwork(),
    tls: createTls(),
    directory: createDirectory(),
    bulk: createBulkDirectory(),
    certificates: createCertificates(),
    clock: systemClock,
    wait,
    digest: sha256Hex,
    redactor: createRedactor(),
    newId: () => randomUUID()
  }
}
