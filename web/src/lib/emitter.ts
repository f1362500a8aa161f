/** Who wants to hear of something, and telling them. */
export class Emitter<Heard extends unknown[]> {
  #callbacks = new Set<(...heard: Heard) => void>();

  /** Call back from now on; the returned function stops it. */
  add(callback: (...heard: Heard) => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  emit(...heard: Heard): void {
    for (const call of this.#callbacks) call(...heard);
  }
}
