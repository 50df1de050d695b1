const unreachable = "the server of this page does not answer: is it still running?"

/** `fetch`, which says in words what a browser says of a server that is gone. */
export function reach(address: string, init: RequestInit = {}): Promise<Response> {
  return fetch(address, init).catch((error) => {
    throw init.signal?.aborted ? error : notReached()
  })
}

export function notReached(): Error {
  return new Error(unreachable)
}

/** What is wrong with a worker: it says nothing at all where its code could not be fetched. */
export function workerError({ message }: ErrorEvent): Error {
  return message ? new Error(message) : notReached()
}
