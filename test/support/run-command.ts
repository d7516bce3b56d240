export interface Printed {
  out: string[];
  err: string[];
  exitCode: number;
}

/** Runs a command in this process and catches what it prints and the exit code it sets. */
export function catchOutput(run: () => void): Printed {
  const out: string[] = [];
  const err: string[] = [];
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => (out.push(String(text)), true)),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => (err.push(String(text)), true)),
  ];
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    run();
    return { out: out.join('').split('\n').filter(Boolean), err: err.join('').split('\n').filter(Boolean), exitCode: Number(process.exitCode) };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}
