const call = 'itcRan.push(9)';

/** Kinds of texts that did harm to some page; `n` keeps each one its own. */
const kinds: ((n: number) => string)[] = [
  (n) => `<script>${call}//${n}</script>`,
  (n) => `"><img src=x onerror=${call} data-n=${n}>`,
  (n) => `javascript:${call}//${n}`,
  (n) => `<svg/onload=${call}><g id=n${n}>`,
  (n) => `{{ trigger.constructor.constructor("${call}")() }} ${n}`,
  (n) => `\${${call}} #{${call}} <%= ${call} %> ${n}`,
  (n) => `\u202Egpj.exe\u202C \u2066${n}\u2069 \u200F right to left`,
  (n) => `👩‍👩‍👧‍👦🏳️‍🌈 ${n} ﷽ Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢`,
  (n) => `${'long '.repeat(400)}${n}`,
  (n) => `' onfocus=${call} autofocus tabindex=1 x='${n}`,
  (n) => `</title></textarea></style></script><script>${call}</script>${n}`,
  (n) => `<iframe srcdoc="<script>parent.${call}</script>"></iframe>${n}`,
  (n) => `<a href="java\tscript:${call}">${n}</a>`,
  (n) => `data:text/html;base64,PHNjcmlwdD5pdGNSYW4ucHVzaCg5KTwvc2NyaXB0Pg==#${n}`,
  (n) => `<math><mtext></form><form><mglyph><style></math><img src onerror=${call}>${n}`,
  (n) => `__proto__[polluted]=${n}`,
  (n) => `constructor.prototype.n${n}`,
  (n) => `'; DROP TABLE events; -- ${n}`,
  (n) => `=HYPERLINK("http://127.0.0.1/${n}","x")`,
  (n) => `../../../../etc/passwd?${n}#/..%2f`,
  (n) => `line one\nline two\r\n${n}\u2028\u2029\ttab`,
  (n) => `\u0000\u0007\u001b[31m${n}\ufeff\uffff`,
  (n) => `"\\"\\\\ ${n} \\u003cscript\\u003e${call}`,
  (n) => `<style>@import'//127.0.0.1/${n}';*{display:none!important}</style>`,
  (n) => `<base href="//127.0.0.1/${n}/"><meta http-equiv=refresh content="0;url=javascript:${call}">`,
];

/** 1,000 different texts. They come in the order of their kinds, so that the first ones are of different kinds. */
export const hostileStrings: readonly string[] = Array.from({ length: 1_000 }, (_, index) => {
  const kind = kinds[index % kinds.length];
  return kind === undefined ? '' : kind(index);
});
