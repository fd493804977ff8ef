/* A theme's script with bad habits, before everything else: it changes what the browser brings. */
Array.prototype.last = function () {
  return this[this.length - 1];
};
window.$ = selector => document.querySelector(selector);
window.process = {};
window.module = {};
