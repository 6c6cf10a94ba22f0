/* The twin of the picture: everything in it as sortable tables, under the same filters, for screen readers and spreadsheets. */

const TABLES = {
  relations: {
    columns: ["from", "relation", "to", "service", "since", "until", "force", "status", "data", "sources"],
    rows: () => shown.lines.flatMap(line => line.arrows).map(a => ({
      act: () => selectLine(lineOf(a)), node: [a.from, a.to],
      cells: [nameOf(a.from), t(`arrow.${a.t}`), nameOf(a.to), a.sv ? word("service", a.sv) : "", a.se ?? a.s ?? "", a.ue ?? a.u ?? "", t(`force.${a.state}`), [voiceOf(a.st, a.who), ...(a.rd ?? []).slice(1).map(([, status, who]) => voiceOf(status, who))].join(" / "), a.d ? a.d.map(id => called(`data:${id.replace(/^data:/, "")}`)).join(", ") : t("unknown"), sourceText(a.ev)], ev: a.ev,
    })),
  },
  actors: {
    columns: ["actor", "kind", "outcome", "behind.least", "behind.most", "behind.rounded", "behind.unknown", "size.low", "size.high", "size.rounded", "incidents", "sources"],
    rows: () => [...shown.cards.values()].flatMap(card => card.fold ? card.fold.members.filter(m => !card.fold.open.has(m.n)) : [card.node]).map(node => {
      const answer = radius(node.i), hit = hitOf(node);
      return {
        act: () => select(node.n), node: [node],
        cells: [nameOf(node), t(`kind.${node.k}`), hit ? [t(`outcome.${hit.outcome}`), hit.past ? t("past") : null, ...hit.why.map(why => word("why", why))].filter(Boolean).join(", ") : "",
          answer ? answer.people.lo : "", answer ? answer.people.hi ?? t("unknown") : "", answer?.people.ap ? "≈" : "", answer ? (answer.people.un ?? []).length : "",
          node.size ? node.size[0] ?? t("unknown") : node.count ? node.count[0] ?? "" : node.k === "people" ? t("unknown") : "", node.size ? node.size[1] ?? t("unknown") : node.count ? node.count[1] ?? t("unknown") : node.k === "people" ? t("unknown") : "", (node.size ?? node.count)?.[3] ? "≈" : "",
          eventsAt(node).map(nameOf).join(" ; "), sourceText(node.ev)], ev: node.ev,
      };
    }),
  },
  incidents: {
    columns: ["incident", "date", "brokeat", "behind.least", "behind.most", "behind.rounded", "behind.unknown", "declared", "saidby.column", "status", "sources"],
    rows: () => INCIDENTS.filter(happened).flatMap(incident => {
      const answer = radius(incident.i), best = incident.claims.filter(c => c.best);
      return (best.length ? best : [null]).map(claim => ({
        act: () => selectIncident(incident.i), incident,
        cells: [nameOf(incident), incident.on ?? "", incident.at.map(p => called(p.p)).join(" ; "), answer?.people.lo ?? 0, answer ? answer.people.hi ?? t("unknown") : "", answer?.people.ap ? "≈" : "", (answer?.people.un ?? []).length,
          claim ? range(claim.r, claim.u) : "", claim ? (claim.by ? called(claim.by) : t("saidby.source")) : "", claim ? statusOf(claim.st) : "", sourceText(claim ? claim.ev : incident.ev)], ev: claim ? claim.ev : incident.ev,
      }));
    }),
  },
};
const lineOf = arrow => scene.lines.find(line => line.arrows.includes(arrow))?.key ?? null;
function hitOf(node) {
  if (!chosen?.answer) return null;
  return chosen.answer.hits.get(node.n) ?? (S.incident ? chosen.outcome.get(cardKey(node)) ?? null : null);
}
let sorting = { column: 0, down: false };
const PAGE_OF_ROWS = 250;
let rowsShown = PAGE_OF_ROWS;
function sorted(rows) {
  const c = sorting.column, sign = sorting.down ? -1 : 1, compare = new Intl.Collator(S.lang, { numeric: true }).compare;
  return rows.sort((a, b) => {
    const [x, y] = [a.cells[c], b.cells[c]];
    if (typeof x === "number" && typeof y === "number") return sign * (x - y);
    if (typeof x === "number" || typeof y === "number") return typeof x === "number" ? -sign : sign;
    return sign * compare(String(x), String(y));
  });
}
/* Plain text for a spreadsheet; what would be read as a formula is kept text. */
const plainCell = value => typeof value === "number" ? String(value) : String(value).replace(/[\t\r\n]+/g, " ").replace(/^(?=[=+\-@])/, "'");
const tsv = (columns, rows) => [columns.map(k => t(`column.${k}`)), ...rows.map(row => row.cells)].map(cells => cells.map(plainCell).join("\t")).join("\r\n");

function buildTables() {
  const view = $("tables"), kind = S.tables, { columns, rows } = TABLES[kind], all = sorted(rows());
  const focused = document.activeElement?.dataset?.column;
  const bar = el("div", "bar"), tabs = el("div", "pick");
  for (const key of Object.keys(TABLES)) {
    const b = button("", t(`table.${key}`), () => { S.tables = key; sorting = { column: 0, down: false }; rowsShown = PAGE_OF_ROWS; render(); });
    b.setAttribute("aria-pressed", String(key === kind));
    b.dataset.table = key;
    tabs.append(b);
  }
  const copy = button("", t("copy"), async () => {
    const text = tsv(columns, all);
    try { await navigator.clipboard.writeText(text); say(t("copied")); copy.textContent = t("copied"); } catch { save(new Blob([text], { type: "text/tab-separated-values" }), "tsv"); }
  });
  copy.id = "copybtn";
  bar.append(tabs, el("span", "m", fill("rows", number(all.length))), copy);
  const table = el("table"), caption = el("caption", "sr", `${t(`table.${kind}`)}, ${day(S.day)}`), head = el("tr"), body = el("tbody");
  columns.forEach((key, i) => {
    const th = el("th"), on = sorting.column === i, b = button("", "", () => { sorting = { column: i, down: on && !sorting.down }; rowsShown = PAGE_OF_ROWS; buildTables(); });
    b.append(t(`column.${key}`), el("span", "sort", on ? (sorting.down ? " ▼" : " ▲") : ""));
    b.dataset.column = String(i);
    b.lastChild.setAttribute("aria-hidden", "true");
    th.scope = "col"; th.setAttribute("aria-sort", on ? (sorting.down ? "descending" : "ascending") : "none");
    th.append(b); head.append(th);
  });
  for (const row of all.slice(0, rowsShown)) body.append(tableRow(row));
  table.append(caption, el("thead", "", head), body);
  const parts = [bar, table];
  if (all.length > rowsShown) parts.push(button("more", fill("more", number(all.length - rowsShown)), () => { rowsShown += 2000; buildTables(); }));
  view.replaceChildren(...parts);
  if (focused) view.querySelector(`[data-column="${focused}"]`)?.focus();
}
function tableRow(row) {
  const tr = el("tr");
  row.cells.forEach((value, i) => {
    const cell = el(i === 0 ? "th" : "td");
    if (i === 0) { cell.scope = "row"; cell.append(button("go", name(String(value)), () => { S.tables = null; row.act(); $("g").focus(); })); }
    else if (i === row.cells.length - 1) cell.append(sources(row.ev));
    else if (typeof value === "number") { cell.className = "num"; cell.append(number(value)); }
    else if (/^\d{4}-\d{2}(-\d{2})?$/.test(value)) cell.append(day(value));
    else cell.append(name(String(value)));
    tr.append(cell);
  });
  return tr;
}
