"use strict";
/* What a page of the atlas does beyond its text: search as one types, and tables to copy. Without it everything can be read.
   Nothing here makes HTML: elements get text, and only text. */
(() => {
  const TEXTS = JSON.parse(document.getElementById("texts").textContent), W = TEXTS.words, body = document.body.dataset;
  const LANG = document.documentElement.lang;
  const fill = (key, ...values) => values.reduce((text, value, i) => text.replaceAll(`{${i}}`, value), W[key]);
  /* As graph/folding.py and graph/search_text.py fold. */
  const LETTER = new RegExp(`[${Object.keys(TEXTS.letters).join("")}]`, "gu"), SEPARATORS = new RegExp(TEXTS.separators, "gu");
  const folded = text => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase().replace(LETTER, l => TEXTS.letters[l]).replace(SEPARATORS, " ").trim();

  /* Search: the same rule and order as `maillon find`, over an index that is fetched when somebody first types, or by the server. */
  const q = document.getElementById("q"), list = document.getElementById("found"), live = document.getElementById("live");
  const MOST = 20;
  let at = -1, found = [], asked = 0, index = null;
  function fromIndex() {
    index ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = `${body.assets}search.js`;
      script.onload = () => done(globalThis.MAILLON_SEARCH);
      script.onerror = failed;
      document.head.append(script);
    });
    return index;
  }
  async function search(text) {
    if (body.search === "live") {
      const answer = await fetch(`${body.assets}../search.json?q=${encodeURIComponent(text)}&lang=${LANG}`);
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }
    const { things, kinds } = await fromIndex(), wanted = folded(text);
    if (!wanted) return { found: [], cut: 0 };
    const joined = wanted.replaceAll(" ", ""), digits = /^\d+$/.test(joined) ? joined : wanted, hits = [];
    for (const thing of things) {
      if (!thing.s.includes(wanted) && !thing.s.includes(digits) && thing.i !== text) continue;
      const exact = thing.i === text || thing.s.split("\n").some(line => line === wanted || line === digits || line === text);
      hits.push({ ...thing, exact });
    }
    const by = (...keys) => (a, b) => keys.map(k => k(a, b)).find(n => n) ?? 0;
    const order = (a, b) => b.exact - a.exact, id = (a, b) => (a.i < b.i ? -1 : a.i > b.i ? 1 : 0);
    hits.sort(by(order, (a, b) => a.s.length - b.s.length, id));
    const shown = hits.slice(0, MOST).sort(by(order, (a, b) => a.n.length - b.n.length, id));
    return { found: shown.map(t => ({ path: t.p, name: t[LANG] ?? t.n, kind: kinds[t.k][LANG] })), cut: hits.length - shown.length };
  }
  function draw() {
    list.replaceChildren(...found.map((item, i) => {
      const li = document.createElement("li"), name = document.createElement("bdi"), kind = document.createElement("small");
      li.id = `f${i}`; li.setAttribute("role", "option"); li.setAttribute("aria-selected", String(i === at));
      name.textContent = item.name; kind.textContent = item.kind;
      if (!item.path) li.setAttribute("aria-disabled", "true");
      else li.onmousedown = event => { event.preventDefault(); go(item); };
      li.append(name, kind);
      return li;
    }));
    list.hidden = !found.length;
    q.setAttribute("aria-expanded", String(!list.hidden));
    if (at >= 0 && found.length) { q.setAttribute("aria-activedescendant", `f${at}`); list.children[at]?.scrollIntoView({ block: "nearest" }); }
    else q.removeAttribute("aria-activedescendant");
  }
  const go = item => { if (item?.path) location.href = `${body.here}${item.path}${body.ending}`; };
  q.addEventListener("input", async () => {
    const number = ++asked, text = q.value;
    at = -1;
    if (!text.trim()) { found = []; draw(); return; }
    let answer;
    try { answer = await search(text); } catch { answer = { found: [], cut: 0, broken: true }; }
    if (number !== asked) return;
    found = answer.found;
    const said = answer.broken ? W.broken : found.length ? fill(found.length === 1 ? "one" : "many", found.length) : answer.close?.length ? W.close : W.none;
    if (!found.length && answer.close) found = answer.close;
    if (answer.cut) found = [...found, { name: fill("cut", answer.cut), kind: "", path: "" }];
    if (!found.length) found = [{ name: said, kind: "", path: "" }];
    live.textContent = said;
    draw();
  });
  q.addEventListener("keydown", event => {
    const real = found.filter(item => item.path).length;
    if (event.key === "Escape") { found = []; at = -1; draw(); }
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && real) { event.preventDefault(); at = (at + (event.key === "ArrowDown" ? 1 : -1) + real + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % real; draw(); }
    else if (event.key === "Enter" && real) { event.preventDefault(); go(found[Math.max(0, at)]); }
  });
  q.addEventListener("blur", () => { list.hidden = true; q.setAttribute("aria-expanded", "false"); });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && !/^(?:INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "")) { event.preventDefault(); q.focus(); }
  });

  /* The console: Ctrl + Enter runs; after a colon the labels and relations of the model are suggested, and Tab takes the first. */
  const editor = document.getElementById("cypher"), suggested = document.getElementById("suggested");
  if (editor) {
    const typed = () => /([([])\w*(?::\w+\|?)*:?(?<=[:|])(\w*)$/.exec(editor.value.slice(0, editor.selectionStart));
    const words = () => {
      const match = typed();
      if (!match) return [];
      const known = (match[1] === "(" ? editor.dataset.labels : editor.dataset.arrows).split(" "), start = match[2].toLowerCase();
      return known.filter(word => word.toLowerCase().startsWith(start) && word.toLowerCase() !== start).slice(0, 8);
    };
    const take = word => {
      const end = editor.selectionStart, start = end - typed()[2].length;
      editor.setRangeText(word, start, end, "end");
      suggest(); editor.focus();
    };
    const suggest = () => suggested.replaceChildren(...words().map(word => {
      const b = document.createElement("button");
      b.type = "button"; b.textContent = word; b.onclick = () => take(word);
      return b;
    }));
    editor.addEventListener("input", suggest);
    editor.addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); editor.form.requestSubmit(); }
      else if (event.key === "Tab" && !event.shiftKey && words().length && typed()[2]) { event.preventDefault(); take(words()[0]); }
    });
  }

  /* The map of suppliers: another order, and lines from a supplier to those that trust it and those it trusts. */
  const layers = document.querySelector(".layers"), by = document.getElementById("by");
  if (layers) {
    const rows = [...layers.querySelectorAll("li")], byPlace = new Map(rows.map(row => [row.dataset.n, row])), SVG = "http://www.w3.org/2000/svg";
    const ties = document.createElementNS(SVG, "svg");
    ties.setAttribute("class", "ties"); ties.setAttribute("aria-hidden", "true");
    layers.append(ties);
    const trusts = new Map(rows.map(row => [row, row.dataset.to.split(" ").map(n => byPlace.get(n)).filter(Boolean)]));
    const inView = row => row.getClientRects().length > 0;
    function link(row) {
      for (const other of rows) other.classList.remove("here", "tied");
      ties.replaceChildren();
      if (!row) return;
      row.classList.add("here");
      const corner = layers.getBoundingClientRect(), own = row.getBoundingClientRect();
      for (const other of rows) {
        if (other === row || !inView(other) || !(trusts.get(row).includes(other) || trusts.get(other).includes(row))) continue;
        other.classList.add("tied");
        const its = other.getBoundingClientRect(), right = its.left > own.right, left = its.right < own.left, path = document.createElementNS(SVG, "path");
        const x1 = (left ? own.left : own.right) - corner.left, x2 = (right ? its.left : its.right) - corner.left, y1 = own.top + own.height / 2 - corner.top, y2 = its.top + its.height / 2 - corner.top;
        const bend = right || left ? (x2 - x1) / 2 : 14;
        path.setAttribute("d", right || left ? `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` : `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 + bend} ${y2} ${x2} ${y2}`);
        ties.append(path);
      }
    }
    for (const row of rows) {
      row.addEventListener("pointerenter", () => link(row));
      row.addEventListener("pointerleave", () => link(null));
      row.addEventListener("focusin", () => link(row));
      row.addEventListener("focusout", () => link(null));
    }
    by.classList.remove("unready");
    by.addEventListener("change", () => {
      const measure = by.querySelector("input:checked").value, of = row => Number(row.dataset[measure]), most = Math.max(1, ...rows.map(of));
      for (const row of rows) row.querySelector(".bar rect").setAttribute("width", String(of(row) ? Math.max(0.7, 100 * of(row) / most) : 0));
      for (const layer of layers.querySelectorAll(".layer")) {
        const [shown, others] = layer.querySelectorAll("ol"), mine = [...layer.querySelectorAll("li")];
        mine.sort((a, b) => of(b) - of(a) || Number(a.dataset.n) - Number(b.dataset.n));
        const first = others ? mine.filter(of).slice(0, Number(layer.dataset.first)) : mine, said = layer.getAttribute(`data-others-${measure}`);
        shown.replaceChildren(...first);
        others?.replaceChildren(...mine.slice(first.length));
        if (others) { layer.querySelector("summary").textContent = said; layer.querySelector("details").hidden = !said; }
      }
    });
  }

  /* Each table can be copied as CSV; what a spreadsheet would take for a formula stays text. */
  const plain = text => { const safe = text.replace(/\s+/g, " ").trim().replace(/^(?=[=+\-@])/, "'"); return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe; };
  const textOf = cell => [...cell.childNodes].filter(node => node.nodeName !== "SUP").map(node => node.textContent).join("");
  for (const table of document.querySelectorAll("main table")) {
    if (!table.tHead) continue;
    const bar = table.parentElement.previousElementSibling, button = document.createElement("button");
    button.type = "button"; button.textContent = W.copy;
    button.onclick = async () => {
      const csv = [...table.rows].map(row => [...row.cells].map(cell => plain(textOf(cell))).join(",")).join("\r\n");
      try { await navigator.clipboard.writeText(csv); button.textContent = W.copied; live.textContent = W.copied; }
      catch {
        const a = document.createElement("a");
        a.href = `data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`; a.download = "maillon.csv"; a.click();
      }
      setTimeout(() => { button.textContent = W.copy; }, 1500);
    };
    bar.append(button);
  }
})();
