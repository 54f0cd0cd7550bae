import { join } from 'node:path'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { launchApp, type LaunchOptions } from '../support/launch-app.ts'
import { compare, type Comparison, timed } from './compare.ts'

/** From the start of the process to the first thing one can press; the reference is an Electron that shows "Hello". Needs a screen. */
export function windowBench(pairs: number): Promise<Comparison> {
  return compare(
    {
      name: 'window start to interactive / hello-world Electron',
      ours: () => untilVisible({}, 'main button'),
      reference: () => untilVisible({ applicationFolder: join(projectRoot, 'test/fixtures/hello-electron') }, 'h1')
    },
    pairs
  )
}

async function untilVisible(options: LaunchOptions, selector: string): Promise<number> {
  let launched: Awaited<ReturnType<typeof launchApp>> | undefined
  const milliseconds = await timed(async () => {
    launched = await launchApp(options)
    await launched.window.locator(selector).first().waitFor()
  })
  await launched?.[Symbol.asyncDispose]()
  return milliseconds
}
