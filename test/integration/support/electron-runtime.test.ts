import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { electronRuntime } from '../../../scripts/electron-runtime.mjs'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { runCommand } from '../../../scripts/run-command.mjs'
import { launchApp } from '../../support/launch-app.ts'
import { virtualScreen } from '../../support/virtual-screen.ts'

const helloFolder = join(projectRoot, 'test', 'fixtures', 'hello-electron')

describe('the Electron of this project', () => {
  it('runs, and is the version it says', async () => {
    const runtime = await electronRuntime({ report: () => undefined })

    const { stdout } = await runCommand(runtime.executablePath, ['-p', 'process.versions.electron'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
    })

    expect(stdout.trim()).toBe(runtime.version)
  })

  it('opens the window of an application given by its folder', async () => {
    await using screen = await virtualScreen()
    await using hello = await launchApp({ applicationFolder: helloFolder, env: { DISPLAY: screen.DISPLAY } })

    expect(await hello.window.title()).toBe('Hello')
    expect(await hello.app.evaluate(({ app }) => app.getName())).toBe('hello-electron')
  })

  it('takes the Electron it is given', async () => {
    const given = await runCommand(process.execPath, [join('scripts', 'electron-runtime.mjs')], {
      env: { ...process.env, ENTRA_SETUP_ELECTRON: process.execPath }
    })
    const missing = await runCommand(process.execPath, [join('scripts', 'electron-runtime.mjs')], {
      env: { ...process.env, ENTRA_SETUP_ELECTRON: '/nowhere/electron' }
    })

    expect(given.stdout.trim()).toBe(process.execPath)
    expect({ code: missing.code, output: missing.output.trim() }).toEqual({
      code: 1,
      output: 'ENTRA_SETUP_ELECTRON names /nowhere/electron, which is no file.'
    })
  })
})
