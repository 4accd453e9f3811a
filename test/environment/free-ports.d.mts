/** Ports on loopback that are free and follow one another; asked again, others. */
export function freePorts(count: number): Promise<number[]>;
