/** One HTTP request as it came. */
export interface RequestRecord {
  method: string;
  path: string;
  /** Of the answer; 0 while there is none. */
  status: number;
  /** Whether an `Authorization` header was there. */
  authorization: boolean;
  origin: string | undefined;
  /** `performance.now()` of the server's process. */
  at: number;
}
