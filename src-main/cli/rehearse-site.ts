import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyPlan } from '../app/operations/apply-plan.ts'
import { connectSite } from '../app/operations/connect-site.ts'
import { type MadePlan, makeSitePlan, type PlanSource } from '../app/operations/make-site-plan.ts'
import { verifyProfile } from '../app/operations/verify-profile.ts'
import type { Problem } from '../core/errors.ts'
import { planHeadline } from '../core/plan/plan-headline.ts'
import type { Receipt } from '../core/plan/receipt.ts'
import { labelled, problemLines } from '../core/report/text-report.ts'
import { fail, type Result, succeed } from '../core/result.ts'
import { Secret } from '../core/secret.ts'
import type { ConnectedSite } from '../core/service/connected-site.ts'
import type { FilesService } from '../core/service/files-service.ts'
import { parseSiteAddress } from '../core/service/site-address.ts'
import type { PracticeService } from '../practice/service/start-practice-service.ts'
import type { PracticeDirectory } from '../practice/start-practice-directory.ts'
import { type CliPorts, createCliPorts } from './create-cli-ports.ts'
import { practiceProfile } from './practice-profile.ts'
import { heading } from './reporters/lines.ts'
import { planOutcome } from './reporters/plan.ts'
import { rehearsePreview } from './rehearse-preview.ts'
import type { Terminal } from './terminal.ts'

/** The whole way on the practice site: preview, plan, apply, read back, undo. True when everything was proved and the site holds what it held before. */
export async function rehearseSite(
  directory: PracticeDirectory,
  service: PracticeService,
  terminal: Terminal,
  signal: AbortSignal
): Promise<boolean> {
  // The journal of this rehearsal is nobody's history.
  const folder = await mkdtemp(join(tmpdir(), 'entra-setup-practice-'))
  try {
    return await rehearse({ directory, service, ports: createCliPorts(terminal, folder), terminal, signal })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Rehearsal {
  readonly directory: PracticeDirectory
  readonly service: PracticeService
  readonly ports: CliPorts
  readonly terminal: Terminal
  readonly signal: AbortSignal
}

async function rehearse(rehearsal: Rehearsal): Promise<boolean> {
  const { directory, service, ports, signal, terminal } = rehearsal
  const { out } = terminal
  const say = (label: string, text: string) => out.lines(...labelled(label, text, out.style))
  out.lines('', heading(`The practice site ${service.origin}, with this directory behind it`, out.style))
  const address = parseSiteAddress(service.origin)
  if (!address.ok) throw new TypeError(`The practice site has no address: ${address.error}`)
  const key = new Secret(service.keys.siteAdmin)
  terminal.redactor.register(key)
  const client = ports.services.open(address.value, key)
  const look = {
    address: address.value,
    service: client,
    probeWrites: false,
    remembered: undefined,
    keyStorage: { kind: 'not-stored' }
  } as const
  const connected = await connectSite(ports, look, signal)
  if (!connected.ok) return failed(connected.error, terminal)
  say('Connected', `as ${connected.value.key.who}. ${connected.value.key.ability}`)

  const before = whatItHolds(service)
  const profile = practiceProfile(directory, service.origin)
  const previewed = await rehearsePreview(ports, { profile, reader: client, password: new Secret(directory.password) }, terminal, signal)
  if (!previewed.ok) return failed(previewed.error, terminal)
  say('Previewed', previewed.value.headline)
  const applied = await planAndApply(rehearsal, { kind: 'profile', profile }, client, connected.value)
  if (!applied.ok) return failed(applied.error, terminal)
  const verified = await verifyProfile(ports, { reader: client, profile }, signal)
  if (!verified.ok) return failed(verified.error, terminal)
  say('Verified', verified.value.headline)

  const undone = await planAndApply(rehearsal, { kind: 'undo', receipt: applied.value }, client, connected.value)
  if (!undone.ok) return failed(undone.error, terminal)
  const isRestored = whatItHolds(service) === before
  const isProved = applied.value.outcome === 'proved' && undone.value.outcome === 'proved' && verified.value.holds
  say(
    'Restored',
    isRestored
      ? 'The site holds exactly what it held before, except the password, which nobody can read.'
      : 'The site is not what it was before. Please report this.'
  )
  return isRestored && isProved && previewed.value.summary.isComplete
}

/** Everything that a person could set, as the service itself keeps it. Empty is empty: null and an empty text mean the same there. */
function whatItHolds({ state }: PracticeService): string {
  const records = [state.site, [...state.strategies.values()], [...state.users.values()], [...state.groups.values()]]
  return JSON.stringify(records, (_key, value: unknown) => (value === '' ? null : value))
}

async function planAndApply(
  { ports, terminal, signal, directory }: Rehearsal,
  source: PlanSource,
  service: FilesService,
  { key }: ConnectedSite
): Promise<Result<Receipt, Problem>> {
  const { out } = terminal
  const ldapPassword = new Secret(directory.password)
  const made = await planned(ports, { reader: service, source, memory: undefined, ldapPassword }, signal)
  if (!made.ok) return made
  const { plan } = made.value
  const say = (label: string, text: string) => out.lines(...labelled(label, text, out.style))
  say(
    source.kind === 'undo' ? 'Undo planned' : 'Planned',
    `${planHeadline(plan)}. ${planOutcome(plan) === 'unsafe' ? 'It is not safe.' : 'It is safe, and an administrator is proved to get in with a password.'}`
  )
  say('Digest', plan.digest)
  const steps = applyPlan(
    ports,
    {
      service,
      source,
      memory: undefined,
      ldapPassword,
      digest: plan.digest,
      appliedBy: key.who,
      canWrite: key.canWrite,
      override: undefined,
      approval: undefined,
      leaveRecord: false
    },
    signal
  )
  for (;;) {
    const step = await steps.next()
    if (step.done !== true) continue
    if (step.value.kind === 'stopped') return fail(step.value.problem)
    const { receipt, run } = step.value
    say(source.kind === 'undo' ? 'Undone' : 'Applied', run.headline)
    say('Read back', readBackText(receipt))
    return succeed(receipt)
  }
}

async function planned(
  ports: CliPorts,
  request: Parameters<typeof makeSitePlan>[1],
  signal: AbortSignal
): Promise<Result<MadePlan, Problem>> {
  const steps = makeSitePlan(ports, request, signal)
  for (;;) {
    const step = await steps.next()
    if (step.done === true) return step.value
  }
}

function readBackText({ changes }: Receipt): string {
  const fields = changes.flatMap(({ readBack }) => readBack)
  const count = (state: (typeof fields)[number]['state']) => fields.filter((field) => field.state === state).length
  const words = [
    `${String(count('verified'))} verified`,
    ...(count('accepted-not-readable') === 0 ? [] : [`${String(count('accepted-not-readable'))} accepted but not readable`]),
    ...(count('differs') === 0 ? [] : [`${String(count('differs'))} different`]),
    ...(count('not-known') === 0 ? [] : [`${String(count('not-known'))} not known`])
  ]
  return words.join(', ')
}

function failed(problem: Problem, { out }: Terminal): boolean {
  out.lines(...problemLines(problem, out.style))
  return false
}
