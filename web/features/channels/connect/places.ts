/** The address of the screen that connects a channel, behind `/channels/`. */
export const CONNECT = 'connect';
/** Behind a channel's own address: signing it in again, and trying it as soon as it is shown. */
export const SIGN_IN = 'sign-in';
export const TEST = 'test';
