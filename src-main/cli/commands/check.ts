import { createAdapters } from '../../adapters/create-adapters.ts'
import { checkDirectory, type DirectoryCheckInput } from '../../app/operations/check-directory.ts'
import type { ProbePorts } from '../../app/probes/create-host-probes.ts'
import type { DirectorySettings } from '../../core/model/directory-settings.ts'
import type { CheckReport } from '../../core/report/check-report.ts'
import { exportableReport } from '../../core/report/exportable-report.ts'
import { htmlReport } from '../../core/report/html-report.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { checkSettings, type CheckSettingsOptions } from '../check-settings.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { obstacleToWriting, type OutputFile, writeOutput } from '../output-file.ts'
import { readPassword } from '../passwords.ts'
import { createJsonReporter } from '../reporters/json.ts'
import { withProgress } from '../reporters/progress.ts'
import type { CheckReporter } from '../reporters/reporter.ts'
import { createTextReporter } from '../reporters/text.ts'
import type { Terminal } from '../terminal.ts'

export interface CheckOptions extends CheckSettingsOptions {
  readonly passwordFile?: string | undefined
  readonly passwordStdin?: true | undefined
  readonly json?: true | undefined
  readonly report?: string | undefined
}

export async function runCheck(options: CheckOptions, version: string, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const adapters = createAdapters()
  const reportFile: OutputFile = { option: '--report', path: options.report }
  const obstacle = await obstacleToWriting(reportFile, [options.caFile, options.passwordFile, options.personPasswordFile])
  if (obstacle !== undefined) return refuse(terminal, [obstacle])
  const given = await checkSettings(options, adapters.certificates)
  if (!given.ok) return refuse(terminal, given.error)
  terminal.err.lines(...given.value.advice.map((line) => `Note: ${line}`))
  const input = await withPasswords(given.value.settings, options, terminal, signal)
  if (!input.ok) return refuse(terminal, [input.error])
  const reporter = reporterFor(options, version, terminal)
  const report = await runLadder(adapters, input.value, reporter, signal)
  const unwritten = await writeOutput(reportFile, reportText(report, version, terminal))
  if (unwritten !== undefined) return refuse(terminal, [unwritten])
  return report.summary.outcome === 'failed' ? exitCodes.failed : exitCodes.ok
}

function reporterFor(options: CheckOptions, version: string, terminal: Terminal): CheckReporter {
  const reporter = options.json === true ? createJsonReporter(terminal, version) : createTextReporter(terminal)
  // Where results and progress would land in one place the rungs are the progress; a document must stay alone in its file.
  const isWanted = !terminal.isOnePlace || (options.json === true && terminal.err.isTty)
  return isWanted ? withProgress(reporter, terminal) : reporter
}

/** Runs the ladder and tells the reporter; also for practice. Throws `Cancelled`. */
export async function runLadder(
  ports: ProbePorts,
  input: DirectoryCheckInput,
  reporter: CheckReporter,
  signal: AbortSignal
): Promise<CheckReport> {
  const events = checkDirectory(ports, input, signal)
  const { caPem: _caPem, timeoutMs: _timeoutMs, allowCleartext: _allowCleartext, ...subject } = input.settings
  reporter.begin(subject)
  for (;;) {
    const step = await events.next()
    if (step.done === true) {
      reporter.end(step.value)
      return step.value
    }
    reporter.event(step.value)
  }
}

async function withPasswords(
  settings: DirectorySettings,
  options: CheckOptions,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<DirectoryCheckInput, string>> {
  const password = await readPassword(
    {
      prompt: `Password of ${settings.username}`,
      file: options.passwordFile,
      fromStdin: options.passwordStdin,
      environmentVariable: 'ENTRA_SETUP_LDAP_PASSWORD',
      ways: '--password-file FILE or --password-stdin'
    },
    terminal,
    signal
  )
  if (!password.ok) return password
  const username = options.person?.trim() ?? ''
  if (username === '') return succeed({ settings, password: password.value })
  // Without a password the person is explained only; nobody is asked for a password they did not mean to try.
  const isToBeTried = options.personPasswordFile !== undefined || (terminal.env[PERSON_PASSWORD] ?? '') !== ''
  if (!isToBeTried) return succeed({ settings, password: password.value, person: { username } })
  const personPassword = await readPassword(
    {
      prompt: `Password of ${username}`,
      file: options.personPasswordFile,
      environmentVariable: PERSON_PASSWORD,
      ways: '--person-password-file FILE'
    },
    terminal,
    signal
  )
  if (!personPassword.ok) return fail(`--person: ${personPassword.error}`)
  return succeed({ settings, password: password.value, person: { username, password: personPassword.value } })
}

const PERSON_PASSWORD = 'ENTRA_SETUP_PERSON_PASSWORD'

function reportText(report: CheckReport, version: string, terminal: Terminal): string {
  return htmlReport(exportableReport(report, terminal.redactor.redactText), { version, createdAt: new Date().toISOString() })
}

function refuse(terminal: Terminal, lines: readonly string[]): ExitCode {
  terminal.err.lines(...lines.map((line) => `Error: ${line}`), 'entra-setup check --help explains the options.')
  return exitCodes.couldNotRun
}
