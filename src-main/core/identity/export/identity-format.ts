/** What a judgement of names can be exported as; also the ending of the file. */
export const identityFormats = ['csv', 'json', 'html'] as const

export type IdentityFormat = (typeof identityFormats)[number]
