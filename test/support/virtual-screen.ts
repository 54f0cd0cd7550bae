import { startVirtualScreen } from '../../scripts/virtual-screen.mjs'

/** A screen in memory, for tests that open a window outside the end-to-end suite: `DISPLAY` is what goes into a program's environment. */
export async function virtualScreen(): Promise<AsyncDisposable & { readonly DISPLAY: string }> {
  const { DISPLAY, stop } = await startVirtualScreen()
  return { DISPLAY, [Symbol.asyncDispose]: stop }
}
