// Levels with real servers: a workflow may have to wait for a retry or a sticky queue.
jest.setTimeout(120_000);
