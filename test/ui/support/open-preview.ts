import { screen } from '@testing-library/svelte'
import type { Answers } from './fake-bridge.ts'
import { openSite } from './open-site.ts'
import type { OpenWindow } from './open-window.ts'
import { previewAnswers } from './preview-samples.ts'

/** The Preview screen with Acme connected; nothing was read yet. */
export async function openPreview(answers: Answers = {}): Promise<OpenWindow> {
  const opened = await openSite({ ...previewAnswers, ...answers })
  await opened.user.click(screen.getByRole('button', { name: /^Preview/ }))
  await screen.findByRole('radio', { name: /^The directory of the set-up/ })
  return opened
}

/** The result of the engine, as it is shown. */
export async function openPreviewResult(answers: Answers = {}): Promise<OpenWindow> {
  const opened = await openPreview(answers)
  await opened.user.click(screen.getByRole('button', { name: 'Preview the sync' }))
  await screen.findByRole('tab', { name: /^People/ })
  return opened
}
