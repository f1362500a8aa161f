const WINDOW = 1000; // ms

/** How many answers came in the last second, and how late they were. */
export class Meter {
  #answers: { at: number; late: number }[] = [];

  /** Note an answer to a frame captured at `captured`; both in ms. */
  add(at: number, captured: number): void {
    this.#answers.push({ at, late: Math.max(0, at - captured) });
    this.#answers = this.#answers.filter((answer) => answer.at > at - WINDOW);
  }

  /** Answers a second; before there is a whole second of them, their rate so far. */
  get fps(): number {
    const [first, last] = [this.#answers[0]?.at ?? 0, this.#answers.at(-1)?.at ?? 0];
    const count = this.#answers.length;
    return last > first ? Math.round(((count - 1) * WINDOW) / (last - first)) : count;
  }

  /** Median over the last second, in ms. */
  get latency(): number {
    const late = this.#answers.map((answer) => answer.late).sort((a, b) => a - b);
    return late[Math.floor(late.length / 2)] ?? 0;
  }
}
