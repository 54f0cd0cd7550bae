import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { constants as osConstants, setPriority } from 'node:os'
import { projectRoot } from './project-paths.mjs'

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, input?: string, output?: 'inherit' | 'stderr' | 'capture', timeLimitMs?: number }} [options]
 *   `capture` (the default) returns what was written, standard output and standard error also interleaved in `output`; `stderr` sends both to our standard error.
 * @returns {Promise<{ code: number, output: string, stdout: string, timedOut: boolean }>} `code` is 127 when the command does not exist, 128 + n after signal n.
 */
export function runCommand(command, args, options = {}) {
  const mode = options.output ?? 'capture'
  const stdin = options.input === undefined ? (mode === 'inherit' ? 'inherit' : 'ignore') : 'pipe'
  const outputs = { inherit: ['inherit', 'inherit'], stderr: [2, 2], capture: ['pipe', 'pipe'] }[mode]
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd ?? projectRoot, env: options.env ?? process.env, stdio: [stdin, ...outputs] })
    let output = ''
    let stdout = ''
    let timedOut = false
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text
      stdout += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text))
    const timer =
      options.timeLimitMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true
            child.kill('SIGKILL')
          }, options.timeLimitMs)
    child.on('error', (error) => {
      clearTimeout(timer)
      if ('code' in error && error.code === 'ENOENT') resolve({ code: 127, output: error.message, stdout: '', timedOut })
      else reject(error)
    })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code: exitCode(code, signal), output, stdout, timedOut })
    })
    // A command that ends before it has read everything says why by its exit code.
    child.stdin?.on('error', (error) => {
      if (!('code' in error) || error.code !== 'EPIPE') reject(error)
    })
    if (options.input !== undefined) child.stdin?.end(options.input)
  })
}

/**
 * Hands the terminal over to a command: it reads our input and writes our output; signals sent to us reach it; its exit code is returned.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [cwd]
 * @returns {Promise<number>}
 */
export function handOver(command, args, env, cwd = process.cwd()) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' })
    const stopListening = passSignals(child)
    child.on('error', (error) => {
      stopListening()
      reject(error)
    })
    child.on('close', (code, signal) => {
      stopListening()
      resolve(exitCode(code, signal))
    })
  })
}

/**
 * Runs a command beside others, with what they leave of the processors: nothing that is timed becomes slower by it. Signals sent to us reach it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number, output: string }>} `output` is standard output and standard error as they came
 */
export function runAside(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] })
    if (child.pid !== undefined) setPriority(child.pid, osConstants.priority.PRIORITY_LOW)
    const stopListening = passSignals(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', (error) => {
      stopListening()
      reject(error)
    })
    child.on('close', (code, signal) => {
      stopListening()
      resolve({ code: exitCode(code, signal), output })
    })
  })
}

// A Ctrl-C in a terminal already reaches every process of the foreground group, and a second SIGINT would mean "at once" to
// the child: so SIGINT is passed on only where no terminal can have sent it. We stay alive either way, to report the child's exit code.
function passSignals(child) {
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  const pass = (signal) => {
    if (signal !== 'SIGINT' || !hasTerminal) child.kill(signal)
  }
  const signals = process.platform === 'win32' ? ['SIGINT'] : ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  return () => {
    for (const signal of signals) process.off(signal, pass)
  }
}

function exitCode(code, signal) {
  return code ?? 128 + (osConstants.signals[signal] ?? 0)
}

/** Where a program lies, or undefined. Servers live in sbin folders that are not on an ordinary user's PATH. */
export function findProgram(name) {
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/sbin',
    '/usr/libexec',
    '/opt/homebrew/opt/openldap/libexec'
  ]
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable)
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}

/** The Node the tool chain runs on: the one installed with the project, else the one running this. */
export function projectNode() {
  const installed = join(projectRoot, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(installed) ? installed : process.execPath
}

/**
 * Command and arguments that run a package's program on the project's Node. Going through the script instead of
 * node_modules/.bin needs no shell on Windows.
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {string} [program] the name in the package's `bin`, when it differs from the package's name
 * @returns {[string, string[]]}
 */
export function packageProgram(packageName, args, program = packageName) {
  const folder = join(projectRoot, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const script = typeof bin === 'string' ? bin : bin[program]
  return [projectNode(), [join(folder, script), ...args]]
}

/** npm is a shell script on Windows and needs a shell there; the arguments given here never hold anything a shell would read. */
export function npmCommand(args) {
  return process.platform === 'win32' ? ['cmd.exe', ['/d', '/s', '/c', 'npm', ...args]] : ['npm', args]
}

/** One line on standard error. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}
