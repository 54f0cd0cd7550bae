import { createHash } from 'node:crypto'

/** Some two thousand bytes that begin and end like a JPEG: enough to see how a program treats binary values. */
export function practicePhoto(seed: string): Buffer {
  const blocks = Array.from({ length: 64 }, (_, index) => createHash('sha256').update(`${seed}/${index}`).digest())
  return Buffer.concat([Buffer.from('ffd8ffe000104a464946000101', 'hex'), ...blocks, Buffer.from('ffd9', 'hex')])
}
