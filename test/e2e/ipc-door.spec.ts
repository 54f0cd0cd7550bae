import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'

const preload = join(projectRoot, 'out', 'preload', 'index.cjs')

/** What the window's own page gets for a call, as text: a code, `ok`, or the error's words. */
function knock(launched: LaunchedApp, id: unknown, name: unknown, input: unknown): Promise<string> {
  return launched.window.evaluate(
    async ([callId, callName, callInput]) => {
      const bridge = Reflect.get(globalThis, 'bridge') as {
        invoke(...args: unknown[]): Promise<{ ok: boolean; error?: { problem?: { code: string } } }>
      }
      try {
        const reply = await bridge.invoke(callId, callName, callInput)
        return reply.ok ? 'ok' : (reply.error?.problem?.code ?? 'cancelled')
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      }
    },
    [id, name, input] as const
  )
}

test('our own page is let in', async () => {
  await using launched = await launchApp()
  expect(await knock(launched, 'a', 'app.info', {})).toBe('ok')
})

test('malformed calls are refused by name, and nothing is run', async () => {
  await using launched = await launchApp()

  const answers = [
    await knock(launched, 'a', 'constructor', {}),
    await knock(launched, 'b', '__proto__', {}),
    await knock(launched, 'c', 'app.infos', {}),
    await knock(launched, 'd', ['app.info'], {}),
    await knock(launched, '', 'app.info', {}),
    await knock(launched, 42, 'app.info', {}),
    await knock(launched, 'e', 'app.info', { extra: true }),
    await knock(launched, 'f', 'app.info', null),
    await knock(launched, 'g', 'report.save', { reportId: '../../etc/passwd', format: 'exe' }),
    await knock(launched, 'h', 'directory.check', { form: { host: 'x'.repeat(100_000) }, password: 'p', personPassword: '' })
  ]

  expect(answers).toEqual(answers.map(() => 'app.invalid-input'))
})

test('strangers are turned away: another window, another origin, an inner frame', async () => {
  await using launched = await launchApp()

  // given a window that nobody admitted, with the same preload, showing our own page
  const stranger = await launched.app.evaluate(async ({ BrowserWindow }, preloadPath) => {
    const window = new BrowserWindow({ show: false, webPreferences: { preload: preloadPath, sandbox: true, contextIsolation: true } })
    await window.loadURL('app://ui/index.html')
    const answer: unknown = await window.webContents.executeJavaScript(
      "bridge.invoke('a', 'app.info', {}).then(() => 'let in', (error) => error.message)"
    )
    window.destroy()
    return answer
  }, preload)
  expect(stranger).toContain('Not allowed')

  // given our own window, but on a page that is not ours
  const elsewhere = await launched.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    await window?.webContents.loadURL('data:text/html,<p>not ours</p>')
    return window?.webContents.executeJavaScript(
      "bridge.invoke('a', 'app.info', {}).then(() => 'let in', (error) => error.message)"
    ) as Promise<unknown>
  })
  expect(elsewhere).toContain('Not allowed')
})

test('a page that is left takes its work with it', async () => {
  await using launched = await launchApp()
  const { window } = launched

  // given a check against a practice server that never answers
  await knock(launched, 'p', 'practice.start', { fault: 'silent-server', flavour: 'active-directory' })
  await window.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'bridge') as { invoke(...args: unknown[]): Promise<{ value: { form: unknown } }> }
    const started = await bridge.invoke('q', 'practice.start', { fault: 'silent-server', flavour: 'active-directory' })
    await new Promise<void>((resolve) => {
      void bridge.invoke('check', 'directory.check', { form: started.value.form, password: { kind: 'practice' }, personPassword: '' }, () =>
        resolve()
      )
    })
  })

  // when the page is loaded anew
  await window.reload()

  // then the same id is free again: the call before is over
  await expect.poll(() => knock(launched, 'check', 'app.info', {})).toBe('ok')
})
