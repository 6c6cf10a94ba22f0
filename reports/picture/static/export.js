/* Images to print or edit: the same drawing, on a canvas of its own (PNG) or as shapes and text (SVG). */

const escaped = text => String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
const short = value => Number(value.toFixed(2));

/* A pen with the calls of a canvas that the drawing uses, which writes SVG. Text is measured on a canvas. */
class SvgPen {
  constructor() {
    this.parts = []; this.path = []; this.stack = []; this.matrix = [1, 0, 0]; /* scale, x, y */
    this.ruler = document.createElement("canvas").getContext("2d");
    Object.assign(this, { globalAlpha: 1, fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, lineCap: "butt", lineJoin: "miter", font: "10px sans-serif", textAlign: "left", textBaseline: "alphabetic", dash: [] });
  }
  xy(x, y) { const [s, dx, dy] = this.matrix; return `${short(x * s + dx)} ${short(y * s + dy)}`; }
  save() { this.stack.push({ matrix: [...this.matrix], dash: this.dash, globalAlpha: this.globalAlpha, fillStyle: this.fillStyle, strokeStyle: this.strokeStyle, lineWidth: this.lineWidth, lineCap: this.lineCap, lineJoin: this.lineJoin, font: this.font }); }
  restore() { Object.assign(this, this.stack.pop()); }
  translate(x, y) { const [s, dx, dy] = this.matrix; this.matrix = [s, dx + x * s, dy + y * s]; }
  scale(k) { this.matrix[0] *= k; }
  setLineDash(dash) { this.dash = dash; }
  beginPath() { this.path = []; }
  moveTo(x, y) { this.path.push(`M${this.xy(x, y)}`); }
  lineTo(x, y) { this.path.push(`L${this.xy(x, y)}`); }
  bezierCurveTo(a, b, c, d, x, y) { this.path.push(`C${this.xy(a, b)} ${this.xy(c, d)} ${this.xy(x, y)}`); }
  closePath() { this.path.push("Z"); }
  rect(x, y, w, h) { this.moveTo(x, y); this.lineTo(x + w, y); this.lineTo(x + w, y + h); this.lineTo(x, y + h); this.closePath(); }
  arc(x, y, r) { const k = short(r * this.matrix[0]); this.path.push(`M${this.xy(x + r, y)}A${k} ${k} 0 1 1 ${this.xy(x - r, y)}A${k} ${k} 0 1 1 ${this.xy(x + r, y)}`); }
  roundRect(x, y, w, h, r0) {
    const r = Math.min(r0, w / 2, h / 2), k = short(r * this.matrix[0]), turn = (a, b) => this.path.push(`A${k} ${k} 0 0 1 ${this.xy(a, b)}`);
    this.moveTo(x + r, y); this.lineTo(x + w - r, y); turn(x + w, y + r); this.lineTo(x + w, y + h - r); turn(x + w - r, y + h);
    this.lineTo(x + r, y + h); turn(x, y + h - r); this.lineTo(x, y + r); turn(x + r, y); this.closePath();
  }
  put(extra) { this.parts.push(`<path d="${this.path.join("")}"${extra}${this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : ""}/>`); }
  fill() { if (this.path.length) this.put(` fill="${escaped(this.fillStyle)}"`); }
  stroke() {
    if (!this.path.length) return;
    const s = this.matrix[0], dash = this.dash.length ? ` stroke-dasharray="${this.dash.map(d => short(d * s)).join(" ")}"` : "";
    this.put(` fill="none" stroke="${escaped(this.strokeStyle)}" stroke-width="${short(this.lineWidth * s)}" stroke-linecap="${this.lineCap}" stroke-linejoin="${this.lineJoin}"${dash}`);
  }
  fillRect(x, y, w, h) { this.beginPath(); this.rect(x, y, w, h); this.fill(); }
  measureText(text) { this.ruler.font = this.font; return this.ruler.measureText(text); }
  fillText(text, x, y) {
    const [, weight, px] = /^(\d+ )?([\d.]+)px/.exec(this.font) ?? [], at = this.textBaseline === "middle" ? y + Number(px) * 0.35 : y;
    const [left, top] = this.xy(x, at).split(" "), anchor = { left: "start", center: "middle", right: "end" }[this.textAlign];
    this.parts.push(`<text x="${left}" y="${top}" font-size="${short(px * this.matrix[0])}" font-weight="${(weight ?? "400").trim()}" text-anchor="${anchor}" fill="${escaped(this.fillStyle)}"${this.globalAlpha < 1 ? ` opacity="${short(this.globalAlpha)}"` : ""}>${escaped(text)}</text>`);
  }
  svg(w, h) { return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(w)}" height="${Math.ceil(h)}" viewBox="0 0 ${Math.ceil(w)} ${Math.ceil(h)}" font-family="${escaped(FONT)}">\n<title>${escaped(document.title)}</title>\n${this.parts.join("\n")}\n</svg>\n`; }
}

/* Text in as many lines as it needs. */
function textLines(c, text, width) {
  const lines = [];
  let line = "";
  for (const word_ of text.split(/ +/)) {
    const longer = line ? `${line} ${word_}` : word_;
    if (line && c.measureText(longer).width > width) { lines.push(line); line = word_; } else line = longer;
  }
  return line ? [...lines, line] : lines;
}
/* The signs that this picture has: those of its kinds, its lines, and its marks. */
function signsShown() {
  const cards = [...shown.cards.values()], map = S.map && !S.iso, lines = map ? [] : shown.lines, outcomes_ = new Set([...chosen?.outcome ?? []].filter(([n]) => shown.cards.has(n)).map(([, hit]) => hit.outcome));
  const roles = new Set(lines.map(line => chosen?.lines.get(line.key)));
  const has = {
    flow: lines.length, unknown: lines.some(line => line.state === "unknown"), observed: outcomes_.has("observed"), potential: outcomes_.has("potential"), cleared: outcomes_.has("cleared"),
    unnamed: cards.some(card => card.node.u), fold: !map && cards.some(card => card.fold), incident: cards.some(card => eventsAt(card.node).length), up: roles.has("up"), down: roles.has("down"), disc: map, ring: map, uncounted: map,
  };
  const drawn = LINES.filter(look => lines.some(line => look === "governance" ? line.governance : !line.governance && (look === "past" ? line.state === "past" : line.status === look)));
  return [
    ...PAGE.roles.filter(r => cards.some(card => card.node.k === r.k)).map(role => [t(`kind.${role.k}`), c => { c.beginPath(); c.roundRect(10, 0, 18, 18, 4); c.fillStyle = role.colour; c.fill(); glyph(c, role.glyph, 19, 9, 11, inkOn(role.colour)); }]),
    ...drawn.map(look => [t(`line.${look}`), c => drawLineKey(c, LOOKS[look] ?? { status: look }, C.bg)]),
    ...Object.keys(MARKS).filter(mark => has[mark]).map(mark => [t(`mark.${mark}`), c => MARKS[mark](c, C.bg)]),
  ];
}
function licence() {
  const named = PAGE.licences.filter(Boolean);
  if (!named.length) return t("image.licence.none");
  return list(PAGE.licences.length > named.length ? [...named, t("image.licence.part")] : named);
}
/* The whole image, which stands alone: title, whole sentence with its bounds, headings, picture, every sign that it has, what is not
   drawn, the author's note, the day, the number of sources, the licence. `begin(w, h)` gives the pen. */
const SIGN_W = 300;
function drawImage(begin) {
  const box = boxAround(everything()) ?? { x0: 0, y0: 0, x1: 600, y1: 200 }, pad = 40, w = Math.max(760, box.x1 - box.x0 + 2 * pad), wide = w - 2 * pad;
  const ruler = document.createElement("canvas").getContext("2d"), inLines = (font, text, width = wide) => { ruler.font = font; return textLines(ruler, text, width); };
  const titleFont = `700 22px ${FONT}`, textFont = `13px ${FONT}`, signFont = `12.5px ${FONT}`, smallFont = `12px ${FONT}`;
  const title = inLines(titleFont, document.title), sentence_ = inLines(textFont, [$("said").textContent, chosen?.answer || (S.map && !S.iso) ? t("recorded") : ""].filter(Boolean).join(" "));
  const columns = Math.max(1, Math.floor(wide / SIGN_W)), signs = signsShown().map(([text, draw]) => [inLines(signFont, text, wide / columns - 60), draw]), rows = [];
  for (let i = 0; i < signs.length; i += columns) rows.push(signs.slice(i, i + columns));
  const heights = rows.map(row => 8 + 16 * Math.max(1, ...row.map(([lines]) => lines.length)));
  const about = [
    $("left-out").textContent, PAGE.note ?? "",
    [fill("image.day", day(S.day, true)), fill("lead", day(PAGE.asOf, true), number(SOURCES.length)), fill("image.licence", licence())].join(" · "),
  ].filter(Boolean).flatMap(text => inLines(smallFont, text));
  const top = 22 + 26 * title.length + 18 * sentence_.length + HEAD, foot = 34 + heights.reduce((a, b) => a + b, 0) + 17 * about.length, h = box.y1 - box.y0 + top + foot + 2 * pad;
  const c = begin(w, h), dx = (w - (box.x1 - box.x0)) / 2 - box.x0, dy = top + pad - box.y0, keep = scale;
  exporting = true; scale = 1;
  try {
    c.fillStyle = C.bg; c.fillRect(0, 0, w, h);
    c.save(); c.translate(0, top - HEAD); paintBands(c, x => x + dx, w, h - top - foot + HEAD, false); paintBands(c, x => x + dx, w, HEAD, true); c.restore();
    c.save(); c.translate(dx, dy);
    paintLines(c, null); paintFalls(c);
    for (const key of everything()) { const at = place.at.get(key); paintNode(c, key, at.x, at.y); }
    paintWords(c); c.restore();
    c.globalAlpha = 1; c.setLineDash([]);
    const write = (font, colour, lines, x, y, step_) => { c.font = font; c.fillStyle = colour; c.textAlign = "left"; c.textBaseline = "alphabetic"; lines.forEach((text, i) => c.fillText(text, x, y + i * step_)); };
    write(titleFont, C.ink, title, pad, 34, 26);
    write(textFont, C.muted, sentence_, pad, 30 + 26 * title.length, 18);
    let y = h - foot + 18;
    rows.forEach((row, i) => {
      row.forEach(([lines, draw], k) => {
        const x = pad + k * wide / columns;
        c.save(); c.translate(x, y); c.lineWidth = 2; draw(c); c.restore();
        c.globalAlpha = 1; c.setLineDash([]);
        write(signFont, C.ink, lines, x + 46, y + 13, 16);
      });
      y += heights[i];
    });
    write(smallFont, C.muted, about, pad, y + 14, 17);
  } finally { exporting = false; scale = keep; }
}
function png() {
  const canvas = el("canvas");
  drawImage((w, h) => {
    const k = Math.min(2, 15000 / w, 15000 / h);
    canvas.width = Math.round(w * k); canvas.height = Math.round(h * k);
    const c = canvas.getContext("2d");
    c.scale(k, k);
    return c;
  });
  return canvas;
}
function svg() {
  const pen = new SvgPen();
  let box = [0, 0];
  drawImage((w, h) => { box = [w, h]; return pen; });
  return pen.svg(...box);
}
function save(blob, ending) {
  const a = el("a"), address = URL.createObjectURL(blob);
  a.href = address;
  a.download = `maillon-${(S.incident ?? (S.node !== null ? NODES[S.node].i : PAGE.subject)).replace(/[^\w.-]+/g, "-")}-${S.day}.${ending}`;
  a.click();
  setTimeout(() => URL.revokeObjectURL(address), 5000);
}
$("pngbtn").onclick = () => png().toBlob(blob => save(blob, "png"), "image/png");
$("svgbtn").onclick = () => save(new Blob([svg()], { type: "image/svg+xml" }), "svg");
