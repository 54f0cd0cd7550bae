import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { createBulkDirectory } from '../../src-main/adapters/ldap/bulk/create-bulk-directory.ts'
import { createDirectory } from '../../src-main/adapters/ldap/create-directory.ts'
import { createFilesService } from '../../src-main/adapters/files-api/create-files-service.ts'
import { createJournal } from '../../src-main/adapters/journal/create-journal.ts'
import { acquireSiteLock, siteLockedSince } from '../../src-main/adapters/journal/site-lock.ts'
import { createSaml } from '../../src-main/adapters/saml/create-saml.ts'
import { sha256Hex } from '../../src-main/adapters/store/sha256-hex.ts'
import { createCertificates } from '../../src-main/adapters/x509/create-certificates.ts'
import { type ApplyEnd, type ApplyPorts, type ApplyRequest, applyPlan } from '../../src-main/app/operations/apply-plan.ts'
import { type MadePlan, makeSitePlan, type PlanRequest, type PlanSource } from '../../src-main/app/operations/make-site-plan.ts'
import type { ListRunsPorts } from '../../src-main/app/operations/list-runs.ts'
import { type CancelSignal, neverCancelled, throwIfCancelled } from '../../src-main/core/cancel.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { ApplyEvent } from '../../src-main/core/plan/apply-event.ts'
import type { Receipt } from '../../src-main/core/plan/receipt.ts'
import { type Profile, usualSafetyLimits } from '../../src-main/core/profile/profile.ts'
import { createRedactor } from '../../src-main/core/redact.ts'
import { fail, type Result, succeed } from '../../src-main/core/result.ts'
import { Secret } from '../../src-main/core/secret.ts'
import type { FilesService } from '../../src-main/core/service/files-service.ts'
import type { MetadataFetchPort } from '../../src-main/core/saml/saml-ports.ts'
import type { SiteMemory } from '../../src-main/core/service/site-memory.ts'
import {
  type PracticeService,
  type PracticeServiceOptions,
  startPracticeService
} from '../../src-main/practice/service/start-practice-service.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A practice site, the real client, a real journal, and everything to plan and apply with. */
export interface ApplyWorld extends AsyncDisposable {
  readonly practice: PracticeService
  readonly site: string
  readonly ports: ApplyPorts
  /** What the list of runs needs. */
  readonly listing: ListRunsPorts
  readonly service: FilesService
  /** The same site with another key. */
  open(key: string): FilesService
  readonly folder: string
  readonly memory: SiteMemory
  /** What is found behind addresses of metadata; every other host does not exist. */
  readonly metadata: Map<string, string>
  profile(wanted: Partial<Profile>): Profile
  plan(source: PlanSource, more?: Partial<PlanRequest>, ports?: Partial<ApplyPorts>): Promise<Result<MadePlan, Problem>>
  /** Plans, confirms and applies. */
  apply(source: PlanSource, more?: Partial<ApplyRequest>, signal?: CancelSignal): Promise<ApplyEnd>
  /** How often a write left for the service. */
  writes(method: string, path: string): number
}

export interface WorldOptions extends PracticeServiceOptions {
  /** Of each request. */
  readonly timeoutMs?: number
  readonly ports?: Partial<ApplyPorts>
}

/** What a site is remembered by; strategy writes as the practice site takes them. */
export async function startApplyWorld(options: WorldOptions = {}): Promise<ApplyWorld> {
  const folder = await temporaryFolder()
  const practice = await startPracticeService(options)
  const redactor = createRedactor()
  const services = createFilesService({ timeoutMs: options.timeoutMs ?? 2000, retries: 1, firstPauseMs: 5, redactor })
  const site = new URL(practice.origin).host
  const metadata = new Map<string, string>()
  const certificates = createCertificates()
  const ports: ApplyPorts = {
    clock: { now: Date.now, monotonicMs: () => performance.now() },
    digest: sha256Hex,
    directory: createDirectory(),
    bulk: createBulkDirectory(),
    certificates,
    saml: createSaml(certificates),
    metadataFetch: fetchOf(metadata),
    journal: createJournal({ dataFolder: folder.path, redactText: redactor.redactText }),
    newId: randomUUID,
    lock: (host) => acquireSiteLock(folder.path, host),
    // A test does not wait as long as a person.
    wait: async (ms, signal) => {
      throwIfCancelled(signal)
      await delay(ms / 50)
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    redactor,
    ...options.ports
  }
  const open = (key: string): FilesService => services.open({ origin: practice.origin, host: site }, new Secret(key))
  const service = open(practice.keys.siteAdmin)
  const memory: SiteMemory = {
    site,
    origin: practice.origin,
    name: 'Practice',
    who: 'alice.admin',
    lastConnectedAt: '2026-11-21T10:00:00.000Z',
    strategyWrites: { answer: options.strategyWrites ?? 'refused', at: '2026-11-21T10:00:00.000Z' },
    peopleLastTime: undefined
  }
  const world: ApplyWorld = {
    practice,
    site,
    ports,
    listing: { journal: ports.journal, lockedSince: (host) => siteLockedSince(folder.path, host) },
    service,
    open,
    folder: folder.path,
    memory,
    metadata,
    profile: (wanted) => ({
      schemaVersion: 2,
      name: 'Test',
      site: practice.origin,
      directory: undefined,
      siteLdap: undefined,
      strategies: [],
      saml: undefined,
      oauth: undefined,
      groups: [],
      users: [],
      safety: usualSafetyLimits,
      ...wanted
    }),
    plan: (source, more = {}, otherPorts = {}) =>
      planned({ ...ports, ...otherPorts }, { reader: service, source, memory, ldapPassword: undefined, ...more }),
    async apply(source, more = {}, signal = neverCancelled) {
      const made = more.digest === undefined ? await world.plan(source, planPart(more)) : undefined
      if (made?.ok === false) return { kind: 'stopped', problem: made.error, made: undefined }
      return (
        await applied(
          ports,
          applyRequest(world, source, { ...(made === undefined ? {} : { digest: made.value.plan.digest }), ...more }),
          signal
        )
      ).end
    },
    writes: (method, path) =>
      practice.requests.filter((request) => request.method === method && request.path === `/api/rest/v1${path}`).length,
    async [Symbol.asyncDispose]() {
      await practice.close()
      await folder[Symbol.asyncDispose]()
    }
  }
  return world
}

/** Metadata without a network. */
export function fetchOf(metadata: ReadonlyMap<string, string>): MetadataFetchPort {
  return {
    fetch: async (url) => {
      const found = metadata.get(url)
      if (found === undefined) return fail({ kind: 'name-unknown', host: new URL(url).host })
      return succeed({
        bytes: Buffer.from(found),
        finalUrl: url,
        redirects: [],
        contentType: 'application/samlmetadata+xml',
        durationMs: 1
      })
    }
  }
}

export function applyRequest(world: ApplyWorld, source: PlanSource, more: Partial<ApplyRequest>): ApplyRequest {
  const { digest } = more
  if (digest === undefined) throw new TypeError('There is no digest')
  return {
    service: world.service,
    source,
    memory: world.memory,
    ldapPassword: undefined,
    appliedBy: 'alice.admin',
    canWrite: true,
    override: undefined,
    approval: undefined,
    leaveRecord: false,
    ...more,
    digest
  }
}

function planPart({ memory, ldapPassword, service }: Partial<ApplyRequest>): Partial<PlanRequest> {
  return {
    ...(memory === undefined ? {} : { memory }),
    ...(ldapPassword === undefined ? {} : { ldapPassword }),
    ...(service === undefined ? {} : { reader: service })
  }
}

export async function planned(ports: ApplyPorts, request: PlanRequest): Promise<Result<MadePlan, Problem>> {
  const steps = makeSitePlan(ports, request, neverCancelled)
  for (;;) {
    const step = await steps.next()
    if (step.done === true) return step.value
  }
}

/** To the end, with every event; `onEvent` may cancel. */
export async function applied(
  ports: ApplyPorts,
  request: ApplyRequest,
  signal: CancelSignal,
  onEvent: (event: ApplyEvent) => void = () => undefined
): Promise<{ readonly end: ApplyEnd; readonly events: readonly ApplyEvent[] }> {
  const events: ApplyEvent[] = []
  const steps = applyPlan(ports, request, signal)
  for (;;) {
    const step = await steps.next()
    if (step.done === true) return { end: step.value, events }
    events.push(step.value)
    onEvent(step.value)
  }
}

export function receiptIn(end: ApplyEnd): Receipt {
  if (end.kind === 'stopped') throw new TypeError(`It did not run: ${end.problem.code}: ${end.problem.cause}`)
  return end.receipt
}
