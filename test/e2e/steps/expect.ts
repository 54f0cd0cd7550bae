import { expect as impatientExpect } from '@playwright/test'

/** Waits longer than usual: the machine that runs the tests may be busy with others. What is there at once costs nothing. */
export const expect = impatientExpect.configure({ timeout: 30_000 })
