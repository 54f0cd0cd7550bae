import type { Reply } from '../../../src-main/contract/operations.ts'

/** A reply that the test lets go when it wants to. */
export function heldReply<T>(): { readonly promise: Promise<Reply<T>>; release(reply: Reply<T>): void } {
  let release: (reply: Reply<T>) => void = () => undefined
  const promise = new Promise<Reply<T>>((resolve) => {
    release = resolve
  })
  return { promise, release: (reply) => release(reply) }
}
