/** Counts up; a label's values come from a small fixed set, never from a request. */
export interface Counter {
  add(amount?: number): void;
}

export interface Metrics {
  counter(name: string, help: string): Counter;
  /** A figure read when it is asked for. */
  gauge(name: string, help: string, read: () => number): void;
  /** The Prometheus text format, version 0.0.4. */
  render(): string;
}

interface Figure {
  name: string;
  help: string;
  type: 'counter' | 'gauge';
  read: () => number;
}

/** The service's figures, with the CPU time and memory of the process. */
export function createMetrics(): Metrics {
  const figures = new Map<string, Figure>();
  const add = (figure: Figure) => void figures.set(figure.name, figure);
  const cpuSeconds = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  };
  add({ name: 'incola_process_cpu_seconds_total', help: 'CPU time.', type: 'counter', read: cpuSeconds });
  add({
    name: 'incola_process_resident_bytes',
    help: 'Resident memory.',
    type: 'gauge',
    read: () => process.memoryUsage.rss(),
  });
  return {
    counter(name, help) {
      let count = 0;
      add({ name, help, type: 'counter', read: () => count });
      return {
        add: (amount = 1) => {
          count += amount;
        },
      };
    },
    gauge: (name, help, read) => add({ name, help, type: 'gauge', read }),
    render: () =>
      [...figures.values()]
        .map(({ name, help, type, read }) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${read()}\n`)
        .join(''),
  };
}
