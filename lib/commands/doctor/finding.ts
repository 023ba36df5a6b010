/** What one check found. `fix` is what a person can do about it; a finding without one is fine. */
export interface Finding {
  subject: string;
  detail: string;
  fix?: string;
  /** Nothing is wrong, but something is not in use. */
  unused?: true;
}
