/** Guests are ordinary accounts whose address can't receive mail. */
export const GUEST_EMAIL_DOMAIN = 'darkroom.local';

export const isGuestEmail = (email: string) => email.toLowerCase().endsWith(`@${GUEST_EMAIL_DOMAIN}`);
