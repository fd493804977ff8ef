/* Before `npm start` and `npm test`: says in a sentence what an old Node would say in pages. Plain, so that it can. */
var needed = 20;

if (Number(process.versions.node.split('.')[0]) < needed) {
  console.error(
    'Node ' + needed + ' or newer is needed; this is ' + process.versions.node + '. See https://nodejs.org/',
  );
  process.exit(1);
}
