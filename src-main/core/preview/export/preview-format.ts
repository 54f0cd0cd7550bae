/** What a preview can be exported as; also the ending of the file. */
export const previewFormats = ['csv', 'json', 'html', 'ndjson'] as const

export type PreviewFormat = (typeof previewFormats)[number]
