/** One of the two pictures that are compared. */
export interface Comparable {
  id: string;
  /** What it is called: "Version 2". */
  label: string;
  url: string;
}
