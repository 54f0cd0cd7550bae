import type { ElectronApplication } from '@playwright/test'

/** How the next thread is started: with this little memory. Without it: as the application starts it. */
export interface ThreadToStart {
  readonly mostMemoryMb?: number
}

/** From now on we can end the thread of previews, and say how the next one is started. Where it runs already it is caught at its next question. */
export async function holdPreviewThread(app: ElectronApplication): Promise<{
  end(): Promise<void>
  startNext(how: ThreadToStart): Promise<void>
  /** Programs of the threads that were started since. */
  started(): Promise<readonly string[]>
}> {
  await app.evaluate(() => {
    const threads = process.getBuiltinModule('node:worker_threads')
    const { Worker } = threads
    const post = Reflect.get(Worker.prototype, 'postMessage') as () => void
    const held = { thread: undefined as unknown, mostMemoryMb: undefined as number | undefined, started: [] as string[] }
    Reflect.set(Worker.prototype, 'postMessage', function (this: unknown, ...args: readonly unknown[]) {
      held.thread = this
      Reflect.apply(post, this, args)
    })
    class HeldWorker extends Worker {
      constructor(program: URL, options: WorkerOptions & { readonly resourceLimits?: object }) {
        const { mostMemoryMb } = held
        super(program, {
          ...options,
          resourceLimits: {
            ...options.resourceLimits,
            ...(mostMemoryMb === undefined ? {} : { maxOldGenerationSizeMb: mostMemoryMb, maxYoungGenerationSizeMb: 1 })
          }
        })
        held.started.push(String(program))
      }
    }
    Reflect.set(threads, 'Worker', HeldWorker)
    process.getBuiltinModule('node:module').syncBuiltinESMExports()
    Reflect.set(globalThis, 'heldThread', held)
  })
  return {
    end: () =>
      app.evaluate(async () => {
        await (Reflect.get(globalThis, 'heldThread') as { readonly thread: { terminate(): Promise<number> } }).thread.terminate()
      }),
    startNext: (how) =>
      app.evaluate((_electron, { mostMemoryMb }) => {
        Object.assign(Reflect.get(globalThis, 'heldThread') as object, { mostMemoryMb })
      }, how),
    started: () => app.evaluate(() => (Reflect.get(globalThis, 'heldThread') as { readonly started: readonly string[] }).started)
  }
}
