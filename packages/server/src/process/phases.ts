/** How long each phase of a start took, for the line that a server prints when it is ready. */
export interface Phases {
  /** Runs and times one phase; phases may overlap. */
  time<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** E.g. `database 160 ms, registry 240 ms, total 1.2 s`. The total counts from process start. */
  summary(): string;
}

/** Begins to keep times. */
export function createPhases(): Phases {
  const times: [string, number][] = [];
  return {
    async time(name, work) {
      const begin = performance.now();
      try {
        return await work();
      } finally {
        times.push([name, performance.now() - begin]);
      }
    },
    summary() {
      const parts = times.map(([name, ms]) => `${name} ${Math.round(ms)} ms`);
      return [...parts, `since the process began ${Math.round(performance.now())} ms`].join(', ');
    },
  };
}
