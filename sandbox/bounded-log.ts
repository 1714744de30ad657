/** A log that drops its oldest tenth when full, so that a long crash run cannot exhaust memory. */
export class BoundedLog<T> {
  #items: T[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds one item; returns the items that had to go, oldest first (usually none). */
  add(item: T): T[] {
    this.#items.push(item);
    return this.#items.length > this.#limit ? this.#items.splice(0, Math.ceil(this.#limit / 10)) : [];
  }

  get items(): readonly T[] {
    return this.#items;
  }

  /** Takes out all items that a test names. */
  remove(isGone: (item: T) => boolean): void {
    this.#items = this.#items.filter((item) => !isGone(item));
  }

  clear(): void {
    this.#items = [];
  }
}
