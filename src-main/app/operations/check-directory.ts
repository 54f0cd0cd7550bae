import { type BoundCheck, bindChecks, type Check, type CheckEvent, type CheckResult } from '../../core/checks/check.ts'
import { rootDseAnswers } from '../../core/checks/ldap/root-dse-answers.ts'
import { personExplained } from '../../core/checks/ldap/person-explained.ts'
import { personPasswordAccepted } from '../../core/checks/ldap/person-password-accepted.ts'
import { backupHostChecks, closingChecks, directoryChecks } from '../../core/checks/registry.ts'
import { runChecks } from '../../core/checks/run-checks.ts'
import type { HostProbes, PersonProbes } from '../../core/checks/probes.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import { suggestSettings } from '../../core/directory/suggest-settings.ts'
import type { DirectorySettings } from '../../core/model/directory-settings.ts'
import { type CheckReport, summarise } from '../../core/report/check-report.ts'
import type { Secret } from '../../core/secret.ts'
import { createHostProbes, type PersonToCheck, type ProbePorts } from '../probes/create-host-probes.ts'
import type { PasswordLedger } from '../probes/password-ledger.ts'

export interface DirectoryCheckInput {
  readonly settings: DirectorySettings
  readonly password: Secret
  /** Explained when given; tried once when the password is given too. */
  readonly person?: PersonToCheck
}

/** The whole ladder for all hosts: events as they happen, the report at the end. Read only. Throws `Cancelled`. */
export async function* checkDirectory(
  ports: ProbePorts,
  input: DirectoryCheckInput,
  signal: CancelSignal
): AsyncGenerator<CheckEvent, CheckReport> {
  const startedMs = ports.clock.monotonicMs()
  const startedAt = new Date(ports.clock.now()).toISOString()
  const { checks, first, close } = ladder(ports, input, startedAt, signal)
  try {
    const results = yield* runChecks(checks, ports.clock, signal)
    // A probe that broke would break again here and take the report with it; its crash row has told it already.
    const hasCrashed = results.some(({ outcome }) => outcome.status === 'crash')
    const suggestions = hasCrashed ? [] : await suggestionsOf(first, input.settings, results)
    return {
      startedAt,
      durationMs: Math.round(ports.clock.monotonicMs() - startedMs),
      subject: subjectOf(input.settings),
      summary: summarise(results),
      results,
      suggestions
    }
  } finally {
    close()
  }
}

function ladder(
  ports: ProbePorts,
  input: DirectoryCheckInput,
  now: string,
  signal: CancelSignal
): { readonly checks: readonly BoundCheck[]; readonly first: HostProbes; close(): void } {
  const ledger: PasswordLedger = {}
  const { settings, password, person } = input
  const first = createHostProbes(
    ports,
    { settings, password, ledger, bindCheckId: 'ldap.bind-accepted', now, ...(person === undefined ? {} : { person }) },
    signal
  )
  const backups = settings.backupHosts.map((host, index) => {
    const prefix = `backup-${index + 1}/`
    const second = createHostProbes(
      ports,
      { settings: { ...settings, host }, password, ledger, bindCheckId: `${prefix}ldap.bind-accepted`, now },
      signal
    )
    return {
      close: second.close,
      checks: bindChecks(backupHostChecks, { ...second.probes, first: first.probes }, { prefix, titlePrefix: `${host}: ` })
    }
  })
  return {
    checks: [
      ...bindChecks(directoryChecks, first.probes),
      ...bindChecks(personChecks(person), first.probes),
      ...backups.flatMap(({ checks }) => checks),
      ...bindChecks(closingChecks, first.probes)
    ],
    first: first.probes,
    close: () => {
      first.close()
      for (const backup of backups) backup.close()
    }
  }
}

function personChecks(person: PersonToCheck | undefined): readonly Check<PersonProbes>[] {
  if (person === undefined) return []
  const explained = personExplained(person.username)
  return person.password === undefined ? [explained] : [explained, personPasswordAccepted(person.username)]
}

/** From what the rungs saw; nothing more is asked, so that a silent server costs no further wait. */
async function suggestionsOf(
  probes: HostProbes,
  settings: DirectorySettings,
  results: readonly CheckResult[]
): Promise<CheckReport['suggestions']> {
  const rung = results.find(({ id }) => id === rootDseAnswers.id)
  const root = rung?.outcome.status === 'pass' ? await probes.rootDse() : undefined
  const services = await probes.services()
  return suggestSettings(settings, { services: services.records, ...(root?.ok === true ? { root: root.value } : {}) })
}

function subjectOf(settings: DirectorySettings): CheckReport['subject'] {
  const { host, backupHosts, port, security, serverType, username, baseDn, usernameField, domain } = settings
  return { host, backupHosts, port, security, serverType, username, baseDn, usernameField, domain }
}
