import { type DeadlinesOptions, printDeadlines } from '../../cli/commands/deadlines';
import { type Printed, catchOutput } from './run-command';

/** Runs `ancha deadlines` in this process and catches what it prints. */
export const runDeadlines = (paths: string[], options: DeadlinesOptions): Printed => catchOutput(() => printDeadlines(paths, options));
