import type { OpenedPreview } from './open-preview.ts'

export interface KeptPreviews {
  find(previewId: string): OpenedPreview | undefined
  /** The oldest ones make room. */
  keep(opened: OpenedPreview): void
  close(previewId: string): void
}

/** The most recent previews by id. One of half a million people takes hundreds of megabytes, so that there are few. */
export function createKeptPreviews(most = 3): KeptPreviews {
  const previews = new Map<string, OpenedPreview>()

  function close(previewId: string): void {
    previews.get(previewId)?.stop()
    previews.delete(previewId)
  }

  return {
    find: (previewId) => previews.get(previewId),
    keep(opened) {
      previews.set(opened.view.previewId, opened)
      for (const oldest of [...previews.keys()].slice(0, Math.max(0, previews.size - most))) close(oldest)
    },
    close
  }
}
