/** A wait that somebody can cut short, now or beforehand: a ring is kept until the next wait. */

export interface Bell {
  ring(): void;
  /** Resolves after the time, or at once when the bell rings or has rung since the last wait. */
  wait(ms: number): Promise<void>;
}

/** A bell that nobody has rung yet. */
export function createBell(): Bell {
  let rung = false;
  let wake = () => {};
  return {
    ring() {
      rung = true;
      wake();
    },
    async wait(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = () => {};
      rung = false;
    },
  };
}
