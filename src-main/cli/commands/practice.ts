import { createAdapters } from '../../adapters/create-adapters.ts'
import { Cancelled } from '../../core/cancel.ts'
import type { CheckStatus } from '../../core/checks/check.ts'
import { directorySettings } from '../../core/model/directory-form.ts'
import type { CheckReport } from '../../core/report/check-report.ts'
import { labelled } from '../../core/report/text-report.ts'
import { Secret } from '../../core/secret.ts'
import type { PracticeFault } from '../../practice/practice-faults.ts'
import { PRACTICE_TIMEOUT_SECONDS, practiceForm } from '../../practice/practice-form.ts'
import type { PracticeDirectory } from '../../practice/start-practice-directory.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { createTextReporter } from '../reporters/text.ts'
import { askForFault } from '../ask-for-fault.ts'
import { refuse } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import { runLadder } from './check.ts'

export interface PracticeOptions {
  readonly once?: true | undefined
  readonly fault?: readonly string[] | undefined
  readonly list?: true | undefined
  readonly serve?: true | undefined
  readonly profile?: string | undefined
}

/** The whole product with nothing installed: a directory inside this process, healthy or with faults. */
export async function runPractice(options: PracticeOptions, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const misuse = misuseOf(options)
  if (misuse !== undefined) return refuse({ kind: 'usage', lines: [misuse] }, { command: 'practice' }, terminal)
  const lab = { ...(await loadLab()), terminal, signal }
  if (options.serve === true) return lab.servePractice(options.profile, terminal, signal)
  if (options.list === true) return listFaults(lab)
  const names = options.fault ?? []
  const faults = lab.faults.filter(({ name }) => names.some((given) => given === name))
  const refusal = refusalOf(names, faults)
  if (refusal !== undefined) {
    terminal.err.lines(`Error: ${refusal}`, 'entra-setup practice --list shows the faults.')
    return exitCodes.couldNotRun
  }
  if (options.once === true) return codeFor(faults.length > 0 ? await rehearse(faults, lab) : await rehearse(faults, lab, theWholeWay))
  if (terminal.isInteractive && terminal.out.isTty) return guide(faults, lab)
  return faults.length > 0 ? codeFor(await rehearse(faults, lab)) : tour(lab)
}

interface Lab extends Awaited<ReturnType<typeof loadLab>> {
  readonly terminal: Terminal
  readonly signal: AbortSignal
}

/** Nothing else in the command line loads the practice lab. */
async function loadLab() {
  const { practiceFaults } = await import('../../practice/practice-faults.ts')
  const { startPracticeDirectory } = await import('../../practice/start-practice-directory.ts')
  const { startPracticeService } = await import('../../practice/service/start-practice-service.ts')
  const { rehearseSite } = await import('../rehearse-site.ts')
  const { servePractice } = await import('../serve-practice.ts')
  return { faults: practiceFaults, startDirectory: startPracticeDirectory, startService: startPracticeService, rehearseSite, servePractice }
}

function misuseOf({ serve, once, fault, list, profile }: PracticeOptions): string | undefined {
  if (serve !== true) return profile === undefined ? undefined : '--profile belongs to --serve.'
  return once === undefined && fault === undefined && list === undefined ? undefined : '--serve stands alone, with --profile.'
}

function codeFor(isAsExpected: boolean): ExitCode {
  return isAsExpected ? exitCodes.ok : exitCodes.failed
}

function refusalOf(names: readonly string[], faults: readonly PracticeFault[]): string | undefined {
  const unknown = names.find((name) => !faults.some((fault) => fault.name === name))
  if (unknown !== undefined) return `--fault: there is no fault “${unknown}”.`
  const [first, ...others] = faults
  const bound = faults.filter(({ isFlavourBound }) => isFlavourBound)
  const foreign = bound.find(({ flavour }) => flavour !== bound[0]?.flavour)
  if (foreign !== undefined) return `--fault: ${foreign.name} and ${bound[0]?.name ?? ''} need different kinds of directories.`
  const other = others.find(({ security }) => security !== first?.security)
  return other === undefined ? undefined : `--fault: ${other.name} and ${first?.name ?? ''} are met on different connections.`
}

function listFaults({ faults, terminal: { out } }: Lab): ExitCode {
  for (const { name, title, teaches } of faults) {
    out.lines(out.style.paint('strong', name), ...labelled('', title, out.style, 4), ...labelled('', teaches, out.style, 4), '')
  }
  return exitCodes.ok
}

/** For a person at a terminal: healthy first, then as many faults as they like. */
async function guide(faults: readonly PracticeFault[], lab: Lab): Promise<ExitCode> {
  let isAsExpected = await rehearse(faults, lab)
  for (;;) {
    const chosen = await askForFault(lab.faults, lab.terminal, lab.signal)
    if (chosen === 'end') return codeFor(isAsExpected)
    const answer = await rehearse(chosen === 'healthy' ? [] : [chosen], lab)
    isAsExpected &&= answer
  }
}

/** For a terminal without a person: what a newcomer would see, told as a story. */
async function tour(lab: Lab): Promise<ExitCode> {
  const { out } = lab.terminal
  const stations = [[], ...tourStops.map((name) => lab.faults.filter((fault) => fault.name === name))]
  const answers: boolean[] = []
  for (const [index, faults] of stations.entries()) {
    if (index > 0) out.lines('', '')
    out.lines(out.style.paint('strong', `Station ${String(index + 1)} of ${String(stations.length)}`))
    answers.push(await rehearse(faults, lab))
  }
  out.lines('', `That was the tour. There are ${String(lab.faults.length)} faults to try: entra-setup practice --list`)
  return codeFor(answers.every(Boolean))
}

/** One that everybody meets, and one that hides behind a success. */
const tourStops = ['expired-certificate', 'size-limit']

/** From the healthy directory on to the practice site: plan, apply, read-back, undo. */
async function theWholeWay(directory: PracticeDirectory, { startService, rehearseSite, terminal, signal }: Lab): Promise<boolean> {
  const service = await startService({ caPem: directory.caPem })
  try {
    return await rehearseSite(directory, service, terminal, signal)
  } finally {
    await service.close()
  }
}

/** Runs the ladder once and tells what was to be seen, then goes on if that was so; true when everything was. */
async function rehearse(
  faults: readonly PracticeFault[],
  lab: Lab,
  goOn: (directory: PracticeDirectory, lab: Lab) => Promise<boolean> = () => Promise.resolve(true)
): Promise<boolean> {
  const { startDirectory, terminal, signal } = lab
  const { out } = terminal
  out.lines(...introduction(faults), '')
  const directory = await startDirectory({ faults: faults.map(({ name }) => name) })
  try {
    const report = await runLadder(createAdapters(), checkInput(directory, faults, terminal), createTextReporter(terminal), signal)
    const { isAsExpected, lines } = lesson(faults, report)
    out.lines('', ...lines.flatMap(({ label, text }) => labelled(label, text, out.style)))
    return isAsExpected && (await goOn(directory, lab))
  } catch (thrown) {
    // Closing the directory below breaks open connections, whose errors would hide the cancel.
    if (signal.aborted) throw new Cancelled()
    throw thrown
  } finally {
    await directory.close()
  }
}

function introduction(faults: readonly PracticeFault[]): readonly string[] {
  if (faults.length === 0) return ['A directory of a made-up company runs inside this program. Everything in it is as it should be.']
  return ['The same directory with something wrong:', ...faults.map(({ name, title }) => `- ${name}: ${title}`)]
}

function checkInput(directory: PracticeDirectory, faults: readonly PracticeFault[], terminal: Terminal) {
  const password = new Secret(directory.password)
  terminal.redactor.register(password)
  return { settings: directorySettings(practiceForm(directory, faults[0]), PRACTICE_TIMEOUT_SECONDS), password }
}

interface Lesson {
  readonly isAsExpected: boolean
  readonly lines: readonly { readonly label: string; readonly text: string }[]
}

function lesson(faults: readonly PracticeFault[], report: CheckReport): Lesson {
  if (faults.length === 0) {
    const isAsExpected = report.summary.outcome !== 'failed'
    const text = isAsExpected
      ? 'This is what a directory looks like that Files.com could use. The warning about the authority is real: the practice authority is known nowhere else.'
      : 'The healthy practice directory should not fail: please report this.'
    return { isAsExpected, lines: [{ label: 'Practice', text }] }
  }
  const seen = faults.map((fault) => ({ fault, status: statusOf(report, fault.breaks) }))
  const isAsExpected = seen.some(({ status }) => reports(status)) && seen.every(({ status }) => reports(status) || status === 'blocked')
  return {
    isAsExpected,
    lines: seen.flatMap(({ fault, status }) => [
      {
        label: 'Practice',
        text: outcomeText(report, fault, status)
      },
      { label: 'Lesson', text: fault.teaches }
    ])
  }
}

function outcomeText(report: CheckReport, fault: PracticeFault, status: CheckStatus | 'missing'): string {
  const title = report.results.find(({ id }) => id === fault.breaks)?.title ?? fault.breaks
  if (reports(status)) return `${fault.name} was found by the rung “${title}”.`
  if (status === 'blocked') return `${fault.name} cannot be seen yet: “${title}” waits for a rung that fails before it.`
  return `${fault.name} was not found: “${title}” is ${status}. Please report this.`
}

function statusOf(report: CheckReport, id: string): CheckStatus | 'missing' {
  return report.results.find((result) => result.id === id)?.outcome.status ?? 'missing'
}

function reports(status: CheckStatus | 'missing'): boolean {
  return status === 'fail' || status === 'warn'
}
