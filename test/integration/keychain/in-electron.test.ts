import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { dataFolder } from '../../../src-main/adapters/store/data-folder.ts'
import { askKeychain, keyringSession } from '../../support/keyring.ts'
import { launchApp, type LaunchedApp } from '../../support/launch-app.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { virtualScreen } from '../../support/virtual-screen.ts'

describe('the window and the command line', () => {
  it('share one keychain: what the main process keeps, a command reads', async () => {
    await using home = await temporaryFolder()
    await using screen = await virtualScreen()
    {
      await using session = await keyringSession(home.path, 'unlocked')
      await using launched = await launchApp({ env: { ...session.env, DISPLAY: screen.DISPLAY } })

      await expect.poll(() => keepInMainProcess(launched)).toBe(true)
    }

    expect(await askKeychain(home.path, 'unlocked', [['read', 'acme.files.com']])).toEqual([{ text: 'from the window' }])
  })

  it('share one data folder', async () => {
    await using home = await temporaryFolder()
    await using screen = await virtualScreen()
    await using launched = await launchApp({ env: { HOME: home.path, XDG_CONFIG_HOME: '', DISPLAY: screen.DISPLAY } })

    // Where Electron puts the data of an application of this name, which launchApp has moved for itself.
    const [settings, name] = await launched.app.evaluate(({ app }) => [app.getPath('appData'), app.getName()] as const)

    expect(dataFolder({}, process.platform, home.path)).toBe(join(settings, name))
  })
})

/** False while the application itself is loading the native module: an evaluation may come in between, and finds half of it. */
function keepInMainProcess({ app }: LaunchedApp): Promise<boolean> {
  return app.evaluate(
    async (_, project) => {
      const require = process.getBuiltinModule('node:module').createRequire(project)
      // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- a name at run time has no types
      const keytar: { setPassword?: (service: string, account: string, text: string) => Promise<void> } = require('keytar')
      await keytar.setPassword?.('Entra Setup Assistant for Files.com', 'api-key@acme.files.com', 'from the window')
      return keytar.setPassword !== undefined
    },
    join(projectRoot, 'package.json')
  )
}
