// Loaded before a child's own code (`node --import`): when the parent vanishes, even by `kill -9`, its end of the
// channel closes, and the child leaves instead of holding on to its port. A channel that nobody reads must not keep a
// child alive that has finished its work, hence the unref. Children of the child inherit this file with Node's options,
// but their channel belongs to whoever started them.
if (process.env.GUILDHALL_PARENT === String(process.ppid)) {
  process.on("disconnect", () => process.exit(1));
  process.channel?.unref();
}
