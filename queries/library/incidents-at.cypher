// ---
// topic: incidents
// title: {fr: "Les incidents d'un fournisseur ou de ses logiciels", en: Incidents at a supplier or its products}
// description:
//   fr: Les incidents qui ont touché une organisation, un logiciel qu'elle fournit, ou ce qui lui est hébergé, avec leurs effets et leurs dates.
//   en: Incidents that struck an organisation, a product that it provides, or what runs at it, with effects and dates.
// parameters:
//   - {name: organisation, type: node, labels: [Organisation], meaning: {fr: "l'organisation", en: the organisation}, example: "org:weda"}
// columns:
//   incident: {fr: incident, en: incident}
//   at: {fr: où, en: at}
//   effects: {fr: effets, en: effects}
//   occurred_from: {fr: survenu à partir du, en: occurred from}
//   detected_on: {fr: détecté, en: detected}
//   disclosed_on: {fr: rendu public, en: disclosed}
// ---
MATCH (i:Incident)-[c:COMPROMISED]->(x)
WHERE c.status <> 'retracted'
OPTIONAL MATCH (x)-[:PROVIDED_BY|HOSTED_BY]->(p:Organisation)
WITH i, x, collect(p.id) AS behind
WHERE x.id = $organisation OR $organisation IN behind
RETURN i.id AS incident, x.id AS at, i.effects AS effects, i.occurred_from AS occurred_from, i.detected_on AS detected_on, i.disclosed_on AS disclosed_on
ORDER BY incident, at
