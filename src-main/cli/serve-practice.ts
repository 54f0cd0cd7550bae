import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { labelled } from '../core/report/text-report.ts'
import { type PracticeService, startPracticeService } from '../practice/service/start-practice-service.ts'
import { startPracticeDirectory } from '../practice/start-practice-directory.ts'
import { createCliPorts } from './create-cli-ports.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { obstacleToWriting, type OutputFile, writeOutput } from './output-file.ts'
import { practiceProfile } from './practice-profile.ts'
import { heading, quotedForShell } from './reporters/lines.ts'
import { refuse } from './refusal.ts'
import type { Terminal } from './terminal.ts'

/** Keeps practice directory and practice site running until Ctrl-C, which is the regular end, and prints how to reach them. */
export async function servePractice(profilePath: string | undefined, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const profileFile: OutputFile = { option: '--profile', path: profilePath }
  const obstacle = existsSync(profilePath ?? '')
    ? `--profile: ${profilePath ?? ''} is there already.`
    : await obstacleToWriting(profileFile, [])
  if (obstacle !== undefined) return refuse({ kind: 'usage', lines: [obstacle] }, { command: 'practice' }, terminal)
  const directory = await startPracticeDirectory()
  const service = await startPracticeService({ caPem: directory.caPem })
  const keyOfBob = addKeyOfBob(service)
  const ports = createCliPorts(terminal)
  try {
    const unwritten = await writeOutput(profileFile, ports.profileFiles.text(practiceProfile(directory, service.origin)))
    if (unwritten !== undefined) return refuse({ kind: 'usage', lines: [unwritten] }, { command: 'practice' }, terminal)
    const { out } = terminal
    const say = (label: string, text: string) => out.lines(...labelled(label, text, out.style))
    out.lines(heading('A made-up Files.com site and the directory of its company run inside this program.', out.style))
    // Keys and passwords of a made-up company are no secrets, and are good for nothing when this program has ended.
    say('Site', service.origin)
    say('Web page', `${service.origin}/, where a person enters what a plan hands off`)
    say('API key', service.keys.siteAdmin)
    say('Second key', `${keyOfBob}, of the administrator bob.admin: to approve a plan as a second person`)
    say('Directory', `${directory.host}, LDAPS on port ${String(directory.ldapsPort)}, ${directory.baseDn}`)
    say('Account', directory.username)
    say('Password', directory.password)
    out.lines(
      '',
      'In a second terminal:',
      `  export FILES_API_KEY=${service.keys.siteAdmin}`,
      `  export ENTRA_SETUP_LDAP_PASSWORD=${quotedForShell(directory.password)}`,
      `  entra-setup site --site ${service.origin} --probe`,
      ...(profilePath === undefined
        ? [`  entra-setup profile --new practice.json --site ${service.origin}`]
        : [`  entra-setup plan --profile ${quotedForShell(profilePath)}`]),
      '',
      'Ctrl-C ends it.'
    )
    await whenAborted(signal)
    return exitCodes.ok
  } finally {
    // Another site will have this port some day.
    const host = new URL(service.origin).host
    if (ports.memory.read(host) !== undefined) ports.memory.forget(host)
    await Promise.all([ports.previewRuns.forget(host), service.close(), directory.close()])
  }
}

/** The seed gives keys to Alice only. */
function addKeyOfBob({ state }: PracticeService): string {
  const bob = [...state.users.values()].find(({ username }) => username === 'bob.admin')
  const [alices] = state.apiKeys
  if (bob === undefined || alices === undefined) throw new TypeError('The practice site has no Bob, or no key')
  const key = randomBytes(32).toString('hex')
  state.apiKeys.push({ ...alices, id: state.newId(), userId: bob.id, name: 'Second person', key })
  return key
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
