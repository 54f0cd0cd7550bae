import { randomUUID } from 'node:crypto'
import { createRedactor } from '../core/redact.ts'
import { systemClock } from './clock/system-clock.ts'
import { wait } from './clock/wait.ts'
import { createBulkDirectory } from './ldap/bulk/create-bulk-directory.ts'
import { createDirectory } from './ldap/create-directory.ts'
import { createNetwork } from './network/create-network.ts'
import { createOpenId } from './oauth/create-open-id.ts'
import { sha256Hex } from './store/sha256-hex.ts'
import { textOfFile } from './profile/text-of-file.ts'
import { createMetadataFetch } from './saml/fetch-metadata.ts'
import { createSaml } from './saml/create-saml.ts'
import { createScim } from './scim/create-scim.ts'
import { readCsv } from './tables/read-csv.ts'
import { createTls } from './tls/create-tls.ts'
import { createCertificates } from './x509/create-certificates.ts'

/** All adapters that need no shell, for window and command line alike. Opens nothing and reads nothing by itself. */
export function createAdapters() {
  const certificates = createCertificates()
  return {
    network: createNetwork(),
    tls: createTls(),
    directory: createDirectory(),
    bulk: createBulkDirectory(),
    certificates,
    saml: createSaml(certificates),
    metadataFetch: createMetadataFetch(),
    openId: createOpenId(),
    scim: createScim(),
    textOfFile,
    tables: { read: readCsv },
    clock: systemClock,
    wait,
    digest: sha256Hex,
    redactor: createRedactor(),
    newId: () => randomUUID()
  }
}
