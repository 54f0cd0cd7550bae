import { adviceFrom, type AdviserFindings, readForAdvice } from '../../app/operations/advise.ts'
import { adviserQuestions, unknownAnswers } from '../../core/adviser/adviser-questions.ts'
import type { Advice, AdviserAnswers } from '../../core/adviser/adviser-views.ts'
import { methodTables } from '../../core/adviser/method-tables.ts'
import { type Result, succeed } from '../../core/result.ts'
import { askForAnswer } from '../ask-for-answer.ts'
import { type CliPorts, createCliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readInput, readProfile } from '../input-file.ts'
import { openSite, type SiteOptions } from '../open-site.ts'
import { badUsage, type Refusal, refuse, standsInTheWay } from '../refusal.ts'
import { adviceDocument, adviceLines, questionLines, tableLines } from '../reporters/advice.ts'
import { jsonText } from '../reporters/json-text.ts'
import type { Terminal } from '../terminal.ts'

export interface AdviseOptions extends SiteOptions {
  readonly profile?: string | undefined
  readonly answers?: string | undefined
  readonly questions?: true | undefined
  readonly table?: true | undefined
  readonly json?: true | undefined
}

/** Recommends methods. Sends nothing but GET requests, and none at all without a site. */
export async function runAdvise(options: AdviseOptions, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const about = { command: 'advise', json: options.json }
  const refused = (refusal: Refusal): ExitCode => refuse(refusal, about, terminal)
  const { out, redactor } = terminal
  if (options.questions === true || options.table === true) return printBasics(options, terminal)
  const answers = await givenAnswers(options)
  if (!answers.ok) return refused(answers.error)
  const ports = createCliPorts(terminal)
  const findings = await findingsOf(ports, options, terminal, signal)
  if (!findings.ok) return refused(findings.error)
  const isAsked = terminal.isInteractive && options.answers === undefined && options.json !== true
  const advice = isAsked ? await withAskedAnswers(findings.value, terminal, signal) : adviceFrom(findings.value, answers.value, undefined)
  if (options.json === true) out.document(jsonText(adviceDocument(advice), redactor.redactText))
  else out.lines(...adviceLines(advice, out.style))
  return advice.notRead.length === 0 ? exitCodes.ok : exitCodes.incomplete
}

function printBasics(options: AdviseOptions, { out }: Terminal): ExitCode {
  const tables = options.table === true ? { tables: methodTables } : {}
  const questions = options.questions === true ? { questions: adviserQuestions } : {}
  if (options.json === true)
    out.document(jsonText({ schemaVersion: 1, command: 'advise', outcome: 'printed', ...questions, ...tables }, String))
  else
    out.lines(
      ...(options.questions === true ? questionLines(adviserQuestions, out.style) : []),
      ...(options.table === true ? methodTables.flatMap((table) => tableLines(table, out.style)) : [])
    )
  return exitCodes.ok
}

async function givenAnswers({ answers: path }: AdviseOptions): Promise<Result<AdviserAnswers, Refusal>> {
  if (path === undefined) return succeed({})
  const bytes = await readInput(path)
  if (!bytes.ok) return badUsage(`--answers: ${path} cannot be used: ${bytes.error}.`)
  const answers = parsedAnswers(bytes.value)
  if (answers === undefined)
    return badUsage(`--answers: ${path} is no JSON object of questions and answers, such as {"password-ways": "keys"}.`)
  const unknown = unknownAnswers(answers)
  return unknown.length === 0 ? succeed(answers) : badUsage(...unknown.map((sentence) => `--answers: ${sentence}`))
}

function parsedAnswers(bytes: Uint8Array): AdviserAnswers | undefined {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined
}

async function findingsOf(
  ports: CliPorts,
  options: AdviseOptions,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<AdviserFindings | undefined, Refusal>> {
  if (options.profile === undefined && options.site === undefined) {
    return options.apiKeyFile === undefined && options.apiKeyStdin === undefined
      ? succeed(undefined)
      : badUsage('A key without a site: add --site or --profile.')
  }
  const profile = options.profile === undefined ? undefined : await readProfile(ports.profileFiles, options.profile)
  if (profile?.ok === false) return standsInTheWay(profile.error)
  const site = await openSite(ports, options, { named: profile?.value.profile.site }, terminal, signal)
  if (!site.ok) return site
  const findings = await readForAdvice(ports, site.value.service, signal)
  return findings.ok ? findings : standsInTheWay(findings.error)
}

/** Asks what could still change the advice, one question at a time. Throws `Cancelled`. */
async function withAskedAnswers(findings: AdviserFindings | undefined, terminal: Terminal, signal: AbortSignal): Promise<Advice> {
  const answers: Record<string, string> = {}
  const passedOver = new Set<string>()
  for (;;) {
    const advice = adviceFrom(findings, answers, undefined)
    const open = new Set([...advice.signIn.open, ...advice.provisioning.open])
    const question = advice.questions.find(({ id }) => open.has(id) && !passedOver.has(id))
    if (question === undefined) return advice
    const answer = await askForAnswer(question, terminal, signal)
    if (answer === undefined) passedOver.add(question.id)
    else answers[question.id] = answer
  }
}
