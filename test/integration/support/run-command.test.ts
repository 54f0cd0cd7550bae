import { readFile, writeFile } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { getPriority } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { runAside, runCommand } from '../../../scripts/run-command.mjs'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const moduleUrl = (name: string) => pathToFileURL(join(projectRoot, 'scripts', name)).href

describe('running commands from the scripts', () => {
  it('reports exit codes, signals as 128 + n, missing commands as 127, and what ran too long', async () => {
    const node = (code: string) => runCommand(process.execPath, ['-e', code], { timeLimitMs: 60_000 })

    const outcomes = await Promise.all([
      node('process.exit(3)'),
      node('process.kill(process.pid, "SIGTERM")'),
      runCommand('no-such-command', [])
    ])
    const slow = await runCommand(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { timeLimitMs: 100 })

    expect(outcomes.map(({ code }) => code)).toEqual([3, 143, 127])
    expect(slow.timedOut).toBe(true)
  })

  it('passes a signal on to the command it has handed the terminal to, and ends with that one’s exit code', async () => {
    const inner = 'process.on("SIGINT", () => process.exit(130)); console.log("ready"); setTimeout(() => {}, 60000)'
    const outer = `import { handOver } from ${JSON.stringify(moduleUrl('run-command.mjs'))}; process.exitCode = await handOver(process.execPath, ['-e', ${JSON.stringify(inner)}], process.env)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', outer], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')

    child.kill('SIGINT')
    await once(child, 'exit')

    expect(child.exitCode).toBe(130)
  })

  it('runs a command beside others with what they leave, and keeps what it says together', async () => {
    const code = 'console.log(os.getPriority()); console.error("bad"); process.exitCode = 3'

    const { code: exitCode, output } = await runAside(process.execPath, ['-e', code], process.env)

    expect(exitCode).toBe(3)
    expect(Number.parseInt(output)).toBeGreaterThan(getPriority())
    expect(output).toContain('bad')
  })

  it('lets one process at a time into a lock, and takes over from one that is gone', async () => {
    await using folder = await temporaryFolder()
    const lock = join(folder.path, 'lock')
    const log = join(folder.path, 'log')
    const { stdout: deadPid } = await runCommand(process.execPath, ['-p', 'process.pid'])
    await writeFile(lock, deadPid.trim())

    const worker = `
      import { appendFileSync } from 'node:fs'
      import { setTimeout } from 'node:timers/promises'
      import { withLock } from ${JSON.stringify(moduleUrl('with-lock.mjs'))}
      await withLock(${JSON.stringify(lock)}, async () => {
        appendFileSync(${JSON.stringify(log)}, 'in ')
        await setTimeout(50)
        appendFileSync(${JSON.stringify(log)}, 'out ')
      })`
    await Promise.all(Array.from({ length: 4 }, () => runCommand(process.execPath, ['--input-type=module', '-e', worker])))

    expect(await readFile(log, 'utf8')).toBe('in out in out in out in out ')
  })
})
