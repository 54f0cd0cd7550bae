import { type MadePlan, makeSitePlan, type PlanSource } from '../app/operations/make-site-plan.ts'
import type { PlanProgress } from '../core/plan/apply-event.ts'
import type { Profile, WantedFields } from '../core/profile/profile.ts'
import { type Result, succeed } from '../core/result.ts'
import type { Secret } from '../core/secret.ts'
import type { CliPorts } from './create-cli-ports.ts'
import type { OpenedSite } from './open-site.ts'
import { askForPassword, readGivenPassword } from './passwords.ts'
import { createProgressLines } from './progress-lines.ts'
import { badUsage, type Refusal, standsInTheWay } from './refusal.ts'
import { ldapPasswordSources, type SecretOptions } from './secret-sources.ts'
import type { Terminal } from './terminal.ts'

export interface PlannedSite {
  readonly made: MadePlan
  readonly ldapPassword: Secret | undefined
}

/** Plans with the LDAP password that lies ready; a person is asked for it only when this plan can use it. Only GET requests. */
export async function planSite(
  ports: CliPorts,
  site: OpenedSite,
  source: PlanSource,
  ldapPassword: Secret | undefined,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<PlannedSite, Refusal>> {
  const made = await makePlan(ports, site, source, ldapPassword, terminal, signal)
  if (!made.ok || ldapPassword !== undefined || !terminal.isInteractive || !canUsePassword(made.value)) {
    return made.ok ? succeed({ made: made.value, ldapPassword }) : made
  }
  const typed = await askForPassword(`LDAP password of ${site.address.host} (empty: go on without it)`, terminal, signal)
  if (typed.isEmpty) return succeed({ made: made.value, ldapPassword: undefined })
  const again = await makePlan(ports, site, source, typed, terminal, signal)
  return again.ok ? succeed({ made: again.value, ldapPassword: typed }) : again
}

/** From a file, standard input or the environment; from the keychain when the plan is about a directory. Nobody is asked. */
export async function givenLdapPassword(
  ports: CliPorts,
  options: SecretOptions,
  host: string,
  source: PlanSource,
  terminal: Terminal
): Promise<Result<Secret | undefined, Refusal>> {
  const given = await readGivenPassword(ldapPasswordSources(options), terminal)
  if (!given.ok) return badUsage(given.error)
  if (given.value !== undefined || !isAboutDirectory(source)) return given
  const stored = await ports.keychain.read({ kind: 'ldap-password', site: host })
  if (!stored.ok || stored.value === undefined) return succeed(undefined)
  terminal.redactor.register(stored.value)
  return succeed(stored.value)
}

async function makePlan(
  ports: CliPorts,
  { service, memory }: OpenedSite,
  source: PlanSource,
  ldapPassword: Secret | undefined,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<MadePlan, Refusal>> {
  const progress = createProgressLines(terminal)
  const steps = makeSitePlan(ports, { reader: service, source, memory, ldapPassword }, signal)
  for (;;) {
    const step = await steps.next()
    if (step.done === true) {
      progress.end()
      return step.value.ok ? step.value : standsInTheWay(step.value.error)
    }
    progress.now(progressText(step.value))
  }
}

function progressText({ phase, count }: PlanProgress): string {
  const number = count.toLocaleString('en-US')
  switch (phase) {
    case 'site':
      return 'reading the site'
    case 'users':
      return `reading users: ${number}`
    case 'directory':
      return `reading the directory: ${number} people`
  }
}

function canUsePassword({ secretFields, forecast }: MadePlan): boolean {
  return secretFields.includes('ldap_password') || forecast.kind === 'not-made'
}

function fieldsOf({ siteLdap, strategies, saml, oauth }: Profile): readonly WantedFields[] {
  return [siteLdap ?? {}, ...strategies.map(({ fields }) => fields), saml?.fields ?? {}, oauth?.fields ?? {}]
}

function isAboutDirectory(source: PlanSource): boolean {
  const fields =
    source.kind === 'profile'
      ? fieldsOf(source.profile).flatMap(Object.keys)
      : source.receipt.changes.flatMap(({ change }) => change.fields.map(({ field }) => field))
  return fields.some((field) => /^(?:ldap_|provision_|deprovision_)/.test(field))
}
