import type { LookupFunction } from 'node:net'
import { createAdapters } from '../../src-main/adapters/create-adapters.ts'
import { createDirectory } from '../../src-main/adapters/ldap/create-directory.ts'
import { createNetwork } from '../../src-main/adapters/network/create-network.ts'
import { createTls } from '../../src-main/adapters/tls/create-tls.ts'
import { checkDirectory } from '../../src-main/app/operations/check-directory.ts'
import type { PersonToCheck } from '../../src-main/app/probes/create-host-probes.ts'
import type { ProbePorts } from '../../src-main/app/probes/create-host-probes.ts'
import { type CancelSignal, neverCancelled } from '../../src-main/core/cancel.ts'
import type { CheckEvent, CheckOutcome, CheckResult } from '../../src-main/core/checks/check.ts'
import type { EvidenceItem } from '../../src-main/core/evidence.ts'
import type { DirectorySettings } from '../../src-main/core/model/directory-settings.ts'
import type { CheckReport } from '../../src-main/core/report/check-report.ts'
import { Secret } from '../../src-main/core/secret.ts'
import type { SlapdServer } from './slapd.ts'

export interface DirectoryToCheck extends Partial<DirectorySettings> {
  readonly password?: string
  readonly person?: { readonly username: string; readonly password?: string }
  /** Finds names instead of the operating system. */
  readonly lookup?: LookupFunction
  /** Authorities, PEM, that count as public ones and as the ones of this computer. Default: the real lists. */
  readonly publicAuthorities?: readonly string[]
  readonly systemAuthorities?: readonly string[]
  readonly signal?: CancelSignal
  readonly onEvent?: (event: CheckEvent) => void
}

export interface CheckedDirectory {
  readonly report: CheckReport
  /** One line per rung: `pass ldap.port-accepts`, `fail ldap.bind-accepted ldap.bind.locked-out`, `blocked ldap.base-exists by ldap.bind-accepted`. */
  readonly summary: readonly string[]
  /**
   * The summary without what is green, not needed, or never provable from here: what is left says all about the ladder. Rungs
   * that wait for the same one are folded into one line: `blocked 9 by ldap.bind-accepted`.
   */
  readonly findings: readonly string[]
  /** The outcome of a rung, with `evidence` as `label: value` lines. */
  readonly byId: (id: string) => CheckOutcome & { readonly lines: readonly string[] }
}

/** The whole ladder through the real adapters. Default: 127.0.0.1 without encryption, which is allowed, with a deadline of five seconds. */
export async function checkADirectory(directory: DirectoryToCheck): Promise<CheckedDirectory> {
  const { password = '', person, signal = neverCancelled, onEvent, lookup, publicAuthorities, systemAuthorities, ...settings } = directory
  const input = {
    settings: { ...usualSettings, ...settings },
    password: new Secret(password),
    ...(person === undefined ? {} : { person: personToCheck(person) })
  }
  const ladder = checkDirectory(portsFor({ lookup, publicAuthorities, systemAuthorities }), input, signal)
  for (;;) {
    const step = await ladder.next()
    if (step.done === true) return described(step.value)
    onEvent?.(step.value)
  }
}

/** What a person fills in for this slapd: the reader by StartTLS or, without a certificate, in clear. */
export function settingsFor(slapd: SlapdServer): DirectoryToCheck {
  return {
    host: slapd.host,
    port: slapd.port,
    security: slapd.ldapsPort === undefined ? 'none' : 'starttls',
    username: slapd.readerDn,
    password: slapd.readerPassword,
    baseDn: slapd.suffix
  }
}

const usualSettings: DirectorySettings = {
  host: '127.0.0.1',
  backupHosts: [],
  port: 389,
  security: 'none',
  serverType: 'openldap',
  username: '',
  baseDn: '',
  usernameField: 'uid',
  domain: '',
  allowCleartext: true,
  timeoutMs: 5_000
}

interface World {
  readonly lookup: LookupFunction | undefined
  readonly publicAuthorities: readonly string[] | undefined
  readonly systemAuthorities: readonly string[] | undefined
}

function portsFor({ lookup, publicAuthorities, systemAuthorities }: World): ProbePorts {
  const found = lookup === undefined ? {} : { lookup }
  return {
    clock: createAdapters().clock,
    network: createNetwork(found),
    directory: createDirectory({ ...found, ...(systemAuthorities === undefined ? {} : { authorities: systemAuthorities }) }),
    tls: createTls({
      ...found,
      ...(systemAuthorities === undefined ? {} : { systemRoots: { pems: systemAuthorities, source: 'the authorities of this test' } }),
      ...(publicAuthorities === undefined
        ? {}
        : { publicRoots: { pems: publicAuthorities, source: 'the public authorities of this test' } })
    })
  }
}

function personToCheck({ username, password }: { readonly username: string; readonly password?: string }): PersonToCheck {
  return password === undefined ? { username } : { username, password: new Secret(password) }
}

function described(report: CheckReport): CheckedDirectory {
  return {
    report,
    summary: report.results.map(summaryLine),
    findings: folded(report.results.filter(isFinding).map((result) => ({ blocker: blockerOf(result), line: summaryLine(result) }))),
    byId: (id) => {
      const outcome = report.results.find((result) => result.id === id)?.outcome
      if (outcome === undefined) throw new Error(`No rung is called ${id}`)
      return { ...outcome, lines: evidenceOf(outcome).map(({ label, value }) => `${label}: ${value}`) }
    }
  }
}

function summaryLine({ id, outcome }: CheckResult): string {
  if ('problem' in outcome) return `${outcome.status} ${id} ${outcome.problem.code}`
  return outcome.status === 'blocked' ? `blocked ${id} by ${outcome.by}` : `${outcome.status} ${id}`
}

function isFinding({ id, outcome }: CheckResult): boolean {
  return outcome.status !== 'pass' && outcome.status !== 'skip' && id !== 'ldap.reachable-from-files-com'
}

function blockerOf({ outcome }: CheckResult): string | undefined {
  return outcome.status === 'blocked' ? outcome.by : undefined
}

function folded(lines: readonly { readonly blocker: string | undefined; readonly line: string }[]): readonly string[] {
  return lines.flatMap(({ blocker, line }, index) => {
    if (blocker === undefined) return [line]
    if (lines[index - 1]?.blocker === blocker) return []
    const next = lines.findIndex((other, place) => place > index && other.blocker !== blocker)
    return [`blocked ${(next === -1 ? lines.length : next) - index} by ${blocker}`]
  })
}

function evidenceOf(outcome: CheckOutcome): readonly EvidenceItem[] {
  if ('problem' in outcome) return outcome.problem.evidence
  return 'evidence' in outcome ? (outcome.evidence ?? []) : []
}
