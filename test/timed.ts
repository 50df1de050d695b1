/** For what takes a certain time or memory at most: another program may take the processor once, hardly three times. */
export const timed = { retry: 2 }
