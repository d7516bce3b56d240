export interface Holder {
  pid: number;
  birth: string;
}
export function isAlive(who: unknown): boolean;
export function processBirth(pid: number): string | null;
export function readJson(file: string): unknown;
export function self(): Holder;
export function withLock<T>(
  file: string, work: () => Promise<T> | T, onWait?: (holderPid: number | undefined) => void, signal?: AbortSignal,
): Promise<T>;
export function writeJson(file: string, value: unknown): void;
