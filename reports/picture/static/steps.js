/* On a narrow screen the chain stands as a list of steps, from where it broke (or what was asked for) back to those who trust it:
   it is read by scrolling, and never needs the canvas. */

const NARROW = 700;
const narrow = () => $("stage").clientWidth < NARROW;
function stepsOf() {
  const tiers = new Map();
  for (const card of shown.cards.values()) {
    if (chosen && !chosen.cards.has(card.n)) continue;
    const role = chosen?.cards.get(card.n), first = role === "origin" || (!chosen && PAGE.start.includes(card.node.i));
    const tier = first ? -1 : PAGE.columns[card.node.column] ?? card.node.column;
    (tiers.get(tier) ?? tiers.set(tier, []).get(tier)).push(card);
  }
  const onMap = S.map && !S.iso; /* the map is read from the left, down each rank of a band; a chain from where it broke */
  return [...tiers].sort((a, b) => (onMap ? a[0] - b[0] : a[0] < 0 ? -1 : b[0] < 0 ? 1 : b[0] - a[0]));
}
function buildSteps() {
  const view = $("steps"), on = narrow() && S.steps && !S.tables;
  view.hidden = !on;
  $("stepsbtn").hidden = !narrow();
  $("stepsbtn").setAttribute("aria-pressed", String(!!S.steps));
  if (!on) return;
  const parts = [], onMap = S.map && !S.iso, at = key => place.at.get(key) ?? { x: 0, y: 0 };
  for (const [tier, cards] of stepsOf()) {
    const box = el("ol");
    for (const card of cards.sort((a, b) => (onMap ? at(a.n).x - at(b.n).x : 0) || at(a.n).y - at(b.n).y)) {
      const hit = chosen?.outcome.get(card.n), item = el("li", hit ? `outcome-${{ observed: "observed", potential: "possible", cleared: "not_affected" }[hit.outcome]}` : "");
      const b = button("go", name(cardName(card)), () => select(card.n));
      const whom = [...new Set((scene.byCard.get(card.n)?.out ?? []).filter(line => !line.governance && shown.cards.has(line.b)).map(line => cardName(shown.cards.get(line.b))))];
      const people = onMap && radius(card.node.i)?.people;
      item.append(b, small([t(`kind.${card.node.k}`), subtitle(card, hit), people ? bounds(people) : null].filter(Boolean).join(" · ")));
      if (whom.length) item.append(small(fill("steps.trusts", list(whom.slice(0, 4)) + (whom.length > 4 ? "…" : ""))));
      box.append(item);
    }
    parts.push(el("h2", "", tier < 0 ? t(S.incident ? "steps.broke" : "steps.asked") : `${t(`tier.${PAGE.tiers[tier]}`)} (${number(cards.length)})`), box);
  }
  view.replaceChildren(...parts);
}
