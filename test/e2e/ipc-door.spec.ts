import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { emptyDirectoryForm } from '../../src-main/core/model/directory-form.ts'
import { startAwkwardTcp } from '../support/awkward-tcp.ts'
import { launchApp, type LaunchedApp } from '../support/launch-app.ts'
import { companyLdif, suffix } from '../support/preview-slapd.ts'
import { answerOpenDialog } from './steps/answer-open-dialog.ts'
import { holdPreviewThread } from './steps/hold-preview-thread.ts'

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

/** What the window's own page gets for a call. Throws when it is not answered. */
async function call<Answer>({ window }: LaunchedApp, name: string, input: unknown): Promise<Answer> {
  const reply = await window.evaluate(
    ([callName, callInput]) => {
      const bridge = Reflect.get(globalThis, 'bridge') as { invoke(...args: unknown[]): Promise<unknown> }
      return bridge.invoke(crypto.randomUUID(), callName, callInput)
    },
    [name, input] as const
  )
  const { ok, value } = reply as { readonly ok: boolean; readonly value: Answer }
  if (!ok) throw new Error(`${name}: ${JSON.stringify(reply)}`)
  return value
}

const rules = {
  ...{ usernameField: 'uid', domain: '', requiredGroups: '', includedGroups: '', excludedGroups: '' },
  ...{ directMembersOnly: true, managedBy: { kind: 'site-ldap' }, provisionsUsers: true, provisionsGroups: true, whenGone: 'disable' }
} as const

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

test('a preview through the door is made by the thread as it was built, of files that a person chose', async () => {
  await using launched = await launchApp()
  const { app, userDataFolder } = launched
  const thread = await holdPreviewThread(app)
  const path = join(userDataFolder, 'corp.ldif')
  await writeFile(path, `dn: ${suffix}\nobjectClass: dcObject\ndc: corp\n\n${companyLdif.join('\n')}\n`)
  await answerOpenDialog(app, path)
  const people = (fileId: string) => ({ kind: 'ldif', fileId, serverType: 'openldap' })
  const read = (fileId: string) => ({ site: '', people: people(fileId), users: { kind: 'none' }, rules })

  // A path that nobody chose is no file, even where there is one.
  expect(await knock(launched, 'a', 'preview.read', read(path.slice(-64)))).toBe('app.result-gone')
  expect(await knock(launched, 'b', 'preview.read', { ...read(''), people: { kind: 'ldif', path, serverType: 'openldap' } })).toBe(
    'app.invalid-input'
  )

  const chosen = await call<{ fileId: string }>(launched, 'preview.choose-file', { what: 'ldif' })
  const { previewId, rowCount } = await call<{ previewId: string; rowCount: number }>(launched, 'preview.read', read(chosen.fileId))
  const page = await call<{ rows: readonly { username: string; outcome: string }[] }>(launched, 'preview.rows', {
    previewId,
    query: { offset: 0, limit: 10 }
  })

  expect(page.rows.map(({ username, outcome }) => `${username} ${outcome}`)).toEqual([
    'anna create',
    'ben create',
    'carla create',
    'dora create'
  ])
  expect(rowCount).toBe(4)
  expect(await thread.started()).toEqual([expect.stringMatching(/\/out\/main\/preview-thread\.js$/)])
  await call(launched, 'preview.close', { previewId })
  await expect.poll(() => knock(launched, 'c', 'preview.rows', { previewId, query: { offset: 0, limit: 1 } })).toBe('app.result-gone')
})

test('a page that is left takes its preview with it, also out of the thread', async () => {
  await using launched = await launchApp()
  const { window } = launched
  await using server = await startAwkwardTcp({ kind: 'silent' })
  const form = {
    ...emptyDirectoryForm,
    host: server.host,
    port: String(server.port),
    serverType: 'openldap',
    username: 'cn=reader',
    baseDn: suffix
  }
  const people = { kind: 'form', form, password: { kind: 'typed', value: 'never-sent' } }
  void knock(launched, 'read', 'preview.read', { site: '', people, users: { kind: 'none' }, rules }).catch(() => 'left')
  await expect.poll(() => server.openCount()).toBeGreaterThan(0)

  await window.reload()

  await server.untilAllClosed()
  await expect.poll(() => knock(launched, 'read', 'app.info', {})).toBe('ok')
})
