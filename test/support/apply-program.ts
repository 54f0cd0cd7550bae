// A program of its own, to be killed: applies a plan as the application does, and kills itself at the record that it was told to.
import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { wait } from '../../src-main/adapters/clock/wait.ts'
import { createBulkDirectory } from '../../src-main/adapters/ldap/bulk/create-bulk-directory.ts'
import { createDirectory } from '../../src-main/adapters/ldap/create-directory.ts'
import { createFilesService } from '../../src-main/adapters/files-api/create-files-service.ts'
import { createJournal } from '../../src-main/adapters/journal/create-journal.ts'
import { acquireSiteLock } from '../../src-main/adapters/journal/site-lock.ts'
import { createMetadataFetch } from '../../src-main/adapters/saml/fetch-metadata.ts'
import { createSaml } from '../../src-main/adapters/saml/create-saml.ts'
import { sha256Hex } from '../../src-main/adapters/store/sha256-hex.ts'
import { createCertificates } from '../../src-main/adapters/x509/create-certificates.ts'
import { type ApplyRequest, applyPlan } from '../../src-main/app/operations/apply-plan.ts'
import { neverCancelled } from '../../src-main/core/cancel.ts'
import type { JournalPort, JournalWriter } from '../../src-main/core/ports/journal.ts'
import { createRedactor } from '../../src-main/core/redact.ts'
import { Secret } from '../../src-main/core/secret.ts'

/** What the parent writes to standard input, as JSON. */
export interface ApplyOrder {
  readonly origin: string
  readonly key: string
  readonly folder: string
  readonly request: Omit<ApplyRequest, 'service' | 'ldapPassword'>
  /** Dies right before or right after this many records are on disk; never when it is absent. */
  readonly dieAt?: { readonly records: number; readonly when: 'before' | 'after' }
}

const order = JSON.parse(await text(process.stdin)) as ApplyOrder
const redactor = createRedactor()
const service = createFilesService({ redactor, timeoutMs: 60_000 }).open(
  { origin: order.origin, host: new URL(order.origin).host },
  new Secret(order.key)
)
const certificates = createCertificates()
const steps = applyPlan(
  {
    clock: { now: Date.now, monotonicMs: () => performance.now() },
    digest: sha256Hex,
    directory: createDirectory(),
    bulk: createBulkDirectory(),
    certificates,
    saml: createSaml(certificates),
    metadataFetch: createMetadataFetch(),
    journal: deadly(createJournal({ dataFolder: order.folder, redactText: redactor.redactText })),
    newId: randomUUID,
    lock: (site) => acquireSiteLock(order.folder, site),
    wait,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    redactor
  },
  { ...order.request, service, ldapPassword: undefined },
  neverCancelled
)
for (;;) {
  const step = await steps.next()
  if (step.done === true) {
    process.stdout.write(`${step.value.kind === 'ran' ? step.value.receipt.outcome : step.value.problem.code}\n`)
    break
  }
  process.stdout.write(`${step.value.type}\n`)
}

function deadly(journal: JournalPort): JournalPort {
  let records = 0
  async function count<T>(write: () => Promise<T>): Promise<T> {
    records += 1
    dieIf('before')
    const written = await write()
    dieIf('after')
    return written
  }
  function dieIf(when: 'before' | 'after'): void {
    if (order.dieAt?.records === records && order.dieAt.when === when) process.kill(process.pid, 'SIGKILL')
  }
  const counting = (writer: JournalWriter): JournalWriter => ({
    append: (record) => count(() => writer.append(record)),
    close: () => writer.close()
  })
  return {
    ...journal,
    async begin(first) {
      const writer = await count(() => journal.begin(first))
      return writer.ok ? { ok: true, value: counting(writer.value) } : writer
    }
  }
}
