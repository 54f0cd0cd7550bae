import { existsSync } from 'node:fs'
import { type Problem } from '../../core/errors.ts'
import { serviceFieldMessages } from '../../core/model/service-field-messages.ts'
import { isEmptyValue, valueOf } from '../../core/model/service-field-value.ts'
import { serviceField, serviceFieldsOf } from '../../core/model/service-fields.ts'
import type { ResourceKind } from '../../core/plan/plan.ts'
import { profileFromSite } from '../../core/profile/profile-from-site.ts'
import type { Profile, WantedFields } from '../../core/profile/profile.ts'
import { labelled } from '../../core/report/text-report.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { FieldValue, FieldValues } from '../../core/service/service-facts.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import { type CliPorts, createCliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readProfile } from '../input-file.ts'
import { type OpenedSite, openSite, type SiteOptions } from '../open-site.ts'
import { obstacleToWriting, type OutputFile, writeOutput } from '../output-file.ts'
import { refuse } from '../refusal.ts'
import { repeatedWords } from '../repeat-words.ts'
import { heading, commandLines } from '../reporters/lines.ts'
import { jsonText } from '../reporters/json-text.ts'
import { secretFiles } from '../secret-sources.ts'
import type { Terminal } from '../terminal.ts'

export interface ProfileOptions extends SiteOptions {
  readonly new?: string | undefined
  readonly out?: string | undefined
  readonly json?: true | undefined
}

/** Makes a profile that changes nothing, or checks one without asking the site. */
export async function runProfile(
  file: string | undefined,
  options: ProfileOptions,
  terminal: Terminal,
  signal: AbortSignal
): Promise<ExitCode> {
  const about = { command: 'profile', json: options.json }
  if ((file === undefined) === (options.new === undefined))
    return refuse({ kind: 'usage', lines: ['Give either a profile to check, or --new FILE.'] }, about, terminal)
  if (file === undefined && options.out !== undefined)
    return refuse({ kind: 'usage', lines: ['--out goes with a profile to check; --new names the new file itself.'] }, about, terminal)
  if (file !== undefined && options.site !== undefined)
    return refuse({ kind: 'usage', lines: ['--site goes with --new: a file is checked without asking a site.'] }, about, terminal)
  const ports = createCliPorts(terminal)
  if (file !== undefined) return check(ports, file, options, terminal)
  const newFile: OutputFile = { option: '--new', path: options.new }
  const obstacle = existsSync(options.new ?? '')
    ? `--new: ${options.new ?? ''} is there already.`
    : await obstacleToWriting(newFile, secretFiles(options))
  if (obstacle !== undefined) return refuse({ kind: 'usage', lines: [obstacle] }, about, terminal)
  const site = await openSite(ports, options, {}, terminal, signal)
  if (!site.ok) return refuse(site.error, about, terminal)
  const profile = await profileOf(site.value, signal)
  if (!profile.ok) return refuse({ kind: 'problem', problem: profile.error }, about, terminal)
  // Somebody may have pasted the key into a setting of the site.
  const unwritten = await writeOutput(newFile, terminal.redactor.redactText(ports.profileFiles.text(profile.value)))
  if (unwritten !== undefined) return refuse({ kind: 'usage', lines: [unwritten] }, about, terminal)
  const { out, redactor } = terminal
  if (options.json === true) {
    out.document(
      jsonText({ schemaVersion: 1, command: 'profile', outcome: 'made', file: options.new, profile: profile.value }, redactor.redactText)
    )
  } else {
    out.lines(
      heading(`${options.new ?? ''} holds what ${site.value.address.host} holds now.`, out.style),
      'Change what shall be different, take out what shall be left alone, then:',
      ...commandLines(['entra-setup', 'plan', '--profile', options.new ?? '', ...repeatedWords({ ...options, site: undefined })], out.style)
    )
  }
  return exitCodes.ok
}

async function profileOf({ service, address, connected }: OpenedSite, signal: AbortSignal): Promise<Result<Profile, Problem>> {
  const facts = await service.site(signal)
  if (!facts.ok) return fail(serviceProblem(facts.error, { host: address.host, action: 'read the settings of the site' }))
  return succeed({
    ...profileFromSite(address.host, facts.value),
    // With the scheme: 127.0.0.1 is reached without https, and a custom domain is not a subdomain.
    site: address.origin.startsWith('https://') ? address.host : address.origin,
    strategies: connected.strategies.map(({ id, fields }) => ({ id, fields: held('sso-strategy', fields) }))
  })
}

/** Empty fields are left out, so that the profile does not empty what somebody fills in later. */
function held(kind: ResourceKind, fields: FieldValues): WantedFields {
  const filled = serviceFieldsOf(kind)
    .map(({ name }) => [name, valueOf(fields, name)] as const)
    .filter((field): field is [string, Exclude<FieldValue, undefined>] => !isEmptyValue(field[1]))
  return Object.fromEntries(filled)
}

interface Finding {
  readonly where: string
  readonly severity: 'error' | 'advice'
  readonly text: string
}

async function check(ports: CliPorts, file: string, options: ProfileOptions, terminal: Terminal): Promise<ExitCode> {
  const about = { command: 'profile', json: options.json }
  const outFile: OutputFile = { option: '--out', path: options.out }
  const obstacle = await obstacleToWriting(outFile, secretFiles(options))
  if (obstacle !== undefined) return refuse({ kind: 'usage', lines: [obstacle] }, about, terminal)
  const read = await readProfile(ports.profileFiles, file)
  if (!read.ok) return refuse({ kind: 'problem', problem: read.error }, about, terminal)
  const { profile, notes } = read.value
  const findings = findingsOf(profile)
  const isWrong = findings.some(({ severity }) => severity === 'error')
  const { out, redactor } = terminal
  if (options.json === true) {
    const document = { schemaVersion: 1, command: 'profile', outcome: isWrong ? 'wrong' : 'in-order', file, profile, notes, findings }
    out.document(jsonText(document, redactor.redactText))
  } else {
    out.lines(
      heading(`${file}: ${isWrong ? 'something is wrong' : 'in order'}.`, out.style),
      ...labelled('Site', profile.site, out.style),
      ...labelled('Manages', managedText(profile), out.style),
      ...notes.flatMap((note) => labelled('Note', note, out.style)),
      ...findings.flatMap(({ where, severity, text }) =>
        labelled(severity === 'error' ? 'Wrong' : 'Advice', `${where}: ${text}`, out.style)
      )
    )
  }
  const unwritten = await writeOutput(outFile, ports.profileFiles.text(profile))
  if (unwritten !== undefined) return refuse({ kind: 'usage', lines: [unwritten] }, about, terminal)
  return isWrong ? exitCodes.failed : exitCodes.ok
}

function findingsOf({ siteLdap = {}, strategies, saml, oauth }: Profile): readonly Finding[] {
  return [
    ...fieldFindings('site-ldap', 'siteLdap', siteLdap),
    ...strategies.flatMap(({ id, fields }) => fieldFindings('sso-strategy', `strategies (${String(id)})`, fields)),
    ...fieldFindings('sso-strategy', `saml (${saml?.displayName ?? ''})`, saml?.fields ?? {}),
    ...fieldFindings('sso-strategy', `oauth (${oauth?.displayName ?? ''})`, oauth?.fields ?? {})
  ]
}

function fieldFindings(kind: ResourceKind, where: string, fields: WantedFields): readonly Finding[] {
  const unknown = Object.keys(fields).filter((name) => serviceField(kind, name) === undefined)
  return [
    ...unknown.map(
      (name) => ({ where: `${where}.${name}`, severity: 'error', text: 'This is none of the fields that are planned.' }) as const
    ),
    ...serviceFieldMessages(kind, fields).map(({ field, severity, text }) => ({ where: `${where}.${field}`, severity, text }))
  ]
}

function managedText({ siteLdap = {}, strategies, saml, oauth, users, groups }: Profile): string {
  const counts = [
    `${String(Object.keys(siteLdap).length)} LDAP settings of the site`,
    `${String(strategies.length)} single sign-on strategies`,
    ...(saml === undefined ? [] : [`“${saml.displayName}” by SAML`]),
    ...(oauth === undefined ? [] : [`“${oauth.displayName}” by OAuth`]),
    `${String(users.length)} users`,
    ...(groups.length === 0 ? [] : [`names of ${String(groups.length)} groups`])
  ]
  return counts.join(', ')
}
