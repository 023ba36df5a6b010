/** What the generators refer to. */
export interface World {
  host: string;
  /** A signed-in account: its access token, its session cookies, and the finished task that it has. */
  token: string;
  cookie: string;
  ownTask: string;
  /** A finished task of somebody else. */
  foreignTask: string;
  publishableKey: string;
}
