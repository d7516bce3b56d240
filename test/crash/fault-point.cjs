'use strict';

// Loaded before a program (node --require) by the campaign alone: kills the program at an exact point of its work.
//   ANCHA_FAULT_POINT=commit:N        Postgres has answered N times that a transaction is committed; nothing of the
//                                     program has seen the last of these answers
//   ANCHA_FAULT_POINT=commit:N:TEXT   the same, counting only connections on which TEXT was sent before
//   ANCHA_FAULT_POINT=told:N          N processes were told, and others of the same batch are on their way

const net = require('node:net');
const { isMainThread } = require('node:worker_threads');

const [kind, count, text] = (process.env.ANCHA_FAULT_POINT ?? '').split(':');
const wanted = Number(count);

const die = () => process.kill(process.pid, 'SIGKILL');

/** CommandComplete of the wire protocol: `C`, its length, the words of the command. */
const COMMITTED = Buffer.from('C\0\0\0\x0bCOMMIT\0', 'latin1');

function dieAtCommit() {
  let seen = 0;
  const marked = new WeakSet();
  const { push, write } = net.Socket.prototype;
  if (text !== undefined) {
    net.Socket.prototype.write = function (chunk, ...rest) {
      if (Buffer.isBuffer(chunk) && chunk.includes(text)) marked.add(this);
      return write.call(this, chunk, ...rest);
    };
  }
  net.Socket.prototype.push = function (chunk, ...rest) {
    if (Buffer.isBuffer(chunk) && (text === undefined || marked.has(this)) && chunk.includes(COMMITTED)) {
      seen += 1;
      if (seen >= wanted) die();
    }
    return push.call(this, chunk, ...rest);
  };
}

function dieAmongTold() {
  const { WorkflowClient } = require('@temporalio/client');
  const { signalWithStart } = WorkflowClient.prototype;
  let told = 0;
  let onTheirWay = 0;
  WorkflowClient.prototype.signalWithStart = async function (...args) {
    onTheirWay += 1;
    try {
      return await signalWithStart.apply(this, args);
    } finally {
      onTheirWay -= 1;
      told += 1;
      if (told >= wanted && onTheirWay > 0) die();
    }
  };
}

if (isMainThread && kind === 'commit') dieAtCommit();
if (isMainThread && kind === 'told') dieAmongTold();
