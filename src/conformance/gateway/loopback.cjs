// The gateway listens on all addresses and has no setting for it: here it is reached from this machine only.
const { Server } = require('node:net');
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  const others = typeof rest[0] === 'string' ? rest.slice(1) : rest;
  return listen.call(this, port, '127.0.0.1', ...others);
};
