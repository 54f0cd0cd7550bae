import { setFlagsFromString } from 'node:v8'

/**
 * A reading makes many short-lived objects, and V8 answers by letting the place for young ones grow to tens of megabytes that are touched
 * over and over. `--max-semi-space-size` is only heard when a process starts; that the place does not grow is heard at once.
 */
export function holdYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
