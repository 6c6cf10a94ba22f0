// ---
// topic: incidents
// title: {fr: "Les incidents d'un fournisseur, de ses logiciels ou de ce qu'il héberge", en: "Incidents at a supplier, at its products or at what it hosts"}
// description:
//   fr: Les incidents qui ont touché une organisation, un logiciel qu'elle fournit, ou ce qui lui est hébergé, avec leurs effets et leurs dates ; sans lien indiqué, c'est chez lui-même. Héberger qui est touché n'est pas l'être.
//   en: Incidents that struck an organisation, a product that it provides, or what runs at it, with effects and dates; where no tie is given, at the organisation itself. To host one that was struck is not to be struck.
// parameters:
//   - {name: organisation, type: node, labels: [Organisation], meaning: {fr: "l'organisation", en: the organisation}, example: "org:weda"}
// columns:
//   incident: {fr: incident, en: incident}
//   at: {fr: où, en: at}
//   relation: {fr: "lien de ce lieu avec lui", en: how that place is tied to it}
//   effects: {fr: effets, en: effects}
//   occurred_from: {fr: survenu à partir du, en: occurred from}
//   detected_on: {fr: détecté, en: detected}
//   disclosed_on: {fr: rendu public, en: disclosed}
//   status: {fr: statut, en: status}
//   by: {fr: selon, en: by}
//   evidence: {fr: sources, en: evidence}
// ---
MATCH (i:Incident)-[c:COMPROMISED]->(x)
WHERE c.status <> 'retracted'
OPTIONAL MATCH (x)-[r:PROVIDED_BY|HOSTED_BY]->(p:Organisation {id: $organisation})
WHERE r.status <> 'retracted'
WITH i, x, c, type(r) AS tie, coalesce(r.evidence, []) AS cited
WHERE x.id = $organisation OR tie IS NOT NULL
UNWIND CASE WHEN x.id = $organisation OR size(cited) = 0 THEN [null] ELSE cited END AS one
WITH i, x, c, CASE WHEN x.id = $organisation THEN null ELSE tie END AS relation, one ORDER BY one
WITH i, x, c, relation, collect(DISTINCT one) AS cited
RETURN i.id AS incident, x.id AS at, relation, i.effects AS effects, i.occurred_from AS occurred_from, i.detected_on AS detected_on, i.disclosed_on AS disclosed_on,
       c.status AS status, coalesce(c.by, []) AS by, c.evidence + [e IN cited WHERE NOT e IN c.evidence] AS evidence
ORDER BY incident, at, relation
