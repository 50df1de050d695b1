type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The options that were given: those left out are absent rather than undefined. */
export function given<T extends object>(options: T): Given<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Given<T>
}
