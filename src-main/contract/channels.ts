/** The only three channels between window and main process. Imported by the preload, which therefore stays tiny: no other import here. */
export const INVOKE_CHANNEL = 'op:invoke'
export const EVENT_CHANNEL = 'op:event'
export const CANCEL_CHANNEL = 'op:cancel'
