import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app';
import type { AppDeps } from './deps';

/** The reason for which the web server could not start, as a sentence for the person who started it. */
export class ServerStartError extends Error {}

export interface RunningServer {
  /** `http://127.0.0.1:3000` */
  address: string;
  port: number;
  /** Stops taking requests, lets running ones finish, cuts what is left after `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

const START_FAULTS: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_host, port) => `端口 ${port} 已被占用。请停止占用它的程序，或用 --port 换一个端口。`,
  EACCES: (_host, port) => `没有权限监听端口 ${port}。请换用 1024 以上的端口（--port）。`,
  EADDRNOTAVAIL: (host) => `本机没有地址 ${host}，无法监听。请检查监听地址的设置。`,
};

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const explain = START_FAULTS[error.code ?? ''];
      reject(explain ? new ServerStartError(explain(host, port), { cause: error }) : error);
    });
    server.listen(port, host, resolve);
  });
}

function closeGently(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => { clearTimeout(cut); resolve(); });
    server.closeIdleConnections();
  });
}

/**
 * Listens on `host:port` (port 0: any free one).
 * @throws ServerStartError with a Chinese sentence when the port is taken or not allowed.
 */
export async function startServer(deps: AppDeps, options: { host: string; port: number }): Promise<RunningServer> {
  const server = createServer(createApp(deps, { boundTo: options.host }));
  await listen(server, options.host, options.port);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { address: `http://${host}:${port}`, port, close: (graceMs = 5_000) => closeGently(server, graceMs) };
}
