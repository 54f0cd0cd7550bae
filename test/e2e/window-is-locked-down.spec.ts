import { expect, test } from '@playwright/test'
import { launchApp } from '../support/launch-app.ts'

test('the window is sandboxed, isolated and has no Node', async () => {
  await using launched = await launchApp()

  const preferences = await launched.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    // Not in Electron's typings, but the only way to read what is really in force.
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = (
      contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences()
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag }
  })
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false })

  const globals = await launched.window.evaluate(() => ({
    origin: location.origin,
    process: typeof Reflect.get(globalThis, 'process'),
    require: typeof Reflect.get(globalThis, 'require'),
    bridge: Object.keys(Reflect.get(globalThis, 'bridge') as object).sort()
  }))
  expect(globals).toEqual({ origin: 'app://ui', process: 'undefined', require: 'undefined', bridge: ['cancel', 'invoke'] })
})

test('the page runs no script and loads nothing from elsewhere', async () => {
  await using launched = await launchApp()
  const { window } = launched

  const violations = await window.evaluate(async () => {
    const seen = new Set<string>()
    document.addEventListener('securitypolicyviolation', (event) => seen.add(event.effectiveDirective))
    const inline = document.createElement('script')
    inline.textContent = 'globalThis.wasRun = true'
    document.head.append(inline)
    const image = document.createElement('img')
    image.src = 'https://example.com/x.png'
    document.body.append(image)
    await fetch('https://example.com/').catch(() => undefined)
    for (let turn = 0; turn < 50 && seen.size < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 20))
    image.remove()
    return { seen: [...seen].sort(), wasRun: Reflect.get(globalThis, 'wasRun') === true }
  })

  expect(violations).toEqual({ seen: ['connect-src', 'img-src', 'script-src-elem'], wasRun: false })
  const response = await window.evaluate(async () => (await fetch('app://ui/index.html')).headers.get('content-security-policy'))
  expect(response).toContain("default-src 'none'")
})

test('only files of the window are served, and nothing above them', async () => {
  await using launched = await launchApp()

  const statuses = await launched.window.evaluate(async () => {
    const paths = [
      'app://ui/',
      'app://ui/../main/index.js',
      'app://ui/..%2f..%2fpackage.json',
      'app://ui/%2e%2e/main/index.js',
      'app://ui/missing.js',
      'app://ui/assets'
    ]
    return Promise.all(paths.map(async (path) => (await fetch(path)).status))
  })

  expect(statuses).toEqual([200, 404, 404, 404, 404, 404])
})

test('the window cannot be led away, and opens no other', async () => {
  await using launched = await launchApp()
  const { window, app } = launched

  await window.evaluate(() => {
    globalThis.open('https://example.com/')
    location.href = 'https://example.com/'
  })
  await window.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)))

  expect(window.url()).toBe('app://ui/')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('asks for no permission', async () => {
  await using launched = await launchApp()

  const answers = await launched.window.evaluate(async () => {
    const geolocation = await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'other')
      )
    )
    const notifications = await Notification.requestPermission()
    return { geolocation, notifications }
  })

  expect(answers).toEqual({ geolocation: 'denied', notifications: 'denied' })
})
