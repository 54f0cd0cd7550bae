import { describe, expect, it } from 'vitest'
import { redactedHandlers } from '../../../src-main/app/redacted-handlers.ts'
import { redactedPreviewText } from '../../../src-main/app/redacted-preview-text.ts'
import { createRedactor } from '../../../src-main/core/redact.ts'
import { succeed } from '../../../src-main/core/result.ts'
import { Secret } from '../../../src-main/core/secret.ts'

describe('what a preview answers', () => {
  it('is masked in every text of people, and keeps the words by which the window tells rows apart', async () => {
    // given passwords that are words of ours, or pieces of ids
    const redactor = createRedactor()
    for (const word of ['same', 'update', 'mail', 'b17']) redactor.register(new Secret(word))
    const row = { outcome: 'update', reason: 'same', warnings: ['mail-missing'], username: 'same.mail@corp.example' }
    const page = { previewId: '5b174a', rows: [row] }
    const handlers = redactedHandlers({ 'preview.rows': async () => succeed(page) }, redactedPreviewText(redactor.redactText))

    const answer = await handlers['preview.rows']()

    expect(answer.value).toEqual({ previewId: '5b174a', rows: [{ ...row, username: '[secret].[secret]@corp.example' }] })
  })
})
