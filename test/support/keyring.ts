import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { projectNode, runCommand } from '../../scripts/run-command.mjs'
import type { KeychainAnswer, KeychainStep } from './keychain-program.ts'

/**
 * `unlocked`: GNOME Keyring, as after signing in to a desktop. `locked`: the same, and nobody to ask for the password. `no-program`: a bus without any
 * secret service. `no-bus`: as over ssh or in a container.
 */
export type KeyringState = 'unlocked' | 'locked' | 'no-program' | 'no-bus'

/** Runs the keychain in a session of its own; the keyrings live in `home`, and so does everything else of the session. */
export async function askKeychain(
  home: string,
  state: KeyringState,
  steps: readonly KeychainStep[],
  programFolder = projectRoot
): Promise<readonly KeychainAnswer[]> {
  const program = join(programFolder, 'test', 'support', 'keychain-program.ts')
  const { code, stdout, output } = await runInSession(home, state, [projectNode(), program, JSON.stringify(steps)])
  if (code !== 0) throw new Error(`The program ended with ${code}:\n${output}`)
  return JSON.parse(stdout) as readonly KeychainAnswer[]
}

/** Such a session for as long as it is wanted: `env` is what a program needs to be part of it. */
export async function keyringSession(
  home: string,
  state: Exclude<KeyringState, 'no-bus'>
): Promise<AsyncDisposable & { readonly env: Readonly<Record<string, string>> }> {
  const { args, env } = await sessionStart(home, state)
  // It ends when nobody holds its standard input any more, so also with us.
  const child = spawn('dbus-run-session', [...args, 'sh', '-c', 'echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat >/dev/null'], {
    env,
    stdio: ['pipe', 'pipe', 'pipe']
  })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  const ended = once(child, 'close')
  const [line] = (await Promise.race([once(child.stdout.setEncoding('utf8'), 'data'), ended])) as readonly unknown[]
  if (typeof line !== 'string') throw new Error(`The session with a keyring did not start:\n${complaints}`)
  return {
    env: { HOME: home, XDG_RUNTIME_DIR: env['XDG_RUNTIME_DIR'] ?? '', DBUS_SESSION_BUS_ADDRESS: line.trim() },
    async [Symbol.asyncDispose]() {
      child.stdin.end()
      await ended
    }
  }
}

/** One program in such a session. */
async function runInSession(home: string, state: KeyringState, program: readonly [string, ...string[]]) {
  const { args, env } = await sessionStart(home, state)
  const options = { env, timeLimitMs: 50_000 }
  const [command, ...rest] = program
  return state === 'no-bus' ? runCommand(command, rest, options) : runCommand('dbus-run-session', [...args, ...program], options)
}

/** The arguments of `dbus-run-session` before the program, and its environment. */
async function sessionStart(
  home: string,
  state: KeyringState
): Promise<{ readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv }> {
  const runtime = join(home, 'run')
  await mkdir(runtime, { recursive: true, mode: 0o700 })
  const config = join(home, 'bus.conf')
  await writeFile(config, busConfig(runtime))
  return {
    args: [`--config-file=${config}`, '--', 'sh', '-c', `${START[state]} "$@"`, 'sh'],
    env: { ...withoutSession(), HOME: home, XDG_RUNTIME_DIR: runtime }
  }
}

const UNTIL_IT_ANSWERS =
  'until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true; do sleep 0.05; done;'

const START: Readonly<Record<KeyringState, string>> = {
  // The first time this makes the keyring.
  unlocked: `printf practice | gnome-keyring-daemon --unlock --components=secrets >/dev/null; ${UNTIL_IT_ANSWERS}`,
  locked: `gnome-keyring-daemon --start --components=secrets >/dev/null; ${UNTIL_IT_ANSWERS}`,
  'no-program': '',
  'no-bus': ''
}

/** A bus that starts no services by itself: neither a keyring that was not asked for, nor a window that asks for a password. */
function busConfig(runtime: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=${runtime}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`
}

function withoutSession(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:DBUS_|DISPLAY$|WAYLAND_|XDG_|GNOME_KEYRING_|SSH_AUTH_SOCK$|NODE_OPTIONS$)/.test(name)
    )
  )
}
