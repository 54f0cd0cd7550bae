/** What a judgement of names can be exported as; also the ending of the file. */
export type IdentityFormat = 'csv' | 'json' | 'html'
